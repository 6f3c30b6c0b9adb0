"""All that happens by the clock, and all that runs as long as a worker does: one list each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job put into the queue by the clock, once for the whole installation.

    `cron` is minute, hour, day, month, weekday (UTC), with a sixth field for seconds when needed; `task` the dotted
    name of a procrastinate task that takes `timestamp` (seconds since 1970) by name.
    """

    cron: str
    task: str


@dataclass(frozen=True, slots=True)
class Loop:
    """A function that runs for the life of a worker and is started again, later and later, when it ends.

    `function` is the dotted name of `async def f() -> None` (cancelled at the end) or of
    `def f(stop: threading.Event) -> None` (asked to return by the event). It runs in one worker of the installation
    at a time, or in all of them with `everywhere`.
    """

    function: str
    everywhere: bool = False


SCHEDULE: list[Periodic] = [
    Periodic("* * * * *", "usher.mail.jobs.sweep"),
    Periodic("* * * * *", "usher.tickets.jobs.wake_due"),
    Periodic("* * * * *", "usher.tickets.jobs.send_all_due"),
    Periodic("17 * * * *", "usher.api.jobs.forget_answers"),
    Periodic("27 * * * *", "usher.api.jobs.forget_uploads"),
    Periodic("41 2 * * *", "usher.tickets.jobs.purge_due"),
    Periodic("*/5 * * * *", "usher.webhooks.jobs.sweep"),
    Periodic("51 2 * * *", "usher.webhooks.jobs.forget"),
]

LOOPS: list[Loop] = [
    Loop("usher.mail.incoming.watching.watch_all"),
    Loop("usher.mail.incoming.port.listen"),
    Loop("usher.mail.incoming.lmtp.listen"),
]
