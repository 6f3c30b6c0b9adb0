"""How long an unusual list may take."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection

from usher.base.refusals import Refused

LONGEST = 5000  # milliseconds of PostgreSQL's time for a list that no index serves


class TooMuch(Refused):
    """Asking this of so many tickets takes too long."""

    code = "too_much"


@contextmanager
def bounded() -> Iterator[None]:
    """Statements of this transaction end after LONGEST; then TooMuch says what to do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(LONGEST)])
    try:
        yield
    except psycopg.errors.QueryCanceled as canceled:
        text = "No index serves this and there are too many tickets: narrow it by status, time, assignee, team or company."
        raise TooMuch(text) from canceled
