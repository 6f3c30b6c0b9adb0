"""From text to words and back to questions: the same folding on both sides."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

# An address, a compound (PINE-12, foo_bar, 10.0.0.1) or a plain word; compounds are found whole and by their parts.
TOKEN = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+|\w+(?:[-._/]\w+)*")
PART = re.compile(r"[^\W_]+")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
LONGEST = 80  # characters of a word; longer ones are noise (encoded data) and are cut
MOST = 20_000  # words of one document
MOST_BYTES = 450_000  # of one document's words; PostgreSQL refuses a tsvector beyond 1 MB


def fold(text: str) -> str:
    """Without case and accents: "Müller" → "muller", "STRASSE" and "straße" → "strasse"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(text: str) -> Iterator[str]:
    """All forms under which a text is found, in order, with repetitions."""
    for match in TOKEN.finditer(text):
        token = match.group()
        yield from _known_forms(token) if len(token) <= LONGEST else _forms(token)


def _forms(token: str) -> tuple[str, ...]:
    whole = fold(token)
    forms = [whole]
    if not whole.isalnum():
        forms += [part for part in PART.findall(whole) if part != whole]
        if "@" in whole:
            forms.append(whole.rpartition("@")[2])
    if not token.isascii() and (spelt := token.casefold().translate(UMLAUTS)) != token.casefold():
        forms.append(fold(spelt))  # Müller is found by Mueller too
    return tuple(form[:LONGEST] for form in forms)


_known_forms = lru_cache(maxsize=20_000)(_forms)  # people use few words, and each of them often


def asked(text: str) -> list[str]:
    """The words of a question, at most twelve; compounds and addresses stay whole."""
    return list(dict.fromkeys(fold(match.group())[:LONGEST] for match in TOKEN.finditer(text)))[:12]


def vector(organization_id: int, parts: Iterable[tuple[str, str]]) -> str:
    """PostgreSQL's tsvector, as text, of (weight, text) pairs; weights A (weighs most) to D."""
    places: dict[str, set[str]] = {}
    room = MOST_BYTES
    for weight, text in parts:
        for word in words_of(text):
            if word in places:
                places[word].add(weight)
            elif len(places) < MOST and room > 0:
                places[word] = {weight}
                room -= len(_quoted(organization_id, word).encode()) + 4
    return " ".join(
        f"{_quoted(organization_id, word)}:{','.join(f'{place}{weight}' for place, weight in enumerate(sorted(weights), 1))}"
        for word, weights in places.items()
    )


def question(organization_id: int, words: list[str]) -> str:
    """PostgreSQL's tsquery, as text: all words must be there, the last may be the beginning of one."""
    terms = [_term(organization_id, word, "") for word in words[:-1]]
    return " & ".join([*terms, _term(organization_id, words[-1], ":*")])


def _term(organization_id: int, word: str, ending: str) -> str:
    whole = _quoted(organization_id, word) + ending
    parts = PART.findall(word)
    if "@" in word or parts == [word] or not parts:
        return whole
    pieces = [*(_quoted(organization_id, part) for part in parts[:-1]), _quoted(organization_id, parts[-1]) + ending]
    return f"({whole} | {' & '.join(pieces)})"


def _quoted(organization_id: int, word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{organization_id}/{escaped}'"
