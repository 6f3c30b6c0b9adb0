"""kill -9, again and again, while mail arrives and answers leave: one ticket per mail, one mail per answer."""

import json
import os
import random
import shutil
import signal
import smtplib
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.mail.letters import letter
from tests.servers import HOST, PASSWORD, USER, Imap, Received, free_port, imap_server, smtp_server

EACH = 100  # mails by IMAP, and as many by SMTP
USHER = str(Path(sys.executable).with_name("usher"))
ROOT = Path(__file__).parents[2]


class Installation:
    """Usher with data of its own, started and killed as an operator's bad day would."""

    def __init__(self, data: Path) -> None:
        self.port, self.smtp_port = free_port(), free_port()
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("USHER_")}
        self.environment = inherited | {
            "USHER_DATA": str(data), "USHER_SMTP_PORT": str(self.smtp_port), "USHER_LOG_LEVEL": "ERROR",
            "USHER_SECRET_KEY": "killing-" + "k" * 32,
        }  # fmt: skip
        self.log = data.with_suffix(".log").open("wb")
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, *command: str) -> str:
        """A command beside the server; its output."""
        done = subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, what: str) -> Any:
        for _ in range(5):  # the database may be the one that was just killed
            with suppress(AssertionError):
                text = self.run(sys.executable, "-m", "tests.load.accounts", what)
                return json.loads(text) if text.strip() else None
            time.sleep(0.5)
        return None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [USHER, "serve", "--port", str(self.port)], env=self.environment, cwd=ROOT, stdout=self.log, stderr=self.log
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(OSError), urllib.request.urlopen(f"http://{HOST}:{self.port}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.1)
        raise TimeoutError("the server did not become ready")

    def kill_worker(self) -> None:
        """Only the worker: the supervisor starts another."""
        assert self.process is not None
        for pid in _children(self.process.pid):
            if b"\0worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
                os.kill(pid, signal.SIGKILL)

    def kill(self) -> None:
        """The whole server; its parts and its database die with it."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)
        self.log.close()


def _children(parent: int) -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if stat.read_text().rpartition(")")[2].split()[1] == str(parent):
                yield int(stat.parent.name)


@contextmanager
def _in_background(*functions: Any) -> Iterator[None]:
    threads = [threading.Thread(target=function, daemon=True) for function in functions]
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()


def _by_imap(imap: Imap) -> None:
    for number in range(EACH):
        imap.append(letter(sender=f"i{number}@x.example", subject=f"By IMAP {number}"))
        time.sleep(0.08)


def _by_smtp(port: int) -> None:
    """As a mail server does: everything that was not answered with 250 is sent again."""
    for number in range(EACH):
        raw = letter(sender=f"s{number}@x.example", subject=f"By SMTP {number}")
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                with smtplib.SMTP(HOST, port, timeout=5) as session:
                    session.sendmail(f"s{number}@x.example", [USER], raw)
                break
            except (smtplib.SMTPException, OSError):
                time.sleep(0.2)
        time.sleep(0.05)


def _settled(found: Any) -> bool:
    waiting = any(state in ("queued", "sending") for _, state, _ in found["recipients"])
    keys = {key for purpose, key, _ in found["mails"] if purpose == "reply"}
    is_in = len(found["ledger"]) == 2 * EACH and all(state != "received" for state, _, _ in found["ledger"])
    return is_in and not waiting and keys >= set(found["replies"]) and len(found["replies"]) > 0


@pytest.fixture
def installation() -> Iterator[Installation]:
    place = Path(tempfile.mkdtemp(prefix="usher-killing-"))
    place.chmod(0o711)  # as root the database runs as another user, who must come this far
    usher = Installation(place / "data")
    (place / "data").mkdir()
    yield usher
    usher.stop()
    shutil.rmtree(place, ignore_errors=True)


def test_M02_killed_again_and_again_nothing_is_lost_and_nothing_doubled(installation: Installation) -> None:
    usher, chance = installation, random.Random(7)
    usher.run(
        USHER, "organization", "create", "Pine", "--prefix", "PINE", "--admin-email", "a@pine.example",
        "--admin-password", "correct horse battery",
    )  # fmt: skip
    with imap_server() as imap, smtp_server() as smtp:
        smtp.on_data = lambda mail: time.sleep(0.02)  # type: ignore[func-returns-value]
        usher.run(
            USHER, "mailbox", "add", "--organization", "pine", "--address", USER,
            "--imap-host", HOST, "--imap-port", str(imap.port), "--imap-encryption", "none", "--imap-user", USER,
            "--imap-password", PASSWORD, "--smtp-host", HOST, "--smtp-port", str(smtp.port), "--smtp-encryption", "none",
        )  # fmt: skip
        usher.start()
        with _in_background(lambda: _by_imap(imap), lambda: _by_smtp(usher.smtp_port)):
            for kill in (usher.kill_worker, usher.kill_worker, usher.kill, usher.kill_worker, usher.kill_worker):
                time.sleep(chance.uniform(0.5, 2.0))
                kill()
                if kill == usher.kill:
                    usher.start()
                    usher.ask("answer")
        usher.ask("answer")
        found = usher.ask("count")
        until = time.monotonic() + 90
        while time.monotonic() < until and not _settled(found):
            time.sleep(3)  # every question is a process of its own
            found = usher.ask("count") or found
        _check(found, smtp.mails)


def _check(found: Any, sent: list[Received]) -> None:
    assert Counter(state for state, _, _ in found["ledger"]) == {"applied": 2 * EACH}, found["ledger"]
    assert len(found["subjects"]) == len(set(found["subjects"])) == 2 * EACH
    assert _settled(found), [row for row in found["recipients"] if row[1] not in ("accepted", "unknown")]
    keys = [key for purpose, key, _ in found["mails"] if purpose == "reply"]
    assert len(keys) == len(set(keys)) == len(found["replies"])
    arrived = Counter(
        line.split(b": ", 1)[1].strip().decode()
        for mail in sent for line in mail.content.splitlines() if line.lower().startswith(b"message-id: ")
    )  # fmt: skip
    for message_id, state, detail in found["recipients"]:
        assert state in ("accepted", "unknown"), (state, detail)
        assert arrived[message_id] <= 1
        if state == "accepted":
            assert arrived[message_id] == 1
