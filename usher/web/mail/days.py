"""The last fourteen days of incoming mail as the columns of a small chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format

from usher.mail.queries import Day, balance

DAYS = 14
PARTS = ("applied", "ignored", "received", "quarantined")  # from the bottom up


@dataclass(frozen=True, slots=True)
class Bar:
    """One piece of a column: its state, where it begins from the top and how tall it is, 0 to 100."""

    state: str
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """One day, oldest first, drawn against the busiest one."""

    name: str  # "22 Nov"
    day: Day
    bars: Sequence[Bar]


def columns(at: datetime) -> Sequence[Column]:
    """A column for each day, also for those on which nothing came; one query."""
    first = at.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=DAYS - 1)
    found = {day.day: day for day in balance(since=first)}
    dates = [(first + timedelta(days=number)).date() for number in range(DAYS)]
    days = [found.get(date, Day(date, 0, 0, 0, 0, 0)) for date in dates]
    most = max(day.total for day in days) or 1
    return [Column(date_format(day.day, "j M"), day, _bars(day, most)) for day in days]


def _bars(day: Day, most: int) -> Sequence[Bar]:
    bars, top = [], 100.0
    for state in PARTS:
        height = round(getattr(day, state) * 100 / most, 2)
        if height:
            top -= height
            bars.append(Bar(state, round(top, 2), height))
    return bars
