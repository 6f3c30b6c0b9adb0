"""Searching."""

from django.db import connection

from usher.base.tenancy import current_id
from usher.people.actors import Actor
from usher.search.register import searchable
from usher.search.words import asked, question

NEWEST = 200  # matches that are ranked; ranking all of a frequent word's took 224 ms
MOST_ROUNDS = 5  # of reading on, for those who may see only some of what matches


def search_tickets(actor: Actor, words: str, limit: int = 200, before: int | None = None) -> list[int]:
    """Ids of the tickets the actor may view that contain all words, best first among the newest that match.

    The last word may be cut short. `before`: only tickets with a smaller id. No word at all finds nothing.
    Internal text is searched too, so contacts find nothing here.
    """
    terms = asked(words)
    if not terms or not actor.is_staff or limit < 1:
        return []
    found: list[int] = []
    for _ in range(MOST_ROUNDS):
        ids = _matches("ticket", terms, before)
        allowed = searchable("ticket").visible(actor, ids) if ids else set()
        found += [subject_id for subject_id in ids if subject_id in allowed]
        if len(ids) < NEWEST or len(found) >= min(limit, NEWEST):
            break
        before = min(ids)
    return found[:limit]


def _matches(kind: str, terms: list[str], before: int | None) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT subject_id FROM search_matches(%s, %s::tsquery, %s, %s)",
            [kind, question(current_id(), terms), before, NEWEST],
        )
        return [row[0] for row in cursor.fetchall()]
