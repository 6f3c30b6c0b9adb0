"""Text is compared alike by Python and by PostgreSQL, whatever it is."""

from typing import Any

from django.db.models import TextField, Value
from django.db.models.functions import StrIndex
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from usher.conditions.folding import LAST_CASED, fold, folded_in_sql
from usher.organizations.models import Organization

CASED = "aAbBkKsSiI\u0130\u0131\u017f\u212aßẞΣςσÄäǅǆǄΩ\u2126é\u0301ﬁᾼᾳ%_\\' "
TEXT = st.text(st.sampled_from(CASED) | st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXT, TEXT)
@example("ΟΔΟΣ", "ς")
@example("\u212aelvin", "k")
@example("\u0130", "i")
@example("Straße", "SS")
def test_postgres_folds_as_python_does(world: Any, text: str, wanted: str) -> None:
    needle = fold(wanted)
    column = Value(text, TextField())
    rows = Organization.objects.annotate(
        whole=folded_in_sql(column, fold(text)), part=StrIndex(folded_in_sql(column, needle), Value(needle))
    )
    whole, part = rows.values_list("whole", "part")[0]
    assert whole == fold(text)
    assert bool(part) == (needle in fold(text)) and part == fold(text).find(needle) + 1


def test_folding_is_done_once_and_keeps_the_length() -> None:
    letters = [chr(number) for number in range(0x110000) if not 0xD800 <= number < 0xE000]
    assert all(fold(fold(letter)) == fold(letter) and len(fold(letter)) == 1 for letter in letters)
    assert all(fold(letter) == letter for letter in letters[LAST_CASED:] if ord(letter) > LAST_CASED)
    assert all(letter.isascii() == fold(letter).isascii() for letter in letters)
