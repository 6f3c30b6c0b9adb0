"""One script from htmx and one file per behaviour; what is loaded later stays a module of its own."""

import re
from pathlib import Path

import rjsmin

from usher.frame.assets.sources import FRAME, OUT, package_file

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.M)


def behaviours() -> list[Path]:
    """The files that every page needs at once."""
    return sorted((FRAME / "js").glob("*.js"))


def joined() -> str:
    """All behaviours, each in a block of its own so that their names do not meet."""
    blocks = "\n".join(f"{{\n{file.read_text()}\n}}" for file in behaviours())
    return f'(() => {{\n"use strict";\n{blocks}\n}})();\n'


def build() -> None:
    """Write app.js, editor.js (ours, loaded on the composer's focus) and prose.js (the library it imports)."""
    htmx = package_file("django_htmx", "static/django_htmx/htmx-4.min.js").read_text()
    (OUT / "app.js").write_text(f"{_without_map(htmx)}\n{rjsmin.jsmin(joined())}")
    for lazy in sorted((FRAME / "js" / "lazy").glob("*.js")):
        (OUT / lazy.name).write_text(str(rjsmin.jsmin(lazy.read_text())))
    prose = package_file("django_prose_editor", "static/django_prose_editor/editor.js").read_text()
    (OUT / "prose.js").write_text(_without_map(prose))


def _without_map(text: str) -> str:
    return _SOURCE_MAP.sub("", text).rstrip()
