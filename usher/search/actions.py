"""Keeping the words up to date; always inside the transaction that changes the text."""

from collections.abc import Iterable, Sequence

from django.db import connection

from usher.base.tenancy import current_id
from usher.search.models import Document
from usher.search.register import Parts, searchable
from usher.search.words import vector

PUT = """INSERT INTO search_document (organization_id, kind, subject_id, vector)
    SELECT %s, %s, * FROM unnest(%s::bigint[], %s::text[]::tsvector[])
    ON CONFLICT (organization_id, kind, subject_id) DO UPDATE SET vector = excluded.vector"""
ADD = """UPDATE search_document SET vector = vector || %s::tsvector
    WHERE organization_id = %s AND kind = %s AND subject_id = %s
        AND length(vector) < 20000 AND octet_length(vector::text) < 500000"""


def refresh(kind: str, subject_ids: Sequence[int]) -> None:
    """Read the text of these things again and replace their words."""
    put(kind, searchable(kind).parts_of(subject_ids))


def put(kind: str, things: Iterable[tuple[int, Parts]]) -> None:
    """Set the words of many things at once."""
    organization_id = current_id()
    rows = [(subject_id, vector(organization_id, parts)) for subject_id, parts in things]
    if rows:
        ids, vectors = [row[0] for row in rows], [row[1] for row in rows]
        with connection.cursor() as cursor:
            cursor.execute(PUT, [organization_id, kind, ids, vectors])


def add(kind: str, subject_id: int, parts: Parts) -> None:
    """Add words to what is there: a new message need not read the old ones again.

    A document that is full stays as it is: its words must never keep a message from being written.
    """
    organization_id = current_id()
    with connection.cursor() as cursor:
        cursor.execute(ADD, [vector(organization_id, parts), organization_id, kind, subject_id])


def rebuild(kind: str) -> int:
    """Prepare all things of the organization anew, a chunk at a time; returns how many. Safe to repeat."""
    count = 0
    for ids in searchable(kind).all_ids():
        refresh(kind, ids)
        count += len(ids)
    return count


def remove(kind: str, subject_id: int) -> None:
    """The thing is gone for good."""
    Document.objects.filter(kind=kind, subject_id=subject_id).delete()
