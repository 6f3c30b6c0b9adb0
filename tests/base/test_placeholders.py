"""Texts with gaps are filled with values and nothing else."""

import pytest

from usher.base.placeholders import filled, filled_html, refusal

KNOWN = ("member.name", "ticket.code")


def test_a_value_stays_a_value() -> None:
    values = {"member.name": "Ada {{ticket.code}}\r\nBcc: eve@x.example", "ticket.code": "PINE-1"}
    assert filled("{{ member.name }}: {{ticket.code}}", values) == "Ada {{ticket.code}} Bcc: eve@x.example: PINE-1"


def test_html_values_are_escaped_in_text_and_in_attributes() -> None:
    values = {"member.name": '<b onclick="x">&\'', "ticket.code": "PINE-1"}
    html = filled_html('<a title="{{member.name}}">{{ticket.code}}</a>', values)
    assert html == '<a title="&lt;b onclick=&quot;x&quot;&gt;&amp;&#x27;">PINE-1</a>'


def test_an_empty_value_takes_the_blank_before_it_along() -> None:
    assert filled("Hello {{member.name}},", {"member.name": ""}) == "Hello,"


@pytest.mark.parametrize("text", ["{{7*7}}", "{{ member.name.__class__ }}", "{{}}", "{{<b>member</b>.name}}", "{{% x %}}"])
def test_what_is_no_placeholder_is_named_with_those_there_are(text: str) -> None:
    wrong = refusal(f"Hello {{{{member.name}}}} {text}", KNOWN)
    assert wrong and "{{member.name}}" in wrong
    assert filled(text, {"member.name": "Ada"}) != "49"


def test_a_gap_without_end_is_refused_and_a_good_text_is_not() -> None:
    assert "no end" in refusal("Hello {{member.name", KNOWN)
    assert refusal("Hello {{member.name}}, {code} {{ ticket.code }}", KNOWN) == ""


def test_a_long_row_of_braces_costs_no_time() -> None:
    assert refusal("{{" * 200_000, KNOWN)
