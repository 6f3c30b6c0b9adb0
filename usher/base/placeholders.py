"""Texts with gaps: `{{ticket.code}}` in what a person wrote is filled with a value of a fixed list.

No template engine, so nobody can have anything computed. A value is never looked at for gaps again.
"""

import re
from collections.abc import Collection, Mapping
from html import escape

from usher.base.text import one_line

LONGEST_VALUE = 500  # characters

_GAP = re.compile(r"(?P<before>[ \t]?)\{\{(?P<name>[^{}]{0,80})\}\}")


def refusal(text: str, known: Collection[str]) -> str:
    """What is wrong with the gaps of a text, naming those there are; empty when it can be filled."""
    strange = [name for name in dict.fromkeys(_names(text)) if name not in known]
    listed = ", ".join(f"{{{{{name}}}}}" for name in known)
    if strange:
        return f"There is no placeholder {{{{{one_line(strange[0], 80)}}}}}. There are: {listed}."
    if "{{" in _GAP.sub("", text):
        return f"A {{{{ has no end. Placeholders are written like {{{{{next(iter(known))}}}}}."
    return ""


def filled(text: str, values: Mapping[str, str]) -> str:
    """The plain text with every gap filled; a value stays on one line, an empty one takes the blank before it along."""
    return _GAP.sub(lambda gap: _value(gap, values), text)


def filled_html(html: str, values: Mapping[str, str]) -> str:
    """The same for HTML: values are escaped, also for attributes."""
    return _GAP.sub(lambda gap: escape(_value(gap, values)), html)


def _value(gap: re.Match[str], values: Mapping[str, str]) -> str:
    value = one_line(values.get(gap["name"].strip(), ""), LONGEST_VALUE)
    return f"{gap['before']}{value}" if value else ""


def _names(text: str) -> list[str]:
    return [gap["name"].strip() for gap in _GAP.finditer(text)]
