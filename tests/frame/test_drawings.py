import pytest

from usher.frame.drawings import ALWAYS, PRIORITIES, SPRITE, STATUSES, drawing, place
from usher.frame.glyphs import avatar, icon, priority_glyph, status_glyph


class Ada:
    name = "Ada <Berger>"
    initials = "AB"
    hue = 43


def test_a_page_carries_only_the_drawings_it_uses() -> None:
    html = place(f"<body>{icon('phone')}{SPRITE}</body>")
    assert '<symbol id="i-phone"' in html and '<symbol id="i-globe"' not in html
    assert html.count("<symbol") == len(ALWAYS) + 1


def test_a_piece_spells_out_what_its_page_may_lack() -> None:
    html = place(f"{icon('phone')}{icon('mail')}")
    assert '<use href="#i-phone"' not in html and drawing("phone") in html
    assert '<use href="#i-mail"/>' in html


def test_every_status_and_priority_has_its_own_drawing() -> None:
    drawings = [drawing(f"st-{status}") for status in STATUSES] + [drawing(f"prio-{code}") for code in PRIORITIES]
    assert len(set(drawings)) == 14


def test_a_misspelt_icon_is_an_error_where_it_is_written() -> None:
    with pytest.raises(LookupError, match="telefone"):
        icon("telefone")


def test_a_glyph_speaks_only_where_its_name_is_not_printed() -> None:
    assert 'aria-label="Status: Waiting"' in status_glyph("waiting_customer", "Waiting")
    assert "aria-label" not in status_glyph("open")
    assert 'aria-label="Priority: Urgent"' in priority_glyph("urgent", "Urgent")


def test_an_avatar_escapes_its_name_and_wraps_its_hue() -> None:
    html = avatar(Ada(), "md")
    assert "Ada &lt;Berger&gt;" in html and "<Berger>" not in html
    assert 'class="av h19 md"' in html and "style" not in html


def test_nobody_is_a_ring_that_says_so() -> None:
    assert 'aria-label="Unassigned"' in avatar(None)
