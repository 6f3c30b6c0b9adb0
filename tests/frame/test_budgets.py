"""Bytes before the first keystroke, as they travel (gzip, the worse of the two encodings that are served)."""

import gzip
from pathlib import Path

from usher.frame.assets import fonts, styles

KILO = 1024


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def test_style_and_script_stay_within_40_kilobytes(built: Path) -> None:
    assert packed(built / "app.css") + packed(built / "app.js") <= 40 * KILO


def test_what_few_pages_need_is_not_part_of_what_every_page_loads(built: Path) -> None:
    for corner in styles.CORNERS:
        assert packed(built / f"{corner}.css") <= 4 * KILO
    everywhere = (built / "app.css").read_text()
    assert ".side-nav{" not in everywhere and ".docs-nav{" not in everywhere


def test_three_weights_stay_within_90_kilobytes(built: Path) -> None:
    assert sum((built / f"inter-{weight}.woff2").stat().st_size for weight in fonts.WEIGHTS) <= 90 * KILO


def test_the_editor_is_not_part_of_what_every_page_loads(built: Path) -> None:
    assert "ProseMirror-gapcursor" not in (built / "app.js").read_text()
    assert packed(built / "prose.js") <= 180 * KILO
