"""Bring the database up to this version."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

# Any number will do as long as every version of Usher takes the same one.
LOCK = 8_245_127_001


def migrate() -> bool:
    """Apply what is missing, as the owner; True when there was something. Two starts at once wait for each other."""
    if not _missing():
        return False
    with _alone():
        if not _missing():
            return False
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        return True


def names_on_disk() -> frozenset[tuple[str, str]]:
    """(app, name) of every migration this version knows; reads files, no database."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _missing() -> bool:
    executor = MigrationExecutor(connections["owner"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def _alone() -> Iterator[None]:
    # A connection of its own: the lock must not depend on what migrations do to theirs.
    parameters = connections["owner"].get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    with psycopg.connect(**parameters, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield
