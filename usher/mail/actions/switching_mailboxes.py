"""Mailboxes are switched off, never deleted: their ledger stays."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Refused
from usher.events.bus import Author, record
from usher.mail import jobs
from usher.mail.actions.mailbox_fields import ELSEWHERE, is_used_elsewhere
from usher.mail.models import Mailbox, OutgoingMail, Recipient
from usher.mail.models.outgoing import RecipientState


class AddressTaken(Refused):
    """Mail that comes by SMTP is given to the owner of its address, so there can be one only."""

    code = "address_taken"


@transaction.atomic
def deactivate(mailbox: Mailbox, *, by: Author, at: datetime) -> None:
    """Nothing is fetched, taken or sent any more; what waits to leave is held."""
    if Mailbox.objects.filter(pk=mailbox.pk, is_active=True).update(is_active=False):
        record("mailbox.deactivated", mailbox, by=by, at=at, data={"address": mailbox.address})


@transaction.atomic
def activate(mailbox: Mailbox, *, by: Author, at: datetime) -> None:
    """Fetch, take and send again; what was held leaves now. Refuses an address that another organization has by now."""
    if is_used_elsewhere(mailbox.address):
        raise AddressTaken(ELSEWHERE)
    if Mailbox.objects.filter(pk=mailbox.pk, is_active=False).update(is_active=True):
        record("mailbox.activated", mailbox, by=by, at=at, data={"address": mailbox.address})
        release_held(mailbox, at)


def release_held(mailbox: Mailbox, at: datetime) -> None:
    """Queue what waited for the mailbox to be able to send."""
    held = Recipient.objects.filter(mail__mailbox=mailbox, state=RecipientState.QUEUED, next_attempt_at=None)
    mails = list(OutgoingMail.objects.filter(pk__in=held.values("mail_id")).order_by("id"))
    held.update(next_attempt_at=at)
    for mail in mails:
        jobs.send_soon(mail, at)
