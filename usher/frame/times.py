"""Times as people read them: short and relative in lists, relative for a day and then exact in a thread."""

from datetime import datetime, timedelta

from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

_MINUTE, _HOUR, _DAY, _MONTH = 60, 3600, 86400, 2592000  # seconds


def short(moment: datetime, now: datetime | None = None) -> str:
    """How long ago, in one unit: "now", "6m", "2h", "3d"; a date once it is over thirty days."""
    seconds = max(0, int(((now or timezone.now()) - moment).total_seconds()))
    if seconds < _MINUTE:
        return _("now")
    if seconds < _HOUR:
        return _("%(n)dm") % {"n": seconds // _MINUTE}
    if seconds < _DAY:
        return _("%(n)dh") % {"n": seconds // _HOUR}
    if seconds < _MONTH:
        return _("%(n)dd") % {"n": seconds // _DAY}
    return formats.date_format(timezone.localtime(moment), "j M Y")


def exact(moment: datetime) -> str:
    """Day and minute in the reader's time zone."""
    return formats.date_format(timezone.localtime(moment), "j M Y, H:i")


def ago(moment: datetime | None) -> SafeString:
    """A `<time>` for lists, kept true by the page's clock; its title is the full date. Empty for no moment."""
    if moment is None:
        return SafeString("")
    return _time(moment, "list", short(moment))


def when(moment: datetime | None) -> SafeString:
    """A `<time>` for threads: "6m ago" on the first day, then day and minute."""
    if moment is None:
        return SafeString("")
    age = timezone.now() - moment
    if age >= timedelta(days=1):
        return _time(moment, "", exact(moment))
    text = short(moment) if age < timedelta(minutes=1) else _("%(time)s ago") % {"time": short(moment)}
    return _time(moment, "day", text)


def _time(moment: datetime, kind: str, text: str) -> SafeString:
    full = exact(moment)
    return format_html(
        '<time datetime="{}" title="{}" data-ago="{}" data-exact="{}">{}</time>',
        moment.isoformat(timespec="seconds"),
        full,
        kind,
        full,
        text,
    )
