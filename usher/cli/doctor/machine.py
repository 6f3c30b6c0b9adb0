"""The machine: disk and clock."""

from collections.abc import Iterator
from datetime import UTC, datetime

from usher.cli.doctor.asking import rows
from usher.cli.doctor.finding import Finding, fine, notice, wrong
from usher.config.postgres import data_directory
from usher.config.postgres.errors import free_megabytes

TOO_LITTLE = 500  # megabytes: a busy hour of mail, and room for the database to recover
LITTLE = 2000
TOLERATED = 2.0  # seconds between two clocks


def disk() -> Iterator[Finding]:
    """Room left where mail, files and the database lie."""
    data = data_directory()
    free = free_megabytes(data)
    says = f"{free} MB are free for {data}"
    if free < TOO_LITTLE:
        yield wrong(
            "disk", says, "Free space or move the directory (--data, USHER_DATA): mail cannot be taken on a full disk."
        )
    elif free < LITTLE:
        yield notice("disk", says, "Make room soon.")
    else:
        yield fine("disk", says)


def clock() -> Iterator[Finding]:
    """Whether this machine and the database agree on the time: deadlines, tokens and mail depend on it."""
    before = datetime.now(UTC)
    ((theirs,),) = rows("SELECT clock_timestamp()")
    after = datetime.now(UTC)
    skew = max((before - theirs).total_seconds(), (theirs - after).total_seconds(), 0.0)
    if skew > TOLERATED:
        yield wrong(
            "clock",
            f"this machine and the database differ by {skew:.0f} s",
            "Switch time synchronisation (NTP) on for both.",
        )
    else:
        yield fine("clock", "this machine and the database agree")
