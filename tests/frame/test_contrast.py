"""The contrast that the design language promises, computed again from the built style sheet."""

import math
import re
from pathlib import Path

import pytest

PAIRS = {
    # text on surface: (at least, what was measured in light, in dark)
    ("ink", "surface"): (4.5, 16.7, 15.3),
    ("ink-2", "surface"): (4.5, 7.9, 8.8),
    ("ink-3", "surface"): (4.5, 5.5, 6.5),
    ("ink-3", "canvas"): (4.5, 5.1, 6.9),
    ("ink-3", "active"): (4.5, 4.7, 5.4),
    ("ink-3", "note"): (4.5, 5.1, 5.6),
    ("control", "surface"): (3.0, 3.4, 3.9),
    ("on-accent", "accent"): (4.5, 5.9, 4.7),
    ("accent-ink", "accent-soft"): (4.5, 6.2, 7.5),
    ("red-ink", "red-soft"): (4.5, 5.9, 7.1),
    ("amber-ink", "note"): (4.5, 6.4, 9.7),
    ("green-ink", "green-soft"): (4.5, 6.4, 8.6),
    ("blue-ink", "blue-soft"): (4.5, 6.1, 8.0),
    ("amber", "surface"): (3.0, 3.2, 8.8),
}
ALSO = [
    ("ink-2", "nav-current", 4.5),
    ("ink-3", "sunken", 4.5),
    ("ink-2", "accent-soft", 4.5),
    ("ink-2", "mine", 4.5),
    ("ink-3", "raised", 4.5),
    ("amber-ink", "amber-soft", 4.5),
    ("on-accent", "red-fill", 4.5),
    ("on-inverse", "inverse", 4.5),
    ("inverse-accent", "inverse", 4.5),
    ("red", "surface", 3.0),
    ("green", "surface", 3.0),
    ("blue", "surface", 3.0),
    ("ink", "note-line", 4.5),
    ("ink-2", "note", 4.5),
    ("ink-2", "hover", 4.5),
]
_COLOUR = re.compile(r"oklch\(([^ ]+) ([^ ]+)(?: ([^ )]+))?\)")


def tokens(css: str, dark: bool) -> dict[str, tuple[float, float, float]]:
    """Every opaque colour token of the sheet as lightness, chroma and hue in degrees."""
    plain = {"--hue": 268.0, "--accent-h": 277.0}
    assert re.search(r"--hue:\s*268", css) and re.search(r"--accent-h:\s*277", css)
    found: dict[str, tuple[float, float, float]] = {}
    for name, value in re.findall(r"--([a-z0-9-]+):\s*((?:light-dark\()?oklch\([^;}]*)", css):
        value = re.sub(r"var\((--[a-z-]+)\)", lambda m: str(plain.get(m[1], 0)), value)
        colours = _COLOUR.findall(value)
        if not colours or "/" in value or name in found:
            continue
        light, chroma, hue = colours[-1] if dark else colours[0]
        share = float(light.rstrip("%")) / (100 if light.endswith("%") else 1)
        found[name] = (share, float(chroma), float(hue or 0))
    return found


def luminance(colour: tuple[float, float, float]) -> float:
    """Relative luminance of an oklch colour (https://bottosson.github.io/posts/oklab/ and WCAG 2.2)."""
    light, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    within = [min(1.0, max(0.0, part)) for part in (red, green, blue)]
    return 0.2126 * within[0] + 0.7152 * within[1] + 0.0722 * within[2]


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_the_measured_pairs_keep_their_contrast(built: Path, pair: tuple[str, str], dark: bool) -> None:
    colours = tokens((built / "app.css").read_text(), dark)
    least, in_light, in_dark = PAIRS[pair]
    ratio = contrast(colours[pair[0]], colours[pair[1]])
    assert ratio >= least
    assert ratio == pytest.approx(in_dark if dark else in_light, abs=0.16)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), ALSO, ids=lambda part: str(part))
def test_other_pairs_that_screens_use_are_readable(built: Path, ink: str, ground: str, least: float, dark: bool) -> None:
    colours = tokens((built / "app.css").read_text(), dark)
    assert contrast(colours[ink], colours[ground]) >= least


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_letters_are_readable_on_each_of_the_24_hues(built: Path, dark: bool) -> None:
    fill, ink = ((0.400, 0.075), (0.930, 0.045)) if dark else ((0.900, 0.055), (0.360, 0.100))
    sheet = (built / "app.css").read_text()
    for hue in range(0, 360, 15):
        assert f"--h:{hue}" in sheet.replace(" ", "")
        assert contrast((*fill, hue), (*ink, hue)) >= 4.5
