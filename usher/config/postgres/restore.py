"""``python -m usher.config.postgres.restore FILE``: what ``dump`` wrote, into an empty database."""

import subprocess
import sys
from pathlib import Path

import psycopg

from usher.config.postgres.binaries import choose
from usher.config.postgres.cluster import server_environment, version_of
from usher.config.postgres.credentials import SUPERUSER, url
from usher.config.postgres.directory import data_directory
from usher.config.postgres.errors import DatabaseUnavailable
from usher.config.postgres.layout import Layout
from usher.config.postgres.running import running


def restore(data: Path, source: Path) -> None:
    """Fill the database of ``data`` from ``source``, wholly or not at all; refuses where there is anything already."""
    layout = Layout(data.resolve())
    with running(data), psycopg.connect(url(layout, SUPERUSER)) as superuser:
        if superuser.execute("SELECT FROM pg_tables WHERE schemaname = 'public'").fetchone() is not None:
            raise DatabaseUnavailable(f"The database in {data} is not empty. Nothing was changed. Name an empty USHER_DATA.")
        program = choose(version_of(layout)).program("pg_restore")
        done = subprocess.run(
            [program, "--single-transaction", "--exit-on-error", "--dbname", url(layout, SUPERUSER), source],
            stderr=subprocess.PIPE,
            env=server_environment(),
            check=False,
        )
    if done.returncode:
        raise DatabaseUnavailable(f"Nothing was restored. pg_restore said: {done.stderr.decode()}")


if __name__ == "__main__":
    try:
        restore(data_directory(), Path(sys.argv[1]))
    except DatabaseUnavailable as error:
        sys.exit(str(error))
