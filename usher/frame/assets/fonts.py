"""Inter in three weights, cut down to the scripts that the screens are written in."""

import logging

from fontTools import subset
from fontTools.ttLib import TTFont

from usher.frame.assets.sources import OUT, package_file

WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold"}
RANGES = (
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0x17F),  # Latin-1 and Latin Extended-A
    (0x218, 0x21B),  # Romanian
    (0x1E9E, 0x1E9E),  # capital sharp s
    (0x2010, 0x2026),  # dashes, quotes, bullet, ellipsis
    (0x2030, 0x203A),  # per mille, primes, angle quotes
)
SIGNS = "€™←↑→↓↵⇧⌘−×≤≥≠✓\u2002\u2009\u202f"
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "case"]


def build() -> None:
    """Write inter-400.woff2 and its siblings."""
    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it names every glyph
    wanted = [code for first, last in RANGES for code in range(first, last + 1)] + [ord(sign) for sign in SIGNS]
    for weight, style in WEIGHTS.items():
        source = package_file("unfold", f"static/unfold/fonts/inter/Inter-{style}.woff2")
        options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False, desubroutinize=True)
        font = subset.load_font(str(source), options)
        _keep_narrow_hyphen(font)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=wanted)
        cutter.subset(font)
        subset.save_font(font, str(OUT / f"inter-{weight}.woff2"), options)


def _keep_narrow_hyphen(font: TTFont) -> None:
    """Inter's tabular figures widen the hyphen too, which tears ticket codes ("PULSE -12") apart."""
    table = font["GSUB"].table
    tabular = {
        n
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for n in record.Feature.LookupListIndex
    }
    for number in tabular:
        for part in table.LookupList.Lookup[number].SubTable:
            getattr(getattr(part, "ExtSubTable", part), "mapping", {}).pop("hyphen", None)
