"""The small signs of a page: icons, status and priority glyphs, avatars. All take plain values and return safe HTML.

A list draws hundreds of them, and few different ones: each is composed once per language.
"""

from functools import lru_cache
from typing import Protocol

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from usher.frame.drawings import STATUSES, drawing

SOURCE_ICONS = {
    "email": "mail",
    "portal": "globe",
    "web": "pencil",
    "api": "code",
    "messenger": "message-circle",
    "qr": "qr-code",
    "schedule": "repeat",
    "sync": "refresh-cw",
}


class Person(Protocol):
    """Whoever can be shown as an avatar: a member, a contact, a row of a query."""

    @property
    def name(self) -> str: ...
    @property
    def initials(self) -> str: ...
    @property
    def hue(self) -> int: ...


@lru_cache(maxsize=512)
def icon(name: str, extra: str = "") -> SafeString:
    """A decorative icon, hidden from assistive technology. LookupError for a name that is not drawn."""
    drawing(name)
    kind = escape(f"i {extra}".strip())
    return SafeString(f'<svg class="{kind}" aria-hidden="true"><use href="#i-{escape(name)}"/></svg>')


def source_icon(code: str) -> SafeString:
    """The way a ticket came in."""
    return icon(SOURCE_ICONS.get(code, "mail"))


def status_glyph(code: str, name: str | None = None, hue: int | None = None) -> SafeString:
    """The glyph of a status; with `name` it speaks for itself, without it stands beside its printed name.

    `code` is a built-in status; for one that an organization added, pass the built-in one it stands for. `hue` is the
    colour that the organization chose, if it did.
    """
    return _status(code if code in STATUSES else "open", name, hue, get_language() if name else None)


def priority_glyph(code: str, name: str | None = None) -> SafeString:
    """The bars of a priority (low, medium, high) or the square of urgent; `name` as in `status_glyph`."""
    return _priority(code, name, get_language() if name else None)


def avatar(person: Person | None, size: str = "", *, named: bool = True, here: bool = False) -> SafeString:
    """A person's initials on their hue, or a dashed ring for nobody.

    `size` is xs (22 px), empty (24), md (30) or lg (38). `named=False` where the name is printed beside it;
    `here` rings a person who is looking at or editing the same ticket.
    """
    if person is None:
        return _nobody(size, named, get_language())
    return _face(person.name, person.initials, person.hue % 24, size, named, here)


@lru_cache(maxsize=48)
def dot(hue: int) -> SafeString:
    """The coloured dot of a label or view."""
    return SafeString(f'<span class="dot h{hue % 24}" aria-hidden="true"></span>')


@lru_cache(maxsize=1024)
def _status(shape: str, name: str | None, hue: int | None, language: str | None) -> SafeString:
    kind = f"st st-{shape}" if hue is None else f"st hued h{hue % 24}"
    svg = f'<svg class="{kind}" aria-hidden="true"><use href="#i-st-{shape}"/></svg>'
    return SafeString(svg) if name is None else _spoken(_("Status: %(name)s") % {"name": name}, svg)


@lru_cache(maxsize=256)
def _priority(code: str, name: str | None, language: str | None) -> SafeString:
    svg = f'<svg class="prio prio-{escape(code)}" aria-hidden="true"><use href="#i-prio-{escape(code)}"/></svg>'
    return SafeString(svg) if name is None else _spoken(_("Priority: %(name)s") % {"name": name}, svg)


def _spoken(label: str, svg: str) -> SafeString:
    return SafeString(f'<span class="glyph" role="img" aria-label="{escape(label)}" title="{escape(label)}">{svg}</span>')


@lru_cache(maxsize=64)
def _nobody(size: str, named: bool, language: str | None) -> SafeString:
    return SafeString(f'<span class="av none {escape(size)}"{_told(_("Unassigned")) if named else _UNTOLD}></span>')


@lru_cache(maxsize=4096)
def _face(name: str, initials: str, hue: int, size: str, named: bool, here: bool) -> SafeString:
    kind = " ".join(part for part in ("av", f"h{hue}", size, "here" if here else "") if part)
    return SafeString(f'<span class="{escape(kind)}"{_told(name) if named else _UNTOLD}>{escape(initials)}</span>')


_UNTOLD = ' aria-hidden="true"'


def _told(name: str) -> str:
    return f' role="img" title="{escape(name)}" aria-label="{escape(name)}"'
