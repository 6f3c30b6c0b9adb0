"""The small signs of a page: icons, status and priority glyphs, avatars. All take plain values and return safe HTML."""

from typing import Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from usher.frame.drawings import STATUSES, drawing


class Person(Protocol):
    """Whoever can be shown as an avatar: a member, a contact, a row of a query."""

    @property
    def name(self) -> str: ...
    @property
    def initials(self) -> str: ...
    @property
    def hue(self) -> int: ...


def icon(name: str, extra: str = "") -> SafeString:
    """A decorative icon, hidden from assistive technology. LookupError for a name that is not drawn."""
    drawing(name)
    return format_html('<svg class="{}" aria-hidden="true"><use href="#i-{}"/></svg>', f"i {extra}".strip(), name)


def status_glyph(code: str, name: str | None = None) -> SafeString:
    """The glyph of a status; with `name` it speaks for itself, without it stands beside its printed name.

    `code` is a built-in status; for one that an organization added, pass the built-in one it stands for.
    """
    shape = code if code in STATUSES else "open"
    svg = format_html('<svg class="st st-{}" aria-hidden="true"><use href="#i-st-{}"/></svg>', shape, shape)
    if name is None:
        return svg
    label = _("Status: %(name)s") % {"name": name}
    return format_html('<span class="glyph" role="img" aria-label="{}" title="{}">{}</span>', label, label, svg)


def priority_glyph(code: str, name: str | None = None) -> SafeString:
    """The bars of a priority (low, medium, high) or the square of urgent; `name` as in `status_glyph`."""
    svg = format_html('<svg class="prio prio-{}" aria-hidden="true"><use href="#i-prio-{}"/></svg>', code, code)
    if name is None:
        return svg
    label = _("Priority: %(name)s") % {"name": name}
    return format_html('<span class="glyph" role="img" aria-label="{}" title="{}">{}</span>', label, label, svg)


def avatar(person: Person | None, size: str = "", *, named: bool = True, here: bool = False) -> SafeString:
    """A person's initials on their hue, or a dashed ring for nobody.

    `size` is xs (22 px), empty (24), md (30) or lg (38). `named=False` where the name is printed beside it;
    `here` rings a person who is looking at or editing the same ticket.
    """
    if person is None:
        label = _("Unassigned")
        told = _told(label) if named else mark_safe(' aria-hidden="true"')
        return format_html('<span class="{}"{}></span>', f"av none {size}".strip(), told)
    told = _told(person.name) if named else mark_safe(' aria-hidden="true"')
    kind = " ".join(part for part in ("av", f"h{person.hue % 24}", size, "here" if here else "") if part)
    return format_html('<span class="{}"{}>{}</span>', kind, told, person.initials)


def _told(name: str) -> SafeString:
    return format_html(' role="img" title="{}" aria-label="{}"', name, name)


def dot(hue: int) -> SafeString:
    """The coloured dot of a label or view."""
    return format_html('<span class="dot h{}" aria-hidden="true"></span>', hue % 24)
