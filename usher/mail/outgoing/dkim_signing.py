"""Signing a finished mail (RFC 6376): once, before it is queued, so that every attempt sends the same bytes."""

import logging

import dkim

from usher.base.secrets import Unreadable, decrypt
from usher.mail.models import Mailbox
from usher.mail.outgoing.dkim_keys import record_name, record_value
from usher.mail.outgoing.header_lines import ascii_domain

log = logging.getLogger(__name__)

# Those that matter to a reader; signed as often as they are there, From once more, so that none can be added.
SIGNED = (
    b"from", b"to", b"cc", b"reply-to", b"subject", b"date", b"message-id", b"in-reply-to", b"references", b"mime-version",
    b"content-type", b"content-transfer-encoding", b"auto-submitted", b"list-unsubscribe", b"list-unsubscribe-post",
)  # fmt: skip


def signed(content: bytes, mailbox: Mailbox) -> bytes:
    """The mail with its signature, or as it is where the mailbox signs nothing.

    A key that cannot be read (SECRET_KEY changed) or belongs to another domain keeps no mail back: it leaves unsigned.
    """
    domain = domain_of(mailbox)
    if not mailbox.dkim_domain or mailbox.dkim_domain != domain:
        return content
    try:
        key = decrypt(mailbox.dkim_key)
        line = dkim.sign(
            content, mailbox.dkim_selector.encode(), domain.encode(), key.encode(),
            canonicalize=(b"relaxed", b"relaxed"), include_headers=_present(content),
        )  # fmt: skip
    except (Unreadable, dkim.DKIMException) as error:
        log.error("a mail of %s leaves unsigned: %s", mailbox.address, error)
        return content
    return bytes(line) + content


def record_of(mailbox: Mailbox) -> tuple[str, str] | None:
    """Name and value of the TXT record that must be published; None without a key, or with one that cannot be read."""
    try:
        key = decrypt(mailbox.dkim_key)
    except Unreadable:
        return None
    return (record_name(mailbox.dkim_selector, domain_of(mailbox)), record_value(key)) if key else None


def domain_of(mailbox: Mailbox) -> str:
    """The domain that signs: that of the sender's address, as DMARC wants it (RFC 7489 §3.1.1)."""
    return ascii_domain(mailbox.address.rpartition("@")[2]).lower()


def _present(content: bytes) -> list[bytes]:
    head = content.partition(b"\r\n\r\n")[0]
    names = {line.partition(b":")[0].strip().lower() for line in head.split(b"\r\n") if line[:1] not in b" \t"}
    return [name for name in SIGNED if name in names] + [b"from"]
