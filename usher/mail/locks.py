"""Only one at a time: locks that PostgreSQL gives back by itself when their holder dies."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum

from django.db import Error, connection


class Work(IntEnum):
    """What is locked; part of the key, so every version must keep these numbers."""

    FETCHING = 1  # a mailbox
    SETTLING = 2  # a mailbox
    SENDING = 3  # an outgoing mail


@contextmanager
def alone(work: Work, key: int) -> Iterator[bool]:
    """Yield whether nobody else does this work on this row; then nobody else can until the block ends.

    Held by the connection, not by a transaction: it outlasts the small transactions of a long conversation with a
    mail server, and ends with the process.
    """
    number = work << 48 | key
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        row = cursor.fetchone()
    has_it = bool(row and row[0])
    try:
        yield has_it
    finally:
        if has_it:
            with suppress(Error), connection.cursor() as cursor:  # a broken connection has let go already
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
