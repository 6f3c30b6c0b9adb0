"""Jobs: whether somebody does them, and which did not get done."""

from collections.abc import Iterator

from usher.cli.doctor.asking import rows
from usher.cli.doctor.finding import Finding, fine, notice, wrong
from usher.config.health import FRESH

LATE = 300  # seconds a due job may wait
RECENT = "24 hours"


def worker() -> Iterator[Finding]:
    """Whether a worker is alive."""
    ((alive,),) = rows(
        "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)", FRESH
    )
    if alive:
        yield fine("worker", f"{alive} at work")
    else:
        yield notice("worker", "none is at work, so mail neither comes nor goes", "Start one: usher serve (or usher worker)")


def queue() -> Iterator[Finding]:
    """Jobs that wait too long, and jobs that failed for good."""
    ((late, oldest),) = rows(
        "SELECT count(*), coalesce(max(extract(epoch FROM now() - due)), 0) FROM ("
        " SELECT coalesce(scheduled_at, (SELECT min(at) FROM procrastinate_events e WHERE e.job_id = j.id)) AS due"
        " FROM procrastinate_jobs j WHERE status = 'todo') waiting WHERE due < now() - make_interval(secs => %s)",
        LATE,
    )
    if late:
        yield wrong(
            "jobs",
            f"{late} wait for more than {LATE // 60} minutes, the oldest for {oldest / 60:.0f}",
            "Is a worker running (usher serve, usher worker)? If so, its log says what it is busy with.",
        )
    else:
        yield fine("jobs", "none waits longer than it should")
    failed = rows(
        "SELECT task_name, count(*) FROM procrastinate_jobs j WHERE status = 'failed' AND EXISTS ("
        " SELECT FROM procrastinate_events e WHERE e.job_id = j.id AND e.type = 'failed'"
        f" AND e.at > now() - interval '{RECENT}') GROUP BY task_name ORDER BY 2 DESC"
    )
    if failed:
        names = ", ".join(f"{name} ({count})" for name, count in failed)
        yield wrong("jobs", f"given up within {RECENT}: {names}", "The worker's log tells why.")
