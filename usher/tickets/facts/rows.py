"""How facts reach the rows around a ticket."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet

from usher.conditions.columns import Behind, Column, Of


def of_ticket(model: Any, column: Column) -> Of:
    """A column of the rows that belong to a ticket."""
    return Of(lambda: model.objects.filter(ticket=OuterRef("pk")), column)


def behind(path: str, model: Any, column: Column) -> Behind:
    """A column of the one row that the ticket's column names."""

    def rows() -> "QuerySet[Any]":
        return model.objects.all()  # type: ignore[no-any-return]

    return Behind(path, rows, column)


def names_of(model: Any) -> Callable[[Sequence[int]], Mapping[int, str]]:
    """Ids → names, for sentences."""
    return lambda ids: dict(model.objects.filter(pk__in=ids).values_list("pk", "name"))
