"""What keeps the job tables well: jobs of dead workers run again, old rows go."""

import asyncio
import logging
from datetime import UTC, datetime

import procrastinate
from django.core.management import call_command
from django.db import connections
from procrastinate.exceptions import ProcrastinateException
from procrastinate.jobs import Status

log = logging.getLogger("usher.worker")

LOOK = 5.0  # seconds between two looks for stalled jobs
CLEAN = 3600.0  # seconds between two cleanings
KEPT_HOURS = 24 * 30  # failed jobs stay for looking at
MOST_ATTEMPTS = 20  # a job that takes its worker down again and again is given up


async def keep(app: procrastinate.App, lost: float) -> None:
    """Until cancelled; `lost` are the seconds of silence after which a worker counts as dead."""
    clock = asyncio.get_running_loop().time
    clean_at = clock()
    while True:
        try:
            await _retry_stalled(app, lost)
            if clock() >= clean_at:
                clean_at = clock() + CLEAN
                await _clean(app)
        except ProcrastinateException as error:
            log.warning("housekeeping was skipped (%s); trying again", error)
        await asyncio.sleep(LOOK)


async def _retry_stalled(app: procrastinate.App, lost: float) -> None:
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=lost):
        if job.attempts >= MOST_ATTEMPTS:
            log.error("job %s (%s) ended its worker %d times; given up, kept as failed", job.id, job.task_name, job.attempts)
            await app.job_manager.finish_job(job=job, status=Status.FAILED, delete_job=False)
            continue
        log.warning("job %s (%s) lost its worker; it runs again", job.id, job.task_name)
        try:
            await app.job_manager.retry_job(job=job, retry_at=datetime.now(UTC))
        except ProcrastinateException:
            log.debug("job %s was taken up by another worker meanwhile", job.id)


async def _clean(app: procrastinate.App) -> None:
    await app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
    await asyncio.to_thread(_clear_sessions)


def _clear_sessions() -> None:
    try:
        call_command("clearsessions")
    finally:
        connections.close_all()
