"""Lengths of time as people write them: "2 hours", "7 days", "90m"."""

import re
from datetime import timedelta

UNITS = {"minute": 60, "min": 60, "m": 60, "hour": 3600, "h": 3600, "day": 86400, "d": 86400, "week": 604800, "w": 604800}
LONGEST = timedelta(days=36_500)
SHAPED = re.compile(r"[0-9]+ ?[a-z]+")  # like a length, whether it is one or not
WRITTEN = re.compile(r"(?P<number>[0-9]{1,9}) ?(?P<unit>[a-z]+?)s?")


def duration(text: str) -> timedelta:
    """The length that a text names, in minutes, hours, days or weeks; ValueError for what is none."""
    match = WRITTEN.fullmatch(text.strip().lower())
    seconds = UNITS.get(match["unit"]) if match else None
    if match is None or seconds is None:
        raise ValueError(f"“{text[:40]}” is no length of time; write one like 30 minutes, 2 hours or 7 days.")
    if int(match["number"]) * seconds > LONGEST.total_seconds():
        raise ValueError(f"“{text[:40]}” is longer than a hundred years.")
    return timedelta(seconds=int(match["number"]) * seconds)
