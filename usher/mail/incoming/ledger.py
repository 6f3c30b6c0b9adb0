"""Raw bytes first: a message is ours once it stands here, and only then is its source told so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from usher.mail.incoming.fingerprint import fingerprint, message_id_of
from usher.mail.models import IncomingMail, Mailbox, RawMail
from usher.mail.models.incoming import State

PARTIAL = "Larger than {limit} MB: only its header was taken. The whole message is still in the mailbox."
BETWEEN = ", "  # the addresses of one mailbox that a mail was given for


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a message came: `source` is imap, smtp, lmtp, pipe or hook; UIDs are IMAP's (RFC 9051 §2.3.1.1)."""

    source: str
    envelope_from: str = ""
    envelope_to: str = ""
    client_ip: str = ""  # of the host that gave it to our own port: its sender is checked by us
    helo: str = ""
    uid_validity: int | None = None
    uid: int | None = None
    size: int | None = None  # bytes at the source, when less was taken
    arrived_at: datetime | None = None  # when the mail server got it


def take(mailbox: Mailbox, raw: bytes, delivery: Delivery, *, at: datetime) -> IncomingMail:
    """Store the message and the job that reads it, in one transaction, and return its ledger row.

    Safe to repeat: the same UID, or the same message by the same way again, is the row that is there. A second copy
    that lies in the mailbox beside the first gets a row of its own that is ignored, so that the balance with the
    server holds. Must run inside the organization.
    """
    try:
        with transaction.atomic():
            return _known(mailbox, raw, delivery, at) or _new(mailbox, raw, delivery, at)
    except IntegrityError:  # another process stored it between our look and our write
        with transaction.atomic():
            known = _known(mailbox, raw, delivery, at)
        if known is None:
            raise
        return known


def take_all(mailbox: Mailbox, found: Sequence[tuple[bytes, Delivery]], *, at: datetime) -> None:
    """Take several messages in the transaction we are in; those that are new to us cost few statements together."""
    fresh = _unseen(mailbox, found, at)
    try:
        with transaction.atomic():
            _store(mailbox, [found[number] for number in fresh], at)
    except IntegrityError:  # another process stored one of them between our look and our write
        fresh = []
    for number, (raw, delivery) in enumerate(found):
        if number not in fresh:
            take(mailbox, raw, delivery, at=at)


def _unseen(mailbox: Mailbox, found: Sequence[tuple[bytes, Delivery]], at: datetime) -> list[int]:
    """Positions of the messages of which neither the place nor the content is known, each content once."""
    marks = [fingerprint(raw, at) for raw, _ in found]
    rows = IncomingMail.objects.filter(mailbox=mailbox)
    known = set(rows.filter(fingerprint__in=marks).values_list("fingerprint", flat=True))
    uids = [delivery.uid for _, delivery in found if delivery.uid is not None]
    validities = {delivery.uid_validity for _, delivery in found}
    placed = set(rows.filter(uid_validity__in=validities, uid__in=uids).values_list("uid", flat=True))
    fresh = []
    for number, (mark, (_, delivery)) in enumerate(zip(marks, found, strict=True)):
        if mark not in known and delivery.uid not in placed:
            known.add(mark)
            fresh.append(number)
    return fresh


def _known(mailbox: Mailbox, raw: bytes, delivery: Delivery, at: datetime) -> IncomingMail | None:
    rows = IncomingMail.objects.filter(mailbox=mailbox)
    if delivery.uid is not None:
        there = rows.filter(uid_validity=delivery.uid_validity, uid=delivery.uid).first()
        if there:
            return there
    first: IncomingMail | None = rows.filter(fingerprint=fingerprint(raw, at), duplicate_of=None).first()
    if first is None or delivery.uid is None:
        return first
    # Found by IMAP: known from another way in, or from before the server renumbered its folder …
    unplaced = rows.filter(Q(uid=None) | ~Q(uid_validity=delivery.uid_validity))
    row: IncomingMail | None = unplaced.filter(Q(pk=first.pk) | Q(duplicate_of=first)).order_by("id").first()
    if row:
        row.uid_validity, row.uid = delivery.uid_validity, delivery.uid
        row.save(update_fields=["uid_validity", "uid"])
        return row
    return _copy(first, delivery, at)  # … or a copy beside the first one


def _copy(first: IncomingMail, delivery: Delivery, at: datetime) -> IncomingMail:
    row: IncomingMail = IncomingMail.objects.create(
        mailbox_id=first.mailbox_id, source=delivery.source, uid_validity=delivery.uid_validity, uid=delivery.uid,
        fingerprint=first.fingerprint, duplicate_of=first, message_id=first.message_id, sender=first.sender,
        subject=first.subject, size=first.size, state=State.IGNORED, ticket_id=first.ticket_id, received_at=at,
        settled_at=at, reason="A second copy of a message that is already here.",
    )  # fmt: skip
    return row


def _new(mailbox: Mailbox, raw: bytes, delivery: Delivery, at: datetime) -> IncomingMail:
    return _store(mailbox, [(raw, delivery)], at)[0]


def _store(mailbox: Mailbox, found: Sequence[tuple[bytes, Delivery]], at: datetime) -> list[IncomingMail]:
    """Rows, bytes and the job that reads them."""
    rows = IncomingMail.objects.bulk_create(_row(mailbox, raw, delivery, at) for raw, delivery in found)
    RawMail.objects.bulk_create(RawMail(mail=row, content=raw) for row, (raw, _) in zip(rows, found, strict=True))
    if rows:
        from usher.mail import jobs

        jobs.settle_soon(mailbox)
    return rows


def _row(mailbox: Mailbox, raw: bytes, delivery: Delivery, at: datetime) -> IncomingMail:
    return IncomingMail(
        mailbox=mailbox, source=delivery.source, uid_validity=delivery.uid_validity, uid=delivery.uid,
        envelope_from=_storable(delivery.envelope_from), envelope_to=_storable(delivery.envelope_to),
        client_ip=_storable(delivery.client_ip), helo=_storable(delivery.helo),
        fingerprint=fingerprint(raw, at), message_id=message_id_of(raw), size=delivery.size or len(raw),
        is_partial=delivery.size is not None, arrived_at=delivery.arrived_at, received_at=at,
    )  # fmt: skip


def _storable(text: str) -> str:
    # Bytes that are no UTF-8 come from the port as lone surrogates, which the database refuses.
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:998]
