"""What a command needs before it may touch rows."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def with_django() -> Iterator[None]:
    """A database with all migrations, and Django set up on it; connections are closed on leaving.

    The database is the one of USHER_DATABASE_URL, else our own: started, or shared with a running server.
    """
    from usher.config.serve.database import database

    with database():
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "usher.config.settings")
        django.setup()
        from django.db import connections

        from usher.config.serve.migrating import migrate

        migrate()
        connections.close_all()
        try:
            yield
        finally:
            connections.close_all()
