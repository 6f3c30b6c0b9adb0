"""`usher doctor`: look at everything an installation needs, change nothing, and say what to do."""

import os
from collections.abc import Callable, Iterable, Iterator

from usher.cli.doctor.finding import Finding, Weight, wrong
from usher.config.postgres import DatabaseUnavailable

Check = Callable[[], Iterable[Finding]]


def run() -> int:
    """Print all findings; 1 when something is wrong, else 0."""
    findings = []
    for finding in examine():
        print(finding, flush=True)
        findings.append(finding)
    count = sum(finding.weight is Weight.WRONG for finding in findings)
    print(f"\n{count} thing{'s' * (count != 1)} to mend." if count else "\nAll is well.")
    return 1 if count else 0


def examine() -> Iterator[Finding]:
    """Everything, in an order in which an earlier trouble explains the later ones."""
    from usher.cli.doctor import machine
    from usher.config.serve.database import database

    yield from machine.disk()
    try:
        with database():
            _set_up()
            yield from _inside()
    except DatabaseUnavailable as unavailable:
        yield wrong("database", str(unavailable), "Do what the sentence says, then run usher doctor again.")


def _inside() -> Iterator[Finding]:
    from django.db import connections

    from usher.cli.doctor import configuration, database, jobs, machine, mail

    try:
        yield from database.version_and_roles()
        unapplied = list(database.migrations())
        yield from unapplied
        if any(finding.weight is Weight.WRONG for finding in unapplied):
            return
        for check in (
            database.walls, machine.clock, jobs.worker, jobs.queue, mail.mailboxes, mail.messages, configuration.settings
        ):  # fmt: skip
            yield from _safely(check)
    finally:
        connections.close_all()


def _safely(check: Check) -> Iterator[Finding]:
    """One check that breaks must not hide what the others find."""
    from django.db import Error

    try:
        yield from check()
    except Error as error:
        name = check.__name__.replace("_", " ")
        yield wrong(name, f"the check itself failed: {error}", "Look at the database's log, then run usher doctor again.")


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "usher.config.settings")
    django.setup()
