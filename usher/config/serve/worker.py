"""The worker process: jobs, schedule, loops, housekeeping."""

import asyncio
import logging
import os
import signal
from typing import NoReturn

import procrastinate
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicRegistry

from usher.config import env, schedule
from usher.config.serve import housekeeping, loops
from usher.config.serve.database import straight

log = logging.getLogger("usher.worker")

HEARTBEAT = 5.0  # seconds between signs of life
LOST = 20.0  # seconds of silence after which a worker's jobs are run again
PATIENCE = 2.0  # seconds for jobs under way when told to end


def work() -> NoReturn:
    """Run jobs until SIGTERM or SIGINT. Ends the process: a job that does not end in time runs again later."""
    code = 1
    try:
        code = asyncio.run(_work())
    except Exception:
        log.exception("the worker failed; its unfinished jobs run again")
    _leave(code)


async def _work() -> int:
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    parameters = straight()
    concurrency = env.number("USHER_WORKER_JOBS", 4, least=1, most=64)
    connector = procrastinate.PsycopgConnector(
        conninfo=parameters.pop("conninfo", ""), kwargs=parameters, min_size=1, max_size=concurrency + 3
    )
    async with _worker_app(connector).open_async() as worker:
        jobs = asyncio.ensure_future(_jobs(worker, concurrency))
        others = [asyncio.ensure_future(housekeeping.keep(worker, LOST))]
        others += [asyncio.ensure_future(loops.keep(loop)) for loop in schedule.LOOPS]
        await asyncio.wait([jobs, asyncio.ensure_future(told.wait())], return_when=asyncio.FIRST_COMPLETED)
        if not told.is_set():
            log.error("the job worker ended by itself", exc_info=jobs.exception())
        for task in (jobs, *others):
            task.cancel()
        # Only waited for: cancelling once more, or the worker's own timeout, would mark unfinished jobs as aborted for
        # good. Left as they are, they run again when we have been silent for a while.
        await asyncio.wait([jobs, *others], timeout=PATIENCE)
        # Here, not after the block: closing the pool and the loop waits for the threads of unfinished jobs.
        _leave(0 if told.is_set() else 1)


def _leave(code: int) -> NoReturn:
    logging.shutdown()
    os._exit(code)


async def _jobs(worker: procrastinate.App, concurrency: int) -> None:
    await worker.run_worker_async(
        name="usher",
        concurrency=concurrency,
        delete_jobs="successful",
        install_signal_handlers=False,
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=LOST,
    )


def _worker_app(connector: procrastinate.PsycopgConnector) -> procrastinate.App:
    """An app that fetches jobs over its own connections while the tasks keep putting jobs into Django's transaction.

    Replacing the connector of the one app would send what a job defers over the worker's connection: it would exist
    even if the job's transaction rolled back.
    """
    worker = procrastinate.App(connector=connector, worker_defaults=app.worker_defaults)
    worker.tasks = app.tasks
    worker.periodic_registry = _periodic()
    return worker


def _periodic() -> PeriodicRegistry:
    registry = PeriodicRegistry()
    for entry in schedule.SCHEDULE:
        registry.register_task(task=import_string(entry.task), cron=entry.cron, periodic_id="", configure_kwargs={})
    return registry
