"""Style sheets from one file per component, in layers: one for every page, one for each corner that few people visit."""

from pathlib import Path

import lightningcss

from usher.frame.assets.sources import FRAME, OUT

LAYERS = ("tokens", "reset", "base", "layout", "components", "states", "utilities")
CORNERS = ("docs", "settings")  # folders of components; their pages load them beside app.css
BROWSERS = ["chrome 125", "edge 125", "safari 18", "firefox 128"]
_FILES = {"tokens": ("tokens", "hues")}


def files(layer: str) -> list[Path]:
    """The files of one layer or corner, in the order they are joined."""
    folder = FRAME / "css"
    if layer in ("components", *CORNERS):
        return sorted((folder / layer).glob("*.css"))
    return [folder / f"{name}.css" for name in _FILES.get(layer, (layer,))]


def joined(sheet: str = "app") -> str:
    """One whole style sheet before it is minified."""
    if sheet in CORNERS:
        return _layer("components", sheet)
    fonts = (FRAME / "css" / "fonts.css").read_text()
    return "\n".join((f"@layer {', '.join(LAYERS)};", fonts, *(_layer(layer, layer) for layer in LAYERS)))


def build() -> None:
    """Write app.css and the corners' sheets. ValueError from the minifier names the line that it cannot read."""
    for name in ("app", *CORNERS):
        sheet = lightningcss.process_stylesheet(joined(name), filename=f"{name}.css", minify=True, browsers_list=BROWSERS)
        (OUT / f"{name}.css").write_text(sheet)


def _layer(layer: str, source: str) -> str:
    text = "\n".join(file.read_text() for file in files(source))
    return f"@layer {layer} {{\n{text}\n}}"
