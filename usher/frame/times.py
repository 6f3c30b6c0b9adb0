"""Times as people read them: short and relative in lists, relative for a day and then exact in a thread."""

from datetime import datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

DAYS = {"en": "{day} {month} {year}", "de": "{day}. {month} {year}", "fi": "{day}.{number}.{year}"}
_MINUTE, _HOUR, _DAY, _MONTH = 60, 3600, 86400, 2592000  # seconds


def short(moment: datetime, now: datetime | None = None) -> str:
    """How long ago, in one unit: "now", "6m", "2h", "3d"; a date once it is over thirty days."""
    seconds = max(0, int(((now or timezone.now()) - moment).total_seconds()))
    if seconds >= _MONTH:
        return _day(timezone.localtime(moment))
    now_, minutes, hours, days, _ago = _words(get_language())
    if seconds < _MINUTE:
        return now_
    if seconds < _HOUR:
        return minutes % {"n": seconds // _MINUTE}
    if seconds < _DAY:
        return hours % {"n": seconds // _HOUR}
    return days % {"n": seconds // _DAY}


def exact(moment: datetime) -> str:
    """Day and minute in the reader's time zone: "7 Nov 2026, 08:15"."""
    local = timezone.localtime(moment)
    return f"{_day(local)}, {local.hour:02}:{local.minute:02}"


def at(moment: datetime) -> SafeString:
    """A `<time>` that says day and minute: for what is still to come."""
    return _time(moment, "", exact(moment))


def clock(moment: datetime) -> str:
    """The minute alone for today ("10:42"), day and minute for what is older."""
    local = timezone.localtime(moment)
    return f"{local.hour:02}:{local.minute:02}" if local.date() == timezone.localdate() else exact(moment)


def ago(moment: datetime | None) -> SafeString:
    """A `<time>` for lists, kept true by the page's clock; its title is the full date. Empty for no moment."""
    return SafeString("") if moment is None else _time(moment, "list", short(moment))


def when(moment: datetime | None) -> SafeString:
    """A `<time>` for threads: "6m ago" on the first day, then day and minute."""
    if moment is None:
        return SafeString("")
    age = timezone.now() - moment
    if age >= timedelta(days=1):
        return _time(moment, "", exact(moment))
    text = short(moment)
    return _time(moment, "day", text if age < timedelta(minutes=1) else _words(get_language())[4] % {"time": text})


def _time(moment: datetime, kind: str, text: str) -> SafeString:
    clock = f' data-ago="{kind}"' if kind else ""
    stamp, full = moment.isoformat(timespec="seconds"), escape(exact(moment))
    return SafeString(f'<time datetime="{stamp}" title="{full}"{clock}>{escape(text)}</time>')


def _day(local: datetime) -> str:
    language = get_language()
    pattern = DAYS.get((language or "en")[:2], DAYS["en"])
    return pattern.format(day=local.day, number=local.month, month=_months(language)[local.month], year=local.year)


@lru_cache(maxsize=64)
def _words(language: str | None) -> tuple[str, str, str, str, str]:
    return _("now"), _("%(n)dm"), _("%(n)dh"), _("%(n)dd"), _("%(time)s ago")


@lru_cache(maxsize=64)
def _months(language: str | None) -> dict[int, str]:
    return {number: str(name).capitalize() for number, name in MONTHS_3.items()}
