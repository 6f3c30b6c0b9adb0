"""Rules about the templates."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# In a template `_()` answers Markup: what it is given is taken as safe HTML. So it is only ever given our own words.
WORD = re.compile(r"(?<![a-z_])_\((?!\s*[\"'])([^)]*)\)")
OURS = {"priority.label"}


def test_only_our_own_words_are_translated() -> None:
    found = []
    for path in sorted((ROOT / "usher").rglob("*.html")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found += [f"{path.relative_to(ROOT)}:{number} _({text})" for text in WORD.findall(line) if text not in OURS]
    assert not found
