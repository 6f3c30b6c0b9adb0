"""What is measured: lists, a ticket page, creating, mails coming in."""

import logging
import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from email.message import EmailMessage
from typing import Any

import psutil

from bench import load
from bench.corpus import Corpus
from bench.servers import cpu, free_port, postgres, server

LIST = "/api/tickets?status=open"
MAILS = 500
TICKETS = 200  # that are commented on, in turn


class Bench:
    """The servers that the scenarios ask, all on one database, and the table they print."""

    def __init__(self, corpus: Corpus, *, requests: int, clients: int) -> None:
        self.corpus, self.requests, self.clients = corpus, requests, clients
        self.stack = ExitStack()

    def __enter__(self) -> "Bench":
        from usher.cli.database import with_django

        self.stack.enter_context(with_django())
        self.organization_id, self.cookie, self.tickets = _look_up(self.corpus.slug)
        self.bearer = {"Authorization": f"Bearer {self.corpus.token}"}
        self.ports = {name: free_port() for name in ("bare", "web", "serve")}
        self.running: dict[str, psutil.Process] = {}
        os.environ["USHER_SMTP_PORT"] = "0"
        self._start("bare", _granian(self.ports["bare"]), "/", _bare_environment(self.organization_id))
        self._start("web", ["usher.cli", "web", "--port", str(self.ports["web"])], "/accounts/login/")
        self._start("serve", ["usher.cli", "serve", "--port", str(self.ports["serve"])], "/healthz")
        self.postgres = postgres()
        return self

    def __exit__(self, *error: Any) -> None:
        self.stack.__exit__(*error)

    def _start(self, name: str, command: list[str], path: str, environment: dict[str, str] | None = None) -> None:
        self.running[name] = self.stack.enter_context(server(command, self.ports[name], path, environment))

    def measure(self, title: str, name: str, request: load.Request, *, requests: int = 0, base: float = 0) -> float:
        """Warm up, run, print a line; returns the server's CPU milliseconds per request."""
        load.run(self.ports[name], request, requests=60, clients=self.clients)
        before, database = cpu(self.running[name]), sum(cpu(each) for each in self.postgres)
        count = requests or self.requests
        answers = load.run(self.ports[name], request, requests=count, clients=self.clients)
        spent = (cpu(self.running[name]) - before) / count * 1000
        stored = (sum(cpu(each) for each in self.postgres) - database) / count * 1000
        ratio = f"{spent / base:5.2f}×" if base else "      "
        failed = f"  {answers.failed} FAILED" if answers.failed else ""
        print(
            f"{title:<34}{answers.per_second:8.0f}/s {answers.median_ms:8.1f} {answers.p95_ms:8.1f}"
            f" {spent:9.2f} {stored:9.2f} {ratio} {answers.size / 1000:8.1f}{failed}",
            flush=True,
        )
        return spent


def heading(text: str) -> None:
    print(f"\n{text}\n{'':<34}{'':>10} {'median':>8} {'p95 ms':>8} {'cpu ms':>9} {'pg ms':>9} {'ratio':>6} {'kB':>8}")


def lists(bench: Bench) -> None:
    """A list of fifty: the bare limit, the API under both servers, the HTML."""
    heading(f"List of 50 of {bench.corpus.tickets:,} tickets, {bench.clients} clients")
    limit = bench.measure("bare ASGI + asyncpg + msgspec", "bare", load.get("/"))
    bench.measure("API, usher web", "web", load.get(LIST, bench.bearer), base=limit)
    bench.measure("API, usher serve", "serve", load.get(LIST, bench.bearer), base=limit)
    bench.measure("API, by priority", "web", load.get(f"{LIST}&sortBy=priority", bench.bearer), base=limit)
    bench.measure(
        "API, search of two words", "web", load.get("/api/tickets?search=printer+warehouse", bench.bearer), base=limit
    )
    page = f"/{bench.corpus.slug}/inbox/open"
    bench.measure("HTML, usher web", "web", load.get(page, bench.cookie), base=limit)
    bench.measure("HTML, usher serve", "serve", load.get(page, bench.cookie), base=limit)


def pages(bench: Bench) -> None:
    """One ticket: by the API and as a page."""
    heading("One ticket")
    bench.measure("API, usher web", "web", load.get(f"/api/tickets/{bench.tickets[0].pk}", bench.bearer))
    bench.measure(
        "HTML, usher web", "web", load.get(f"/{bench.corpus.slug}/tickets/{bench.tickets[0].number}", bench.cookie)
    )


def creating(bench: Bench) -> None:
    """Tickets opened by the API, eight clients."""
    heading("Create by API, with a worker running")

    def body(number: int) -> bytes:
        return b'{"subject": "Bench %d", "description": "It does not start.", "priority": "high"}' % number

    bench.clients = 8
    bench.measure("POST /api/tickets, usher web", "web", load.post(["/api/tickets"], body, bench.bearer))
    addresses = [f"/api/tickets/{ticket.pk}/comments" for ticket in bench.tickets]
    comment = load.post(addresses, lambda number: b'{"body": "Comment %d", "isInternal": true}' % number, bench.bearer)
    bench.measure("POST comment, usher web", "web", comment)


def mails(bench: Bench) -> None:
    """Mails taken into the ledger and settled into tickets, by one process, one after the other."""
    from django.utils import timezone

    from usher.base.tenancy import entered
    from usher.mail.incoming.ledger import Delivery, take
    from usher.mail.jobs import settle
    from usher.mail.models import IncomingMail, Mailbox
    from usher.mail.models.incoming import State

    now, mark = timezone.now(), timezone.now().timestamp()
    logging.getLogger("usher").setLevel(logging.CRITICAL)  # the cap on automatic answers speaks up, as it should
    with entered(bench.organization_id):
        box, _ = Mailbox.objects.get_or_create(address="bench@usher.example", defaults={"created_at": now})
    began = time.perf_counter()
    for number in range(MAILS):
        with entered(bench.organization_id):
            take(box, _mail(number, mark), Delivery("pipe"), at=now)
    taken = time.perf_counter() - began
    began = time.perf_counter()
    while True:
        settle(organization_id=bench.organization_id, mailbox_id=box.pk)
        with entered(bench.organization_id):
            waiting = IncomingMail.objects.filter(mailbox=box, state=State.RECEIVED).count()
        if not waiting:
            break
    settled = time.perf_counter() - began
    print(f"\nMails in: stored {MAILS / taken:.0f}/s, settled into tickets {MAILS / settled:.0f}/s, "
          f"both {MAILS / (taken + settled):.0f}/s in one process")  # fmt: skip


def _mail(number: int, mark: float) -> bytes:
    message = EmailMessage()
    message["From"] = f"Sender {number} <sender{number % 50}@company{number % 20}.example>"
    message["To"] = "bench@usher.example"
    message["Subject"] = f"Order {number} arrived damaged"
    message["Message-ID"] = f"<{mark}.{number}@bench.example>"
    message.set_content("Hello,\n\nthe box was open.\n\nKind regards\n")
    message.add_alternative("<p>Hello,</p><p>the box was open.</p><p>Kind regards</p>", subtype="html")
    return message.as_bytes()


ALL: dict[str, Callable[[Bench], None]] = {"lists": lists, "pages": pages, "creating": creating, "mails": mails}


def _granian(port: int) -> list[str]:
    return ["granian", "--interface", "asgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws", "--log-level", "error",
            "bench.bare:app"]  # fmt: skip


def _bare_environment(organization_id: int) -> dict[str, str]:
    from usher.tickets.representation import select

    rows = (
        "SELECT * FROM tickets_ticket t WHERE t.organization_id = $1 AND t.deleted_at IS NULL AND t.status = 'open'"
        " ORDER BY t.created_at DESC, t.id DESC LIMIT 50"
    )
    return {
        "BENCH_SQL": select(rows, order="t.created_at DESC, t.id DESC", whole=False),
        "BENCH_ORGANIZATION": str(organization_id),
    }


def _look_up(slug: str) -> tuple[int, dict[str, str], list[Any]]:
    from django.test import Client

    from usher.base.tenancy import entered
    from usher.organizations.queries import organization_id_of
    from usher.people.models import Member
    from usher.tickets.models import Ticket

    organization_id = organization_id_of(slug)
    assert organization_id is not None
    with entered(organization_id):
        member = Member.objects.select_related("user").filter(role__key="admin").first()
        tickets = list(Ticket.objects.filter(status="in_progress", response_count__lt=10).order_by("id")[:TICKETS])
    assert member and len(tickets) == TICKETS
    client = Client()
    client.force_login(member.user)
    return organization_id, {"Cookie": f"sessionid={client.cookies['sessionid'].value}"}, tickets
