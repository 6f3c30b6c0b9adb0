"""One style sheet from one file per component, in layers."""

from pathlib import Path

import lightningcss

from usher.frame.assets.sources import FRAME, OUT

LAYERS = ("tokens", "reset", "base", "layout", "components", "states", "utilities")
BROWSERS = ["chrome 125", "edge 125", "safari 18", "firefox 128"]
_FILES = {"tokens": ("tokens", "hues")}


def files(layer: str) -> list[Path]:
    """The files of one layer, in the order they are joined."""
    folder = FRAME / "css"
    if layer == "components":
        return sorted((folder / layer).glob("*.css"))
    return [folder / f"{name}.css" for name in _FILES.get(layer, (layer,))]


def joined() -> str:
    """The whole style sheet before it is minified."""
    parts = [f"@layer {', '.join(LAYERS)};", (FRAME / "css" / "fonts.css").read_text()]
    for layer in LAYERS:
        text = "\n".join(file.read_text() for file in files(layer))
        parts.append(f"@layer {layer} {{\n{text}\n}}")
    return "\n".join(parts)


def build() -> None:
    """Write app.css. ValueError from the minifier names the line that it cannot read."""
    sheet = lightningcss.process_stylesheet(joined(), filename="app.css", minify=True, browsers_list=BROWSERS)
    (OUT / "app.css").write_text(sheet)
