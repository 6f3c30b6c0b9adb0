"""Questions about all organizations at once: as the owner, whom row-level security lets see every row."""

from typing import Any

from django.db import connections


def rows(query: str, *values: Any, role: str = "owner") -> list[tuple[Any, ...]]:
    """The rows of one reading statement; ``role`` is ``owner`` or ``default`` (the application's)."""
    with connections[role].cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
