"""A PostgreSQL for a process and its children."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from usher.config import env
from usher.config.postgres import check_external, data_directory, running


@contextmanager
def database() -> Iterator[None]:
    """The one of USHER_DATABASE_URL, checked; else our own, whose addresses stand in the environment inside the block.

    Our own is started, or shared with whoever runs it already; the last one out stops it. Raises DatabaseUnavailable.
    """
    if given := env.text("USHER_DATABASE_URL"):
        check_external(given)
        yield
        return
    with running(data_directory()) as urls:
        addresses = {"USHER_DATABASE_URL": urls.app, "USHER_DATABASE_OWNER_URL": urls.owner}
        os.environ.update(addresses)
        try:
            yield
        finally:
            for name in addresses:
                os.environ.pop(name, None)


def straight() -> dict[str, Any]:
    """psycopg's parameters for a connection of the app role that leads straight to PostgreSQL.

    LISTEN and the worker need one: poolers in transaction mode forget what a session asked for.
    USHER_DATABASE_DIRECT_URL names it where USHER_DATABASE_URL leads to a pooler.
    """
    if url := env.text("USHER_DATABASE_DIRECT_URL"):
        return {"conninfo": url, **_KEEPALIVE}
    from django.db import connections

    parameters = connections["default"].get_connection_params()
    for name in ("cursor_factory", "context", "prepare_threshold"):  # Django's own ways
        parameters.pop(name, None)
    return {**_KEEPALIVE, **parameters}


# A server that vanished without a word is noticed within half a minute.
_KEEPALIVE = {"connect_timeout": 10, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
