"""Our own SMTP port (RFC 5321): mail servers hand mail to us directly, and 250 means that it is committed."""

import asyncio
import logging
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from ipaddress import ip_address
from typing import Any, ClassVar
from urllib.parse import urlsplit

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import connection
from django.utils import timezone

from usher.base.tenancy import entered
from usher.mail.incoming.classify.answerable import without_detail
from usher.mail.incoming.ledger import BETWEEN, Delivery, take
from usher.mail.models import Mailbox

log = logging.getLogger(__name__)
logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells every command

LARGEST = 50 * 1024 * 1024  # bytes, announced as SIZE (RFC 1870)
LONGEST_LINE = 1024 * 1024  # bytes
MOST_RECIPIENTS = 100  # RFC 5321 §4.5.3.1.8
MOST_SESSIONS = 50  # open at a time
MOST_OF_ONE = 25  # of them from one address; a relay keeps up to twenty open (Postfix)
AGAIN = 30.0  # seconds before a taken port is tried again
NOT_HERE = "550 5.1.1 There is no such mailbox here, and this server passes nothing on"
TOO_MANY = b"421 4.7.0 Too many connections, try again later\r\n"
OUR_FAULT = "451 4.3.0 The message could not be stored now; please send it again later"


class Receiver:
    """Takes mail for our mailboxes only, with or without a detail after a plus sign."""

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accept the recipient if it is one of our active mailboxes."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients in one message"
        try:
            places = await asyncio.to_thread(closing, places_of, address)
        except Exception:
            log.exception("could not look up a recipient")
            return OUR_FAULT
        if not places:
            return NOT_HERE
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Store the message for each recipient's mailbox; answers only after the commit."""
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape")
        try:
            came = Delivery("smtp", envelope.mail_from or "", client_ip=_client_of(session), helo=session.host_name or "")
            await asyncio.to_thread(closing, store, raw, came, list(envelope.rcpt_tos))
        except Exception:
            log.exception("a message that came by SMTP could not be stored")
            return OUR_FAULT
        return "250 2.0.0 OK, stored"


def places_of(address: str) -> list[tuple[int, int]]:
    """(organization, mailbox) of every active mailbox with this address."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organization_id, mailbox_id FROM mailboxes_by_address(%s)", [without_detail(address)])
        return list(cursor.fetchall())


def store(raw: bytes, came: Delivery, recipients: list[str]) -> None:
    """Put the message into the ledger of each mailbox it came to; safe to repeat after a failure in between.

    Of several addresses of one mailbox all are kept, those with a detail first: each may be a signed reply address.
    """
    targets: dict[tuple[int, int], list[str]] = {}
    for address in sorted(dict.fromkeys(recipients), key=lambda each: "+" not in each):
        for place in places_of(address):
            targets.setdefault(place, []).append(address)
    for (organization_id, mailbox_id), addresses in targets.items():
        with entered(organization_id):
            mailbox = Mailbox.objects.get(pk=mailbox_id)
            take(mailbox, raw, replace(came, envelope_to=BETWEEN.join(addresses)), at=timezone.now())


def _client_of(session: Session) -> str:
    """The address of the host that speaks to us; nothing over a socket that has none."""
    return str(session.peer[0]) if isinstance(session.peer, tuple) and session.peer else ""


def listen(stop: threading.Event) -> None:
    """Run the port until told to end; a loop of the worker. USHER_SMTP_PORT=0 switches it off."""
    if not settings.USHER_SMTP_PORT:
        stop.wait()
        return
    host, port = settings.USHER_SMTP_HOST, settings.USHER_SMTP_PORT
    told = (
        f"mail cannot be received by SMTP at {host}:{port} (%s); everything else runs. Stop what holds the port, or set "
        "USHER_SMTP_PORT to another one, or to 0 for none."
    )
    asyncio.run(serve(lambda: asyncio.get_running_loop().create_server(_session, host=host, port=port), told, stop))


async def serve(opened: Callable[[], Awaitable[asyncio.AbstractServer]], told: str, stop: threading.Event) -> None:
    """Keep a port open until told to end; one that cannot be had is said (`told`, with the reason) and tried again."""
    server = None
    while server is None:
        try:
            server = await opened()
        except OSError as error:
            log.error(told, error.strerror or error)
            if await asyncio.to_thread(stop.wait, AGAIN):
                return
    async with server:
        await asyncio.to_thread(stop.wait)


class Bounded(SMTP):
    """Takes lines longer than RFC 5321 allows: programs send them, and refusing would lose the mail. Cuts who never ends.

    aiosmtpd keeps a line until it ends, also one that was found too long: without an end, it takes all memory there is.
    So does who connects without an end: beyond MOST_SESSIONS, and MOST_OF_ONE of one address, others come later.
    """

    line_length_limit = LONGEST_LINE
    sessions: ClassVar[Counter[str]] = Counter()  # open ones of this server by client; "" is this machine
    client: str | None = None  # as it is counted; None for one that was turned away
    unanswered = 0  # bytes since we last said something

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet, or turn away one too many."""
        client = _counted_as(transport.get_extra_info("peername"))
        is_one_too_many = self.sessions.total() >= MOST_SESSIONS or (client and self.sessions[client] >= MOST_OF_ONE)
        if is_one_too_many and isinstance(transport, asyncio.Transport):
            transport.write(TOO_MANY)
            transport.close()
            return
        self.client = client
        self.sessions[client] += 1
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Make room for another one."""
        if self.client is None:
            return
        self.sessions[self.client] -= 1
        if not self.sessions[self.client]:
            del self.sessions[self.client]
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        """Pass on what came, up to twice the largest message: until there a message that is too large is answered."""
        self.unanswered += len(data)
        if self.unanswered > 2 * LARGEST and isinstance(self.transport, asyncio.Transport):
            self.transport.abort()
        else:
            super().data_received(data)

    async def push(self, status: Any) -> None:
        """Answer."""
        self.unanswered = 0
        await super().push(status)


def _counted_as(peer: Any) -> str:
    """The address of a host elsewhere; nothing for this machine, whose programs share one limit only."""
    host = str(peer[0]) if isinstance(peer, tuple) and peer else ""
    return "" if not host or ip_address(host).is_loopback else host


def _session() -> SMTP:
    return Bounded(Receiver(), data_size_limit=LARGEST, enable_SMTPUTF8=True, decode_data=False, hostname=hostname())


def hostname() -> str:
    """The name by which we greet."""
    return urlsplit(settings.USHER_URL).hostname or "localhost"


def closing(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call with a database connection of this thread that is given back afterwards."""
    try:
        return function(*arguments)
    finally:
        connection.close()
