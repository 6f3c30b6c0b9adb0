"""The Date header (RFC 5322 §3.3) and what senders make of it."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_COMMENT = re.compile(r"\([^()]{0,100}\)")
_COLON = re.compile(r"(?<=[+-]\d\d):(?=\d\d\b)")
_ZONE = re.compile(r"\b(?:GMT|UTC|UT)\s?(?=[+-]\d{4}\b)")
_HALF_DAY = re.compile(r"\b(\d{1,2})(:\d\d(?::\d\d)?)\s?([AP])\.?M\b\.?", re.IGNORECASE)
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")


def parse_date(value: str) -> datetime | None:
    """Return the moment with its offset (UTC where none is given), or None when nothing sensible is written."""
    text = _COMMENT.sub("", value[:200]).strip()
    if not text:
        return None
    if _ISO.match(text):
        try:
            moment = datetime.fromisoformat(re.sub(r"\s+(?=[+-])", "", text))
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        except ValueError:
            pass
    try:
        parts = parsedate_tz(_HALF_DAY.sub(_of_whole_day, _ZONE.sub("", _COLON.sub("", text))))
        if parts is None:
            return None
        offset = parts[9] or 0
        zone = timezone(timedelta(seconds=offset)) if offset and abs(offset) < 86_400 else UTC
        return datetime(parts[0], parts[1], parts[2], parts[3], parts[4], min(parts[5], 59), tzinfo=zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _of_whole_day(time: re.Match[str]) -> str:
    return f"{int(time[1]) % 12 + (12 if time[3] in 'pP' else 0)}{time[2]}"
