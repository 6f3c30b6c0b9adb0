"""`usher doctor` on real installations: a well one, and ones in which something is wrong."""

import os
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest

MAILBOX = (
    "mailbox add --organization acme --address help@acme.example --imap-host 127.0.0.1 --imap-port 1 --imap-encryption none"
    " --imap-user help --imap-password secret --smtp-host 127.0.0.1 --smtp-port 1 --smtp-encryption none"
)


class Installation:
    """A database of its own on the test server, used through the command."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.app = _named(os.environ["USHER_DATABASE_URL"], name)
        self.owner = _named(os.environ["USHER_DATABASE_OWNER_URL"], name)
        self.administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")

    def usher(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one command."""
        chosen = {"USHER_DATABASE_URL": self.app, "USHER_DATABASE_OWNER_URL": self.owner, **environment}
        command = [sys.executable, "-m", "usher.cli", *words]
        return subprocess.run(command, env=os.environ | chosen, capture_output=True, text=True, check=False)

    def sql(self, *statements: str) -> None:
        """Change something behind Usher's back."""
        with psycopg.connect(self.owner, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def administer(self, *statements: str) -> None:
        with psycopg.connect(os.environ["USHER_DATABASE_OWNER_URL"], autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    made = Installation(f"usher_doctor_{os.getpid()}")
    assert made.usher("migrate").returncode == 0
    yield made
    made.administer(f"DROP DATABASE {made.name} WITH (FORCE)")


@pytest.fixture(scope="module")
def ill(installation: Installation) -> str:
    """What the doctor says when everything that can be wrong inside is wrong at once."""
    words = (
        "organization",
        "create",
        "Acme",
        "--prefix",
        "ACME",
        "--admin-email",
        "a@acme.example",
        "--admin-password",
        "long-1-word",
    )
    assert installation.usher(*words).returncode == 0
    added = installation.usher(*MAILBOX.split())
    assert added.returncode == 0, added.stderr
    installation.sql(
        "UPDATE mail_mailbox SET last_error = 'the password was refused', send_error = 'no route'",
        "CREATE TABLE left_open (organization_id bigint)",
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, scheduled_at)"
        " VALUES ('default', 'mail.sweep', '{}', now() - interval '40 minutes')",
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', 'mail.settle', '{}')",
        "UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = 'mail.settle'",
        "UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'mail.settle'",
    )
    done = installation.usher("doctor", USHER_DEBUG="1", USHER_SECRET_KEY="another-key-than-before-" + "k" * 20)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def test_a_well_installation_passes(installation: Installation) -> None:
    done = installation.usher("doctor", USHER_URL="https://help.acme.example")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All is well." in done.stdout
    assert "WRONG" not in done.stdout


@pytest.mark.parametrize(
    "said",
    [
        "help@acme.example is not read: the password was refused",
        "help@acme.example cannot send: no route",
        "tables without row-level security: left_open",
        "wait for more than 5 minutes, the oldest for 40",
        "given up within 24 hours: mail.settle (1)",
        "help@acme.example: The stored password cannot be read",
        "USHER_DEBUG is on",
        "which only this machine can open",
        "none is at work",
    ],
)
def test_every_trouble_is_told(ill: str, said: str) -> None:
    assert said in ill


def test_every_trouble_comes_with_what_to_do(ill: str) -> None:
    lines = ill.splitlines()
    for number, line in enumerate(lines):
        if line.lstrip().startswith(("WRONG", "note")):
            assert lines[number + 1].lstrip().startswith("→")


def test_a_database_without_migrations_is_named_and_left_alone() -> None:
    fresh = Installation(f"usher_fresh_{os.getpid()}")
    try:
        done = fresh.usher("doctor")
        assert done.returncode == 1
        assert "Run: usher migrate" in done.stdout
        with psycopg.connect(fresh.owner) as connection:
            assert connection.execute("SELECT FROM pg_tables WHERE schemaname = 'public'").fetchone() is None
    finally:
        fresh.administer(f"DROP DATABASE {fresh.name} WITH (FORCE)")


def test_a_database_that_is_not_there_is_named(installation: Installation) -> None:
    done = installation.usher("doctor", USHER_DATABASE_URL="postgresql://usher@127.0.0.1:1/usher")
    assert done.returncode == 1
    assert "does not answer" in done.stdout


def _named(url: str, database: str) -> str:
    return urlsplit(url)._replace(path=f"/{database}").geturl()
