"""What a mail holds beside its words, as its message keeps it for the page."""

from datetime import datetime, timedelta, timezone
from typing import Any

from usher.mail.message import Invite, ParsedMessage


def held_by(message: ParsedMessage) -> dict[str, Any]:
    """Return plain JSON: `signed`, `encrypted` and `invite`, each only where it is so; times in ISO 8601."""
    held: dict[str, Any] = {}
    if message.is_signed:
        held["signed"] = True
    if message.is_encrypted:
        held["encrypted"] = True
    if message.invite:
        held["invite"] = _invite(message.invite)
    return held


def _invite(invite: Invite) -> dict[str, Any]:
    return {
        "method": invite.method,
        "summary": invite.summary,
        "starts": _iso(invite.starts),
        "ends": _iso(invite.ends),
        "zone": invite.zone,
        "all_day": invite.is_all_day,
        "location": invite.location,
        "organizer": invite.organizer,
        "people": list(invite.people),
        "people_count": invite.people_count,
        "answer": invite.answer,
        "series": invite.is_series,
    }


def _iso(moment: datetime | None) -> str:
    """A time with its offset: a calendar's own zone means nothing elsewhere."""
    if moment is None:
        return ""
    offset = moment.utcoffset()
    if offset is None:
        return moment.replace(tzinfo=None).isoformat()
    return moment.replace(tzinfo=timezone(timedelta(seconds=round(offset.total_seconds())))).isoformat()
