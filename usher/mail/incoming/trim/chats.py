"""Conversations that somebody pasted: each turn begins like an introduction, but they follow each other in time."""

import re
from collections.abc import Sequence

from usher.mail.incoming.trim.attributions import is_introduction
from usher.mail.incoming.trim.evidence import date_in

_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?::\d{2})?(?![\d.])\s?([ap]\.?m)?", re.IGNORECASE)
MAX_TURN = 300


def is_conversation(lines: Sequence[str], start: int, end: int) -> bool:
    """Tell whether the introduction in lines `start` to `end` is a turn of a pasted conversation.

    A quote holds what is older than itself: an introduction of the same day that is later and stands below, or is
    earlier and stands above, makes both of them turns.
    """
    here = " ".join(lines[start:end])
    day, clock = date_in(here), _minutes(here)
    if not day or clock is None:
        return False
    for index, line in enumerate(lines):
        if start <= index < end or day not in line or len(line) > MAX_TURN or not is_introduction(line):
            continue
        other = _minutes(line)
        if other is not None and (other > clock if index >= end else other < clock):
            return True
    return False


def _minutes(text: str) -> int | None:
    """The last time of day in a text, in minutes since midnight."""
    found = next(iter(reversed(list(_CLOCK.finditer(text)))), None)
    if found is None:
        return None
    half = found[3].lower()[0] if found[3] else ""
    hour = int(found[1]) % 12 + (12 if half == "p" else 0) if half else int(found[1])
    return hour * 60 + int(found[2])
