"""Icons: Lucide's drawings and our own status and priority glyphs, drawn once per page.

A template writes `<use href="#i-mail"/>`. When a page is finished, `place` puts one hidden sprite with the drawings
it uses where `SPRITE` stands. A piece that is swapped into a page has no sprite of its own, so there each drawing
that a page does not always hold is written out in full.
"""

import re
from functools import lru_cache
from importlib import resources
from zipfile import ZipFile

SPRITE = "<!--sprite-->"
GLYPHS = ("st-", "prio-")
STATUSES = (
    "draft",
    "open",
    "assigned",
    "in_progress",
    "waiting_customer",
    "on_hold",
    "auto_close",
    "resolved",
    "closed",
    "cancelled",
)
PRIORITIES = ("low", "medium", "high", "urgent")
ALWAYS = frozenset(
    [*(f"st-{s}" for s in STATUSES), *(f"prio-{p}" for p in PRIORITIES)]
    + ["mail", "x", "check", "chevron-down", "chevron-right", "reply", "sticky-note", "ellipsis", "circle-alert"]
    + ["paperclip", "plus"]
)
_USE = re.compile(r'<use href="#i-([a-z0-9_-]+)"/>')
_SVG = re.compile(r"<svg[^>]*>(.*)</svg>", re.S)
_SPACE = re.compile(r"\s*\n\s*")


@lru_cache(maxsize=1)
def _lucide() -> dict[str, bytes]:
    with ZipFile(str(resources.files("lucide") / "lucide.zip")) as archive:
        return {name.removesuffix(".svg"): archive.read(name) for name in archive.namelist()}


@lru_cache(maxsize=512)
def drawing(name: str) -> str:
    """The inside of one icon's SVG. LookupError when neither Lucide nor `glyphs/` has it."""
    if name.startswith(GLYPHS):
        file = resources.files("usher.frame") / "glyphs" / f"{name}.svg"
        text = file.read_text() if file.is_file() else ""
    else:
        text = _lucide().get(name, b"").decode()
    if not text:
        raise LookupError(f"There is no icon named {name!r}.")
    found = _SVG.search(text)
    return _SPACE.sub("", found[1]).strip() if found else ""


def box(name: str) -> str:
    """The view box that a drawing is made for."""
    return "0 0 16 16" if name.startswith(GLYPHS) else "0 0 24 24"


@lru_cache(maxsize=512)
def _symbol(name: str) -> str:
    return f'<symbol id="i-{name}" viewBox="{box(name)}">{drawing(name)}</symbol>'


def place(html: str) -> str:
    """Give a finished page its sprite, or a piece the drawings that its page may lack."""
    if SPRITE in html:
        names = ALWAYS.union(_USE.findall(html))
        symbols = "".join(_symbol(name) for name in sorted(names))
        return html.replace(SPRITE, f'<svg id="sprite" hidden aria-hidden="true">{symbols}</svg>', 1)
    return _USE.sub(_spell_out, html)


def _spell_out(use: re.Match[str]) -> str:
    name = use[1]
    return use[0] if name in ALWAYS else f'<svg viewBox="{box(name)}">{drawing(name)}</svg>'
