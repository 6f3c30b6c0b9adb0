"""Only one at a time: locks that PostgreSQL gives back by itself when their holder dies."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum

from django.db import Error, connection

from usher.base.refusals import Refused

TURN = 0.1  # seconds between two attempts to have the turn


class Busy(Refused):
    """Others are at it, and did not come to an end in time."""

    code = "busy"


class Work(IntEnum):
    """What is locked; part of the key, so every version must keep these numbers."""

    FETCHING = 1  # a mailbox
    SETTLING = 2  # a mailbox
    SENDING = 3  # an outgoing mail
    SIGNING_IN = 4  # a mailbox


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


@contextmanager
def in_turn(work: Work, key: int, *, seconds: float) -> Iterator[None]:
    """Do this work on this row when nobody else does; waits for at most so many seconds, then raises Busy."""
    until = time.monotonic() + seconds
    while True:
        with alone(work, key) as has_it:
            if has_it:
                yield
                return
        if time.monotonic() > until:
            raise Busy("Another process of Usher has been at this for too long; it is tried again.")
        time.sleep(TURN)
