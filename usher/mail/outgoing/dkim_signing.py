"""Signing a finished mail (RFC 6376): once, before it is queued, so that every attempt sends the same bytes."""

import logging
from dataclasses import dataclass

import dkim

from usher.base.secrets import Unreadable, decrypt
from usher.mail import ed25519 as _ed25519  # noqa: F401  lets dkimpy sign so
from usher.mail.models import Mailbox
from usher.mail.outgoing.dkim_keys import ed25519_record_value, ed25519_selector, record_name, record_value
from usher.mail.outgoing.header_lines import ascii_domain

log = logging.getLogger(__name__)

# Those that matter to a reader; signed as often as they are there, From once more, so that none can be added.
SIGNED = (
    b"from", b"to", b"cc", b"reply-to", b"subject", b"date", b"message-id", b"in-reply-to", b"references", b"mime-version",
    b"content-type", b"content-transfer-encoding", b"auto-submitted", b"list-unsubscribe", b"list-unsubscribe-post",
)  # fmt: skip


def signed(content: bytes, mailbox: Mailbox) -> bytes:
    """The mail with its signatures, or as it is where the mailbox signs nothing.

    A key that cannot be read (SECRET_KEY changed) or belongs to another domain keeps no mail back: it leaves unsigned.
    """
    domain = domain_of(mailbox)
    if not mailbox.dkim_domain or mailbox.dkim_domain != domain:
        return content
    lines = []
    try:
        lines = [_line(content, domain, mailbox.dkim_selector, decrypt(mailbox.dkim_key), b"rsa-sha256")]
        if mailbox.dkim_signs_ed25519 and mailbox.dkim_ed25519_key:
            selector, key = ed25519_selector(mailbox.dkim_selector), decrypt(mailbox.dkim_ed25519_key)
            lines.append(_line(content, domain, selector, key, b"ed25519-sha256"))
    except (Unreadable, dkim.DKIMException) as error:
        log.error("a mail of %s leaves without a signature that it should have: %s", mailbox.address, error)
    return b"".join([*lines, content])


def _line(content: bytes, domain: str, selector: str, key: str, way: bytes) -> bytes:
    line = dkim.sign(
        content, selector.encode(), domain.encode(), key.encode(), signature_algorithm=way,
        canonicalize=(b"relaxed", b"relaxed"), include_headers=_present(content),
    )  # fmt: skip
    return bytes(line)


@dataclass(frozen=True, slots=True)
class Record:
    """A TXT record that must be published; `way` is RSA or Ed25519."""

    way: str
    name: str
    value: str


def records_of(mailbox: Mailbox) -> list[Record]:
    """The records of the mailbox's keys, RSA first; none without a key, or with one that cannot be read."""
    selector, domain = mailbox.dkim_selector, domain_of(mailbox)
    try:
        rsa, ed25519 = decrypt(mailbox.dkim_key), decrypt(mailbox.dkim_ed25519_key)
    except Unreadable:
        return []
    found = [Record("RSA", record_name(selector, domain), record_value(rsa))] if rsa else []
    if found and ed25519:
        name = record_name(ed25519_selector(selector), domain)
        found.append(Record("Ed25519", name, ed25519_record_value(ed25519)))
    return found


def domain_of(mailbox: Mailbox) -> str:
    """The domain that signs: that of the sender's address, as DMARC wants it (RFC 7489 §3.1.1)."""
    return ascii_domain(mailbox.address.rpartition("@")[2]).lower()


def _present(content: bytes) -> list[bytes]:
    head = content.partition(b"\r\n\r\n")[0]
    names = {line.partition(b":")[0].strip().lower() for line in head.split(b"\r\n") if line[:1] not in b" \t"}
    return [name for name in SIGNED if name in names] + [b"from"]
