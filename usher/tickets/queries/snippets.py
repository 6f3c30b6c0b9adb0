"""Where in a ticket the words of a question stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from usher.base.tenancy import current_id
from usher.base.text import one_line
from usher.people.actors import Actor
from usher.search.words import asked

NEWEST = 200  # messages of one ticket that are looked through
AROUND = 80  # characters on each side of the first word
SQL = """SELECT t.id, m.id, m.is_public, m.is_first, m.text FROM unnest(%(tickets)s::bigint[]) AS t(id) CROSS JOIN LATERAL (
    SELECT n.id, n.is_public, n.text, n.id = (SELECT min(f.id) FROM tickets_message f
        WHERE f.organization_id = %(organization)s AND f.ticket_id = t.id) AS is_first
    FROM (SELECT id, is_public, text FROM tickets_message WHERE organization_id = %(organization)s AND ticket_id = t.id
          AND (is_public OR %(internal)s) ORDER BY id DESC LIMIT %(newest)s) n
    WHERE n.text ILIKE ANY(%(patterns)s) ORDER BY n.id DESC LIMIT 1) m"""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a message around the words; `is_first` of the description."""

    message_id: int
    is_public: bool
    is_first: bool
    text: str


def snippets(actor: Actor, ticket_ids: Sequence[int], words: str) -> dict[int, Snippet]:
    """For each of the tickets the newest message the actor may read that holds one of the words; one query.

    The tickets must be visible to the actor. Tickets whose subject, people or number matched may have none.
    """
    terms = asked(words)
    if not terms or not ticket_ids:
        return {}
    escaped = [re.sub(r"([\\%_])", r"\\\1", term) for term in terms]
    values: dict[str, Any] = {
        "organization": current_id(), "tickets": list(ticket_ids), "newest": NEWEST, "internal": actor.is_staff,
        "patterns": [f"%{term}%" for term in escaped],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(SQL, values)
        return {row[0]: Snippet(row[1], row[2], row[3], around(row[4], terms)) for row in cursor.fetchall()}


def around(text: str, terms: Sequence[str]) -> str:
    """The piece of a text around the first of the terms, on one line, with … where it was cut."""
    found = re.search("|".join(re.escape(term) for term in terms), text, re.IGNORECASE)
    begin = max(found.start() - AROUND, 0) if found else 0
    end = (found.end() if found else 0) + AROUND
    piece = one_line(text[begin:end], 4 * AROUND)
    return f"{'…' if begin else ''}{piece}{'…' if end < len(text) else ''}"
