"""Our own LMTP port (RFC 2033): the mail server beside us hands mail over and hears about each recipient by itself."""

import asyncio
import logging
import stat
import threading
from collections import Counter
from pathlib import Path
from typing import ClassVar

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings

from usher.mail.incoming.classify.answerable import without_detail
from usher.mail.incoming.ledger import Delivery
from usher.mail.incoming.port import LARGEST, OUR_FAULT, Bounded, Receiver, closing, hostname, serve, store

log = logging.getLogger(__name__)


class LocalReceiver(Receiver):
    """Takes the same recipients as the SMTP port; 250 for one of them means that theirs is committed."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Store the message for one mailbox after the other; an answer for each recipient, in order (RFC 2033 §4.2)."""
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape")
        came = Delivery("lmtp", envelope.mail_from or "")
        mailboxes: dict[str, list[str]] = {}
        for address in envelope.rcpt_tos:
            mailboxes.setdefault(without_detail(address), []).append(address)
        stored = {plain: await self._stored(raw, came, addresses) for plain, addresses in mailboxes.items()}
        answers = [
            f"250 2.1.5 <{address}> OK, stored" if stored[without_detail(address)] else OUR_FAULT
            for address in envelope.rcpt_tos
        ]
        return "\r\n".join(answers)

    async def _stored(self, raw: bytes, came: Delivery, addresses: list[str]) -> bool:
        try:
            await asyncio.to_thread(closing, store, raw, came, addresses)
        except Exception:
            log.exception("a message that came by LMTP could not be stored")
            return False
        return True


class _Bounded(Bounded, LMTP):
    """LMTP within the same limits, with a count of its own."""

    sessions: ClassVar[Counter[str]] = Counter()


def listen(stop: threading.Event) -> None:
    """Run the port until told to end; a loop of the worker, idle unless USHER_LMTP names a place."""
    place = settings.USHER_LMTP
    if not place:
        stop.wait()
        return
    told = f"mail cannot be received by LMTP at {place} (%s); everything else runs. Set USHER_LMTP to another place."
    asyncio.run(serve(lambda: _opened(place), told, stop))


async def _opened(place: str) -> asyncio.AbstractServer:
    loop = asyncio.get_running_loop()
    if not place.startswith("/"):
        host, _, port = place.rpartition(":")
        return await loop.create_server(_session, host=host.strip("[]"), port=int(port))
    server = await loop.create_unix_server(_session, path=place)
    # Who may hand mail over is decided by the directory: the mail server runs as a user of its own.
    Path(place).chmod(stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP | stat.S_IWGRP | stat.S_IROTH | stat.S_IWOTH)
    return server


def _session() -> LMTP:
    return _Bounded(LocalReceiver(), data_size_limit=LARGEST, enable_SMTPUTF8=True, decode_data=False, hostname=hostname())
