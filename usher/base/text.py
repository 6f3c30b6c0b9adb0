"""Small facts about text."""

import re
import zlib

HUES = 24


def initials(name: str) -> str:
    """At most two letters for an avatar: "Elena Marchetti" → EM, "support@pine.example" → SU."""
    words = [word for word in re.split(r"[\s._@-]+", name) if word and word[0].isalnum()]
    if not words:
        return "?"
    if len(words) == 1 or "@" in name:
        return words[0][:2].upper()
    return (words[0][0] + words[-1][0]).upper()


def hue_of(text: str) -> int:
    """A lasting hue (0–23) for an avatar or a dot."""
    return zlib.crc32(text.lower().encode()) % HUES


def one_line(text: str, limit: int = 500) -> str:
    """Whitespace and control characters folded to single blanks, cut at `limit` characters."""
    printable = text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
    folded = " ".join(printable.split())
    return folded[:limit].rstrip()


def preview(text: str, limit: int = 160) -> str:
    """The beginning of a message for a list row."""
    return one_line(text[: limit * 4], limit)
