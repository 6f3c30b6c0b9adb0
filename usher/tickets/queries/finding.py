"""Finding tickets by what people type: a code, a number, words of the conversation."""

from usher.people.actors import Actor
from usher.search.queries import search_tickets
from usher.tickets.access import visible_to


def found_by_words(actor: Actor, words: str, limit: int = 200) -> list[int]:
    """Ids of tickets the actor may view, best first: the one with this code or number, then those with all the words."""
    text = words.strip().removeprefix("#")
    named = visible_to(actor).filter(code__iexact=text) | visible_to(actor).filter(number=_number(text))
    first = list(named.values_list("pk", flat=True)[:2])
    return list(dict.fromkeys([*first, *search_tickets(actor, words, limit)]))[:limit]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
