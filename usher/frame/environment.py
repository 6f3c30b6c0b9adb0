"""The Jinja2 environment of every screen: what templates may call, and how a finished page gets its icons."""

from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from jinja2 import Environment, StrictUndefined, Template

from usher.frame import glyphs, times
from usher.frame.drawings import place
from usher.frame.forms import control
from usher.frame.rows import drawn_row

THEMES = ("light", "dark")


class Page(Template):
    """A template whose rendered text carries the drawings of the icons it uses."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Render as Jinja2 does, then place the sprite."""
        return place(super().render(*args, **kwargs))


def environment(**options: Any) -> Environment:
    """Build the environment that `TEMPLATES` names. An unknown variable is an error, never an empty string."""
    options.update(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)
    env.template_class = Page
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(
        url=url,
        static=static,
        icon=glyphs.icon,
        source_icon=glyphs.source_icon,
        status_glyph=glyphs.status_glyph,
        priority_glyph=glyphs.priority_glyph,
        avatar=glyphs.avatar,
        drawn_row=drawn_row,
        dot=glyphs.dot,
        ago=times.ago,
        exactly=times.at,
        when=times.when,
        control=control,
        theme=theme,
        nonce=nonce,
        notices=notices,
        language=translation.get_language,
        rtl=translation.get_language_bidi,
    )
    env.filters.update(filesize=filesize, datetime=times.exact, short=times.short, number=number)
    return env


def gettext(text: str) -> str:
    """Django's gettext, remembered: a page asks for some hundred phrases, mostly the same ones."""
    return _phrase(translation.get_language(), text)


@lru_cache(maxsize=8192)
def _phrase(language: str | None, text: str) -> str:
    return translation.gettext(text)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The path of a named URL; arguments by position or by name, never both."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def theme(request: Any) -> str:
    """ "light", "dark" or "" (the system decides), from the cookie that the theme switch sets."""
    chosen = request.COOKIES.get("theme", "") if request else ""
    return chosen if chosen in THEMES else ""


def nonce(request: Any) -> SafeString:
    """The nonce attribute for the page's import map, or nothing where no policy is sent."""
    value = getattr(request, "csp_nonce", None)
    return format_html(' nonce="{}"', str(value)) if value is not None else SafeString("")


def notices(request: Any) -> list[Any]:
    """Messages left by the request before this one, shown as toasts."""
    from django.contrib.messages import get_messages

    return list(get_messages(request)) if request else []


def number(value: int | float | str) -> str:
    """A number with the reader's thousands separator: "1,240"; a text like "999+" as it is."""
    if isinstance(value, str):
        return value
    return formats.number_format(value, use_l10n=True, force_grouping=True)


def filesize(size: int) -> str:
    """Bytes in the largest fitting decimal unit: "840 B", "310 kB", "4.2 MB"."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{size / 1000:.0f} kB"
    return f"{formats.number_format(size / 1_000_000, 1)} MB"
