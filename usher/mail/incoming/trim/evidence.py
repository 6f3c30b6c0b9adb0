"""What a quote header carries and a sentence does not: a full date, a time of day, an address."""

import re

_TIME = re.compile(
    r"(?<!\d)(?<!\d\.)\d{1,2}(?:[:h٫]\d{2}(?::\d{2})?|\.\d{2}(?:\.\d{2}(?=\s(?:[A-Z]{3}|[+-]\d)))?)(?!\.?\d)|\b\d{1,2}\s?[ap]\.?m\b|\d{1,2}\s?[時时點点시]\s?\d{0,2}",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}[./-]\s?\d{1,2}[./-]\s?\d{1,2}|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4})(?!\d)"
    r"|\d{2,4}\s?[年년]\s?\d{1,2}\s?[月월]|\b\d{1,2}(?:st|nd|rd|th|er|º|ª)?[.,]?[\s-]+(?:de\s+"
    r"|of\s+)?[^\W\d_]{3,14}[.,׳]?[\s-]+(?:de\s+|del\s+|г\.?\s*)?['’]?\d{2,4}\b"
    r"|\b[^\W\d_]{3,14}\.?,?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b|\b\d{4}\.?\s+[^\W\d_]{3,14}\.?\s+\d{1,2}\b"
    r"|\btháng\s\d{1,2}|\b\d{1,2}\s[\u0900-\u0dff]{2,16}\s\d{4}\b"
)
_SHORT_DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?[.,]?\s+(?:de\s+|of\s+)?[^\W\d_]{3,14}\b|\b[^\W\d_]{3,14}\.?\s+\d{1,2}\b"
    r"|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]?(?!\d)"
)
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}|\[?mailto:", re.IGNORECASE)


def has_time(text: str) -> bool:
    """Tell whether a time of day is written in the text."""
    return bool(_TIME.search(text))


def has_date(text: str) -> bool:
    """Tell whether a full date, with its year, is written in the text."""
    return bool(_DATE.search(text))


def date_in(text: str) -> str:
    """Return the full date that is written in the text as it is written, or nothing."""
    found = _DATE.search(text)
    return found[0] if found else ""


def has_short_date(text: str) -> bool:
    """Tell whether at least a day and a month are written in the text."""
    return bool(_SHORT_DATE.search(text)) or has_date(text)


def has_address(text: str) -> bool:
    """Tell whether a mail address is written in the text."""
    return "@" in text and bool(_ADDRESS.search(text)) or "mailto:" in text.lower()
