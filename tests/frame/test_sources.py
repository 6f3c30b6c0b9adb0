"""Rules about the sources themselves: tokens only, nothing inline, short behaviours."""

import re
from pathlib import Path

import pytest

import usher
from usher.frame.assets import styles
from usher.frame.assets.sources import FRAME

TEMPLATES = sorted(Path(usher.__file__).parent.glob("**/templates/**/*.html"))
LAYERS = ("base", "layout", "components", "states", "utilities", *styles.CORNERS)
COMPONENTS = [file for layer in LAYERS for file in styles.files(layer)]
BEHAVIOURS = sorted((FRAME / "js").rglob("*.js"))
MADE = re.compile(r"h\d+|(st|prio|gl)-\w+|htmx-request")  # classes put together by code, or by htmx


def test_there_is_something_to_check() -> None:
    assert len(TEMPLATES) > 15 and len(COMPONENTS) > 30 and len(BEHAVIOURS) > 15


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_template_holds_inline_style_or_script(file: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", file.read_text(), flags=re.S)
    assert not re.search(r"\sstyle\s*=", text), "hues and sizes are classes, meters are SVG attributes"
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\son[a-z]+\s*=|hx-on|[\"']js:|javascript:", text), "the policy forbids code in attributes"
    for attributes in re.findall(r"<script\b([^>]*)>", text):
        assert "src=" in attributes or 'type="importmap"' in attributes


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.name)
def test_components_use_tokens_only(file: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.S)
    assert not re.search(r"#[0-9a-f]{3,8}\b(?![^{]*\{)|\b(?:oklch|rgb|rgba|hsl|hsla|lab|lch)\(", text, re.I), "a raw colour"
    assert not re.search(r"font-size:\s*[\d.]+(?:px|rem)", text), "a size that is not a token"
    assert not re.search(r"font:[^;]*\d(?:px|rem)", text), "a size that is not a token"
    assert not re.search(r"\b(?:white|black|gray|grey)\b(?!-)", text), "a named colour"
    if file.stem != "utilities":
        assert "!important" not in text


def test_no_style_is_for_a_class_that_nothing_draws() -> None:
    drawn = "\n".join(file.read_text() for file in [*TEMPLATES, *BEHAVIOURS, *Path(usher.__file__).parent.rglob("*.py")])
    names = set(re.findall(r"(?<![-\w])[a-z][\w-]*", drawn))
    for file in COMPONENTS:
        bare = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.S)
        classes = {name for name in re.findall(r"\.([a-z][\w-]*)", bare) if not MADE.fullmatch(name)}
        assert classes <= names, f"{file.name}: {sorted(classes - names)}"


@pytest.mark.parametrize("file", BEHAVIOURS, ids=lambda file: file.name)
def test_a_behaviour_is_short_and_evaluates_nothing(file: Path) -> None:
    text = file.read_text()
    assert len(text.splitlines()) <= 60
    assert not re.search(r"\beval\(|new Function|document\.write", text)
    if file.parent.name != "lazy":
        assert not re.search(r"^\s*(?:import\b(?!\()|export\b)", text, re.M), "joined behaviours import nothing"
