"""One attempt to send one outgoing mail, kill-safe at every step."""

import smtplib
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from django.db.models import Min
from django.utils import timezone

from usher.base.tenancy import entered
from usher.mail.connecting import ConnectionFailed, smtp
from usher.mail.locks import Work, alone
from usher.mail.models import Mailbox, OutgoingMail, Recipient
from usher.mail.models.outgoing import RecipientState
from usher.mail.outgoing import settling, sink
from usher.mail.outgoing.suspending import doubted
from usher.mail.outgoing.verp import return_path
from usher.mail.outgoing.wire import Answer, Fate, transmit
from usher.mail.secrets import signing_key

HELD = "The mailbox cannot send: it has no outgoing server, is deactivated or signed out. It leaves as soon as it can."
DIED = "Usher was stopped in the moment of sending."


class Withdrawn(Exception):
    """A recipient was cancelled while we were talking to the server: cut the session, nothing arrives."""


def attempt(organization_id: int, mail_id: int) -> datetime | None:
    """Try to hand the mail to the recipients that are due; returns when another attempt is due, None for never.

    Nobody else tries at the same time. Recipients are marked as being sent to just before the final dot: whoever is
    found so marked belongs to a sender that died, and becomes unknown.
    """
    with alone(Work.SENDING, mail_id) as has_it:
        if not has_it:
            return None
        with entered(organization_id):
            mail = OutgoingMail.objects.select_related("mailbox").filter(pk=mail_id).first()
            if mail is None:
                return None
            _bury_dead(mail)
            due = _due(mail)
        if due:
            _try(organization_id, mail, due)
        with entered(organization_id):
            waiting = Recipient.objects.filter(mail=mail, state=RecipientState.QUEUED)
            again: datetime | None = waiting.aggregate(Min("next_attempt_at"))["next_attempt_at__min"]
            return again


def _try(organization_id: int, mail: OutgoingMail, due: Sequence[str]) -> None:
    mailbox = mail.mailbox
    if mailbox is None or not mailbox.is_active or not mailbox.smtp_host or mailbox.is_signed_out:
        with entered(organization_id):
            Recipient.objects.filter(mail=mail, address__in=due).update(next_attempt_at=None, detail=HELD)
        return
    if mailbox.is_sink:
        with entered(organization_id):
            settling.settle(mail, sink.swallow(mail, mailbox, due, timezone.now()), timezone.now())
        return
    trouble = ""
    try:
        _converse(organization_id, mail, mailbox, due)
    except Withdrawn:
        return
    except ConnectionFailed as failure:
        trouble = str(failure)
    with entered(organization_id):
        if trouble:
            settling.settle(mail, {address: Answer(Fate.LATER, trouble) for address in due}, timezone.now())
        settling.note_health(mailbox, trouble, timezone.now())


def _converse(organization_id: int, mail: OutgoingMail, mailbox: Mailbox, due: Sequence[str]) -> None:
    """Hand the mail over, and write down what each transaction brought before the next one begins."""

    def mark(accepted: Sequence[str]) -> None:
        with entered(organization_id):
            waiting = Recipient.objects.filter(mail=mail, address__in=accepted, state=RecipientState.QUEUED)
            if waiting.update(state=RecipientState.SENDING) != len(accepted):
                raise Withdrawn

    with entered(organization_id):
        transactions = _transactions(mail, mailbox, due)
    content = bytes(mail.content)
    with smtp(mailbox) as session:
        for number, (sender, addresses) in enumerate(transactions):
            if number:
                with suppress(smtplib.SMTPException, OSError):  # `transmit` tells what is wrong with the session
                    session.rset()
            answers = transmit(session, sender=sender, recipients=addresses, content=content, about_to_hand_over=mark)
            with entered(organization_id):
                settling.settle(mail, answers, timezone.now())


def _transactions(mail: OutgoingMail, mailbox: Mailbox, due: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Envelope sender and recipients: one for all, but whose address is doubted goes alone, for its bounce to be proof."""
    alone = doubted(due) if mailbox.takes_details else frozenset()
    together = [address for address in due if address not in alone]
    found = [(mail.envelope_from, together)] if together else []
    for row in Recipient.objects.filter(mail=mail, address__in=alone).order_by("id") if alone else ():
        sender = return_path(mailbox=mailbox.address, mail_id=mail.pk, recipient_id=row.pk, key=signing_key())
        found.append((sender, [row.address]))
    return found


def _due(mail: OutgoingMail) -> list[str]:
    waiting = Recipient.objects.filter(mail=mail, state=RecipientState.QUEUED, next_attempt_at__lte=timezone.now())
    return list(waiting.order_by("id").values_list("address", flat=True))


def _bury_dead(mail: OutgoingMail) -> None:
    left = Recipient.objects.filter(mail=mail, state=RecipientState.SENDING)
    addresses = list(left.values_list("address", flat=True))
    if addresses:
        settling.settle(mail, {address: Answer(Fate.UNKNOWN, DIED) for address in addresses}, timezone.now())
