"""The Date header (RFC 5322 §3.3) and what senders make of it."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_COMMENT = re.compile(r"\([^()]{0,100}\)")
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
        parts = parsedate_tz(text)
        if parts is None:
            return None
        offset = parts[9] or 0
        zone = timezone(timedelta(seconds=offset)) if offset and abs(offset) < 86_400 else UTC
        return datetime(parts[0], parts[1], parts[2], parts[3], parts[4], min(parts[5], 59), tzinfo=zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
