"""A PostgreSQL that somebody else runs (``USHER_DATABASE_URL``)."""

import psycopg

from usher.config.postgres.binaries import OLDEST
from usher.config.postgres.errors import DatabaseUnavailable


def check_external(url: str) -> None:
    """Refuse an address where no PostgreSQL answers, or one older than Usher needs."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version
    except psycopg.Error as error:
        raise DatabaseUnavailable(
            f"The PostgreSQL named by USHER_DATABASE_URL does not answer: {str(error).strip()}. Nothing was changed. "
            "Check that it runs, and the address, user and password; without the variable Usher brings its own."
        ) from None
    if version < OLDEST * 10_000:
        raise DatabaseUnavailable(
            f"USHER_DATABASE_URL leads to PostgreSQL {version // 10_000}.{version % 10_000}; Usher needs {OLDEST} or newer. "
            "Nothing was changed. Upgrade that server, or remove the variable: Usher then brings its own."
        )
