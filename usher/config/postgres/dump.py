"""``python -m usher.config.postgres.dump FILE``: the whole database into one file, with its own version's programs."""

import os
import subprocess
import sys
from pathlib import Path

from usher.config.postgres.binaries import choose
from usher.config.postgres.cluster import server_environment, version_of
from usher.config.postgres.credentials import SUPERUSER, url
from usher.config.postgres.directory import data_directory
from usher.config.postgres.errors import DatabaseUnavailable
from usher.config.postgres.layout import Layout
from usher.config.postgres.running import running


def dump(data: Path, target: Path) -> None:
    """Write the database of ``data`` to ``target`` (pg_dump's custom format); refuses to overwrite."""
    layout = Layout(data.resolve())
    version = version_of(layout)
    if version is None:
        raise DatabaseUnavailable(f"There is no database in {data}. Name its directory with USHER_DATA.")
    if target.exists():
        raise DatabaseUnavailable(f"{target} exists already and was left as it is. Name another file.")
    program = choose(version).program("pg_dump")
    with running(data), open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        # As superuser: row-level security would refuse, or leave out, rows for everybody else.
        connect = ["--dbname", url(layout, SUPERUSER)]
        done = subprocess.run(
            [program, "--format=custom", *connect],
            stdout=file,
            stderr=subprocess.PIPE,
            env=server_environment(),
            check=False,
        )
    if done.returncode:
        target.unlink()
        raise DatabaseUnavailable(f"The dump failed; the database is unchanged. pg_dump said: {done.stderr.decode()}")


if __name__ == "__main__":
    try:
        dump(data_directory(), Path(sys.argv[1]))
    except DatabaseUnavailable as error:
        sys.exit(str(error))
