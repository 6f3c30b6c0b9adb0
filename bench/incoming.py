"""Mails through a real IMAP server into tickets, by one worker: how many a second, and whether any is lost.

    python -m bench.incoming [--mails 5000]            one worker, undisturbed: the figures
    python -m bench.incoming --kill [--every 2]        the worker is killed with -9 every two seconds

Everything stands alone: a fresh database, a pymap that holds the mails before the worker starts, one `usher worker`.
At the end there must be exactly one ticket for each mail, with and without killing, else it ends with an error.
`fetched` counts from the first message stored to the last one, `settled` from the first one stored to the last one
applied. The IMAP server, PostgreSQL and the worker share the machine: its own CPU for each mail says what a worker can do.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

ADDRESS, PASSWORD = "help@bench.example", "bench password"
USHER = str(Path(sys.executable).with_name("usher"))
LOOK = 0.5  # seconds between looks at how far it is
PATIENCE = 180.0  # seconds without any progress


def main() -> None:
    """Measure once and print a line of figures; ends with 1 when a mail was lost or doubled."""
    parser = argparse.ArgumentParser(prog="bench.incoming", description=__doc__)
    parser.add_argument("--mails", type=int, default=5000)
    parser.add_argument("--kill", action="store_true", help="kill the worker again and again")
    parser.add_argument("--every", type=float, default=2.0, help="seconds of a worker's work with --kill")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    with _installation():
        from tests.servers import imap_server

        with imap_server(ADDRESS, PASSWORD) as server:
            organization_id = _prepared(server.port)
            _fill(server, options.mails)
            figures = _run(organization_id, options.mails, options.every if options.kill else None)
        figures |= _checked(organization_id, options.mails)
    print(json.dumps(figures, indent=1) if options.json else _told(figures), flush=True)
    raise SystemExit(0 if figures["tickets"] == figures["different"] == figures["applied"] == options.mails else 1)


@contextmanager
def _installation() -> Iterator[None]:
    place = Path(tempfile.mkdtemp(prefix="usher-bench-incoming-"))
    place.chmod(0o711)  # as root the database runs as another user, who must come this far
    (place / "data").mkdir()
    for name in [name for name in os.environ if name.startswith("USHER_")]:
        del os.environ[name]
    os.environ.update(
        USHER_DATA=str(place / "data"), USHER_SMTP_PORT="0", USHER_SECRET_KEY="bench-" + "k" * 40, USHER_LOG_LEVEL="CRITICAL"
    )
    from usher.cli.database import with_django

    try:
        with with_django():
            yield
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _prepared(port: int) -> int:
    from usher.organizations.queries import organization_id_of

    organization = ["--prefix", "BENCH", "--admin-email", "a@bench.example", "--admin-password", "correct horse battery"]
    subprocess.run([USHER, "organization", "create", "Bench", *organization], check=True, stdout=subprocess.DEVNULL)
    mailbox = {
        "organization": "bench", "address": ADDRESS, "imap-host": "127.0.0.1", "imap-port": str(port),
        "imap-encryption": "none", "imap-user": ADDRESS, "imap-password": PASSWORD, "smtp-host": "sink", "smtp-port": "25",
        "smtp-encryption": "none",
    }  # fmt: skip
    words = [word for name, value in mailbox.items() for word in (f"--{name}", value)]
    subprocess.run([USHER, "mailbox", "add", *words], check=True, stdout=subprocess.DEVNULL)
    found = organization_id_of("bench")
    assert found is not None
    return found


def _fill(server: Any, count: int) -> None:
    from bench.letters import letters

    began, size = time.monotonic(), 0
    mails = letters(count, ADDRESS)
    with server.session() as session:
        for mail in mails:
            size += len(mail)
            status, said = session.append("INBOX", None, None, mail)
            assert status == "OK", said
    print(f"{count} mails of {size / 1e6:.0f} MB lie on the server after {time.monotonic() - began:.0f} s", flush=True)


def _run(organization_id: int, count: int, every: float | None) -> dict[str, Any]:
    """Let one worker work until all mails are settled, killing it every so often if told."""
    from bench.servers import cpu, postgres

    database, kills = postgres(), 0
    before = sum(cpu(each) for each in database)
    began = moved_at = time.monotonic()
    worker, woke_at, last, at_birth = _worker(), 0.0, (0, 0), (0, 0)
    try:
        while True:
            time.sleep(LOOK)
            now, seen = time.monotonic(), _seen(organization_id)
            if seen != last:
                last, moved_at = seen, now
            if seen[1] >= count:
                break
            if now - moved_at > PATIENCE:
                print(f"nothing has moved for {PATIENCE:.0f} s: {seen}", file=sys.stderr)
                break
            if worker.poll() is not None:
                raise SystemExit(f"bench: the worker ended by itself with {worker.returncode}")
            # Its time begins when it comes to something: the machine may need longer than that to start it.
            woke_at = woke_at or (now if seen != at_birth else 0.0)
            if every and woke_at and now - woke_at >= every:
                worker.send_signal(signal.SIGKILL)
                worker.wait()
                worker, woke_at, kills, at_birth = _worker(), 0.0, kills + 1, _seen(organization_id)
        # Before the worker goes: PostgreSQL's processes that served it go with it.
        spent, stored = cpu(psutil.Process(worker.pid)), sum(cpu(each) for each in database) - before
    finally:
        worker.kill()
        worker.wait()
    figures: dict[str, Any] = {"mails": count, "seconds": round(time.monotonic() - began, 1), "kills": kills}
    if not every:
        figures |= {"worker_ms": round(spent / count * 1000, 2), "postgres_ms": round(stored / count * 1000, 2)}
    return figures


def _worker() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([USHER, "worker"], stdout=subprocess.DEVNULL)


def _seen(organization_id: int) -> tuple[int, int]:
    """How many mails are stored, and how many of them settled."""
    from django.db import Error
    from django.db.models import Count, Q

    from usher.base.tenancy import entered
    from usher.mail.models import IncomingMail

    with suppress(Error), entered(organization_id):
        found = IncomingMail.objects.aggregate(stored=Count("id"), settled=Count("id", filter=~Q(state="received")))
        return found["stored"], found["settled"]
    return 0, 0


def _checked(organization_id: int, count: int) -> dict[str, Any]:
    from django.db.models import Count, Max, Min

    from usher.base.tenancy import entered
    from usher.mail.models import IncomingMail
    from usher.tickets.models import Message, Ticket

    with entered(organization_id):
        times = IncomingMail.objects.aggregate(
            first=Min("received_at"), stored=Max("received_at"), settled=Max("settled_at")
        )  # fmt: skip
        spans = [max((times[name] - times["first"]).total_seconds(), 0.001) for name in ("stored", "settled")]
        return {
            "fetched_per_second": round(count / spans[0], 1),
            "settled_per_second": round(count / spans[1], 1),
            "applied": IncomingMail.objects.filter(state="applied").count(),
            "states": dict(IncomingMail.objects.values_list("state").annotate(Count("id"))),
            "tickets": Ticket.objects.count(),
            "different": Ticket.objects.values("subject").distinct().count(),
            "messages": Message.objects.count(),
        }


def _told(figures: dict[str, Any]) -> str:
    cpu = ""
    if "worker_ms" in figures:
        cpu = f", worker {figures['worker_ms']} ms and PostgreSQL {figures['postgres_ms']} ms of CPU each"
    return (
        f"{figures['mails']} mails: fetched {figures['fetched_per_second']}/s, settled {figures['settled_per_second']}/s, "
        f"{figures['seconds']} s from the start of the worker{cpu}; killed {figures['kills']} times; "
        f"{figures['tickets']} tickets, {figures['different']} different, ledger {figures['states']}"
    )


if __name__ == "__main__":
    main()
