"""What a mail holds beside its words, as the page shows it: signed, encrypted, an invitation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

DAY = "D j M Y"
MINUTE = "H:i"


@dataclass(frozen=True)
class Invitation:
    """An invitation as a card: its heading, the event, when (with zone), where and who."""

    title: str
    summary: str
    when: str
    where: str
    organizer: str
    people: str
    is_off: bool = False


@dataclass(frozen=True)
class Held:
    """The marks of a message, and its invitation where it has one."""

    is_signed: bool = False
    is_encrypted: bool = False
    invitation: Invitation | None = None


def held_in(holds: dict[str, Any]) -> Held | None:
    """Read what the message keeps; None where that is nothing."""
    if not holds:
        return None
    invite = holds.get("invite")
    return Held(bool(holds.get("signed")), bool(holds.get("encrypted")), _invitation(invite) if invite else None)


def _invitation(invite: dict[str, Any]) -> Invitation:
    more = invite["people_count"] - len(invite["people"])
    people = ", ".join(invite["people"])
    return Invitation(
        title=_title(invite["method"], invite["answer"], people),
        summary=invite["summary"] or _("(no title)"),
        when=_when(invite),
        where=invite["location"],
        organizer=invite["organizer"],
        people=_("%(names)s and %(count)s more") % {"names": people, "count": more} if more > 0 else people,
        is_off=invite["method"] == "CANCEL",
    )


def _title(method: str, answer: str, who: str) -> str:
    if method == "CANCEL":
        return _("Invitation taken back")
    if method == "REPLY":
        said = {
            "ACCEPTED": _("%(who)s accepts") % {"who": who},
            "DECLINED": _("%(who)s declines") % {"who": who},
            "TENTATIVE": _("%(who)s may come") % {"who": who},
        }
        return said.get(answer, _("Answer to an invitation"))
    return _("Another time is proposed") if method == "COUNTER" else _("Event") if method == "PUBLISH" else _("Invitation")


def _when(invite: dict[str, Any]) -> str:
    """Day, times and zone. A time in UTC is shown in the organization's zone, any other in the one it was made in."""
    starts, zone = _local(invite["starts"], invite["zone"])
    ends, _same = _local(invite["ends"], invite["zone"])
    if starts is None:
        return ""
    day = date_format(starts, DAY)
    if invite["all_day"]:
        told = day if ends is None or ends.date() == starts.date() else f"{day} – {date_format(ends, DAY)}"
    else:
        told = f"{day}, {date_format(starts, MINUTE)}"
        if ends is not None:
            told += f" – {date_format(ends, MINUTE if ends.date() == starts.date() else f'{DAY}, {MINUTE}')}"
        told += f" ({zone})" if zone else ""
    return f"{told} · {_('repeats')}" if invite["series"] else told


def _local(moment: str, zone: str) -> tuple[datetime | None, str]:
    if not moment:
        return None, zone
    value = datetime.fromisoformat(moment)
    if zone.upper() in ("UTC", "GMT", "ETC/UTC") and value.tzinfo is not None:
        return timezone.localtime(value), timezone.get_current_timezone_name()
    return value, zone
