"""The outbox: a finished message waits here, for each of its recipients, until its fate is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from usher.base.text import one_line
from usher.mail import jobs
from usher.mail.models import Mailbox, OutgoingMail, Recipient, Suspension
from usher.mail.models.outgoing import RecipientState
from usher.mail.outgoing.dkim_signing import signed
from usher.mail.outgoing.settling import announce_undelivered
from usher.mail.outgoing.suspending import NOT_SENT, suspended
from usher.mail.outgoing.verp import return_path
from usher.mail.secrets import signing_key


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that is complete: its bytes never change again, whatever happens on the way."""

    purpose: str  # reply, acknowledgement, notice, account
    message_id: str
    subject: str
    content: bytes
    recipients: Sequence[str]
    ticket_id: int | None = None
    message_key: int | None = None


@transaction.atomic
def queue(letter: Letter, *, mailbox: Mailbox, at: datetime, send_at: datetime | None = None) -> OutgoingMail:
    """Put a letter into the outbox together with the job that sends it, not before `send_at`.

    To suspended addresses it is not sent, which is told like any other failure. A second letter of the same purpose for
    the same message is an IntegrityError: ask `is_queued` first.
    """
    mail: OutgoingMail = OutgoingMail.objects.create(
        mailbox=mailbox, purpose=letter.purpose, ticket_id=letter.ticket_id, message_key=letter.message_key,
        message_id=letter.message_id, subject=one_line(letter.subject, 500),
        content=signed(letter.content, mailbox),
        created_at=at, send_at=send_at or at,
    )  # fmt: skip
    mail.envelope_from = mailbox.address
    if mailbox.takes_details:
        mail.envelope_from = return_path(mailbox=mailbox.address, mail_id=mail.pk, key=signing_key())
    mail.save(update_fields=["envelope_from"])
    addresses = list(dict.fromkeys(address.strip().lower() for address in letter.recipients))
    not_sent = suspended(addresses)
    rows = [_recipient(mail, address, not_sent.get(address), at) for address in addresses]
    Recipient.objects.bulk_create(rows)
    if not_sent:
        announce_undelivered(mail, [row for row in rows if row.address in not_sent], at)
    if len(not_sent) < len(rows):
        jobs.send_soon(mail, mail.send_at)
    return mail


def _recipient(mail: OutgoingMail, address: str, suspension: Suspension | None, at: datetime) -> Recipient:
    if suspension is None:
        return Recipient(mail=mail, address=address, next_attempt_at=mail.send_at)
    detail = NOT_SENT.format(address=address, reason=suspension.reason or "unknown")
    return Recipient(mail=mail, address=address, state=RecipientState.FAILED, detail=detail, settled_at=at)


def is_queued(purpose: str, message_key: int) -> bool:
    """Whether a letter of this purpose for this message is in the outbox already."""
    return bool(OutgoingMail.objects.filter(purpose=purpose, message_key=message_key).exists())
