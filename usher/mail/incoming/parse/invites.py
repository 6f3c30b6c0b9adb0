"""What a calendar part invites to (RFC 5545, RFC 5546): read to be shown, never answered."""

from datetime import date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar

from usher.base.text import one_line
from usher.mail.message import Invite
from usher.mail.mime.charsets import decode
from usher.mail.mime.tree import Part

TYPES = ("text/calendar", "application/ics")
METHODS = ("REQUEST", "REPLY", "CANCEL", "COUNTER", "PUBLISH")
MAX_BYTES = 200_000
MAX_LENGTH = 300
MAX_PEOPLE = 20
"""Names that are kept; the rest is counted."""


def read_invite(parts: list[Part]) -> Invite | None:
    """Return the first event of the first calendar part, or None where there is none or nothing can be made of it."""
    for part in parts:
        if part.content_type in TYPES and len(part.body) <= MAX_BYTES:
            try:
                return _read(part)
            except Exception:  # a calendar is a program's text from anywhere; the file is kept either way
                return None
    return None


def _read(part: Part) -> Invite | None:
    calendar = Calendar.from_ical(decode(part.content(), part.parameters.get("charset") or "utf-8"))
    method = str(calendar.get("METHOD") or part.parameters.get("method") or "PUBLISH").upper()
    event = next(iter(calendar.walk("VEVENT")), None)
    if event is None or method not in METHODS:
        return None
    starts = event.decoded("DTSTART")
    people = _listed(event.get("ATTENDEE"))
    return Invite(
        method=method,
        summary=_text(event.get("SUMMARY")),
        starts=_moment(starts),
        ends=_moment(_end(event, starts)),
        zone=_zone(event.get("DTSTART"), starts),
        is_all_day=not isinstance(starts, datetime),
        location=_text(event.get("LOCATION")),
        organizer=_person(event.get("ORGANIZER")),
        people=tuple(name for each in people[:MAX_PEOPLE] if (name := _person(each))),
        people_count=len(people),
        answer=str(people[0].params.get("PARTSTAT", "")).upper()[:20] if method == "REPLY" and people else "",
        is_series="RRULE" in event,
    )


def _end(event: Any, starts: date | datetime) -> date | datetime | None:
    if "DTEND" in event:
        ends: date | datetime = event.decoded("DTEND")
        # The end of days is the first one after them (RFC 5545 §3.6.1).
        return ends if isinstance(ends, datetime) else max(ends - timedelta(days=1), starts)
    return starts + event.decoded("DURATION") if "DURATION" in event else None


def _moment(value: date | datetime | None) -> datetime | None:
    if value is None:
        return None
    return value if isinstance(value, datetime) else datetime.combine(value, time())


def _zone(written: Any, starts: date | datetime) -> str:
    """The zone as it was named; empty for a time that is meant wherever one is."""
    if not isinstance(starts, datetime) or starts.tzinfo is None:
        return ""
    return one_line(str(written.params.get("TZID") or "UTC"), 80)


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _person(value: Any) -> str:
    if value is None:
        return ""
    address = str(value)
    address = address[7:] if address[:7].lower() == "mailto:" else address
    return _text(getattr(value, "params", {}).get("CN")) or _text(address)


def _text(value: Any) -> str:
    return one_line(str(value), MAX_LENGTH) if value is not None else ""
