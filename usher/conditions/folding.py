"""Text without case, the same in Python and in every PostgreSQL.

What a database's own lower() does to ß, İ, ſ or Σ depends on its version, its provider and its collation. So letters are
folded one by one by a table of ours: ASCII with ASCII, any other letter to another one that is not ASCII either (Ä → ä,
Σ and ς → σ, ẞ → ß). What would become several letters or cross into ASCII (İ, ſ, the Kelvin sign) stays as it is.
Accents count: é is not e.
"""

from collections import defaultdict
from functools import cache
from typing import Any

from django.db.models import Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

LAST_CASED = 0x1E943  # the last letter of Unicode that has a case


def fold(text: str) -> str:
    """The text as it is compared; as long as before."""
    return text.lower() if text.isascii() else text.translate(_table())


def text_or_empty(column: Combinable) -> "Func[Any]":
    """The column; NULL becomes empty text."""
    return Coalesce(column, Value(""), output_field=TextField())


def folded_in_sql(column: Combinable, wanted: str) -> "Func[Any]":
    """The column, folded as far as `wanted` (itself folded) can tell the difference; NULL becomes empty text.

    lower() under the collation "C" touches ASCII only. Of the other letters just those that `wanted` has are replaced.
    """
    lower: Func[Any] = Func(
        text_or_empty(column), function="lower", template='%(function)s(%(expressions)s COLLATE "C")',
        output_field=TextField(),
    )  # fmt: skip
    pairs = [(other, letter) for letter in sorted(set(wanted)) for other in _others().get(letter, ())]
    if not pairs:
        return lower
    before, after = ("".join(letters) for letters in zip(*pairs, strict=True))
    return Func(lower, Value(before), Value(after), function="translate", output_field=TextField())


def _folded(letter: str) -> str:
    for candidate in (letter.casefold(), letter.lower()):
        if len(candidate) == 1 and candidate.isascii() == letter.isascii():
            return candidate
    return letter


@cache
def _table() -> dict[int, str]:
    letters = map(chr, range(LAST_CASED + 1))
    return {ord(letter): folded for letter in letters if (folded := _folded(letter)) != letter}


@cache
def _others() -> dict[str, tuple[str, ...]]:
    """Letter that is not ASCII → all others that are folded to it."""
    others = defaultdict(list)
    for number, folded in _table().items():
        if not folded.isascii():
            others[folded].append(chr(number))
    return {letter: tuple(variants) for letter, variants in others.items()}
