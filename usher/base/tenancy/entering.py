"""Entering an organization: the only way to reach rows that belong to one."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar

from django.db import connection, transaction

_current: ContextVar[int | None] = ContextVar("organization_id", default=None)


class NoTenant(RuntimeError):
    """Rows of an organization were asked for outside of `entered(...)`: a programming error, never a user's."""


def current_id() -> int:
    """The id of the organization we are in; raises NoTenant outside."""
    organization_id = _current.get()
    if organization_id is None:
        raise NoTenant("enter an organization first: with entered(organization_id): …")
    return organization_id


@contextmanager
def entered(organization_id: int, *, one_trip: bool = False) -> Iterator[None]:
    """Work inside one organization and one transaction; leaving restores whatever was entered before.

    The setting is local to the transaction, so a pooled connection never carries it to the next user. With `one_trip`
    statements wait and leave together at the first fetch (libpq's pipeline mode): for hot reads of a query or two.
    """
    before = _current.get()
    with transaction.atomic(), connection.connection.pipeline() if one_trip else nullcontext():
        if before != organization_id:
            _tell_postgres(organization_id)
        token = _current.set(organization_id)
        try:
            yield
        finally:
            _current.reset(token)
        if before != organization_id and connection.savepoint_ids:  # the outer transaction keeps the setting
            _tell_postgres(before)


def _tell_postgres(organization_id: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('usher.organization', %s, true)",
            ["" if organization_id is None else str(organization_id)],
        )
