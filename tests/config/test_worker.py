"""The worker with real processes: what happens to jobs when it dies or is told to end."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from .postgres.processes import SOURCE, eventually
from .serving import python

# A worker with three tasks of its own and shorter patience; `prepared` is what runs before it begins.
PROGRAM = """
import os, threading, time
from pathlib import Path
os.environ["DJANGO_SETTINGS_MODULE"] = "usher.config.settings"
import django
django.setup()
from django.db import transaction
from procrastinate.contrib.django import app
from usher.config import schedule
from usher.config.serve import housekeeping, worker

note = Path({note!r})
def write(line):
    with note.open("a") as file:
        file.write(line + "\\n")

@app.task(name="tests.slow")
def slow(seconds):
    write("slow begins")
    time.sleep(seconds)
    write("slow ends")

@app.task(name="tests.failing")
def failing():
    with transaction.atomic():
        slow.defer(seconds=0)
        write("failing")
        raise ZeroDivisionError

@app.task(name="tests.tick")
def tick(timestamp):
    write("tick")

def listen(stop):
    write("loop begins")
    stop.wait()
    write("loop ends")

schedule.SCHEDULE[:] = []
schedule.LOOPS[:] = []
worker.HEARTBEAT, worker.LOST, housekeeping.LOOK = 0.2, 1.5, 0.2
{prepared}
worker.work()
"""


class Note:
    """What the worker's tasks wrote down, and the workers themselves."""

    def __init__(self, path: Path, env: dict[str, str]) -> None:
        self.path, self.env = path, env
        self.workers: list[subprocess.Popen[bytes]] = []

    def start(self, prepared: str = "") -> "subprocess.Popen[bytes]":
        code = PROGRAM.format(note=str(self.path), prepared=prepared)
        process = subprocess.Popen([sys.executable, "-c", code], cwd=SOURCE, env=self.env)
        self.workers.append(process)
        return process

    def lines(self) -> list[str]:
        return self.path.read_text().split("\n")[:-1] if self.path.exists() else []

    def has(self, *lines: str) -> bool:
        return self.lines() == list(lines)

    def expect(self, *lines: str) -> None:
        eventually(partial(self.has, *lines), within=60)


@pytest.fixture
def note(tmp_path: Path, env: dict[str, str]) -> Iterator[Note]:
    made = Note(tmp_path / "note", env)
    try:
        yield made
    finally:
        for process in made.workers:
            process.kill()
            process.wait()
        python("from procrastinate.contrib.django.models import ProcrastinateJob\n" + CLEAR, env=env)


CLEAR = """
from django.db import connections
with connections["owner"].cursor() as cursor:
    cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
"""
DEFER = """
from procrastinate.contrib.django import app
app.configure_task("tests.{}").defer({})
"""


def test_the_job_of_a_killed_worker_runs_again(note: Note, env: dict[str, str]) -> None:
    python(DEFER.format("slow", "seconds=3"), env=env)
    first = note.start()
    note.expect("slow begins")
    first.kill()
    note.start()
    note.expect("slow begins", "slow begins", "slow ends")


def test_a_job_that_does_not_end_in_time_runs_again(note: Note, env: dict[str, str]) -> None:
    python(DEFER.format("slow", "seconds=8"), env=env)
    first = note.start("worker.PATIENCE = 0.5")
    note.expect("slow begins")
    first.send_signal(signal.SIGTERM)
    assert first.wait(4) == 0
    assert note.has("slow begins")
    note.start()
    note.expect("slow begins", "slow begins", "slow ends")


def test_what_a_failing_job_puts_into_the_queue_is_rolled_back_with_it(note: Note, env: dict[str, str]) -> None:
    python(DEFER.format("failing", ""), env=env)
    note.start()
    note.expect("failing")
    python(DEFER.format("slow", "seconds=0"), env=env)
    note.expect("failing", "slow begins", "slow ends")


def test_the_clock_puts_jobs_into_the_queue(note: Note) -> None:
    note.start("""
import sys
sys.modules["clock"] = sys.modules["__main__"]
schedule.SCHEDULE.append(schedule.Periodic("* * * * * *", "clock.tick"))
""")
    eventually(lambda: note.lines()[:2] == ["tick", "tick"], within=60)


LOOP = """
import sys
sys.modules["loops"] = sys.modules["__main__"]
from usher.config.serve import loops
loops.TURN = 0.1
schedule.LOOPS.append(schedule.Loop("loops.listen"))
"""


def test_a_loop_runs_in_one_worker_and_moves_to_the_next(note: Note) -> None:
    first = note.start(LOOP)
    note.expect("loop begins")
    second = note.start(LOOP)
    first.send_signal(signal.SIGTERM)
    assert first.wait(5) == 0
    note.expect("loop begins", "loop ends", "loop begins")
    second.send_signal(signal.SIGTERM)
    assert second.wait(5) == 0
    assert note.has("loop begins", "loop ends", "loop begins", "loop ends")
