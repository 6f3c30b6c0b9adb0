"""What filters before us made of a mail. Anybody can write these headers, but only to their own harm."""

import re

from usher.mail.message import ParsedMessage

LEVEL = 5  # of Microsoft's spam confidence level: from here on it goes to the junk folder
_YES = re.compile(r"\s*(?:yes|true|1)\b", re.IGNORECASE)
_SPAM = re.compile(r"\s*spam\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:SFV:SPM|CAT:(?:SPM|HSPM|PHSH|HPHSH|HPHISH|MALW))\b")
_FLAGS = ("x-spam-flag", "x-spam-status", "x-spam", "x-mailgun-sflag", "x-spam-detected")
_VERDICTS = ("x-ses-spam-verdict", "x-ses-virus-verdict")


def is_spam(message: ParsedMessage) -> bool:
    """Whether a filter on the way called it spam, phishing or a virus."""
    value: dict[str, str] = {}
    for name, text in message.headers:
        value.setdefault(name.lower(), text)
    if any(_YES.match(value.get(name, "")) for name in _FLAGS):
        return True
    if any(value.get(name, "").strip().upper() == "FAIL" for name in _VERDICTS):
        return True
    if _SPAM.match(value.get("x-spam-result", "")) or _SPAM.match(value.get("x-gmx-antispam", "")):
        return True
    return _level(value) >= LEVEL or bool(_REPORT.search(value.get("x-forefront-antispam-report", "")))


def _level(value: dict[str, str]) -> int:
    text = value.get("x-ms-exchange-organization-scl", "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else -1
