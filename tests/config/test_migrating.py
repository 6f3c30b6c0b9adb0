"""Two versions of Usher that start at once on one new database."""

import os
import subprocess
import sys

import psycopg

from tests.conftest import _urls

from .postgres.processes import SOURCE
from .serving import environment


def test_two_starts_at_once_migrate_once(tmp_path: object) -> None:
    name = f"migrating_{os.getpid()}"
    with psycopg.connect(_urls.owner, autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {name}".encode())
        try:
            env = environment(
                USHER_DATA=str(tmp_path),
                USHER_DATABASE_URL=_urls.app.replace("/usher?", f"/{name}?"),
                USHER_DATABASE_OWNER_URL=_urls.owner.replace("/usher?", f"/{name}?"),
            )
            command = [sys.executable, "-m", "usher.cli", "migrate"]
            both = [subprocess.Popen(command, cwd=SOURCE, env=env, stderr=subprocess.PIPE, text=True) for _ in range(2)]
            assert [(one.communicate(timeout=120)[1], one.returncode) for one in both] == [("", 0), ("", 0)]
        finally:
            owner.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
