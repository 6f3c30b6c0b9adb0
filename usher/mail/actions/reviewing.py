"""Somebody unknown wrote, and a member decides whether they may."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.events.bus import record
from usher.mail import jobs
from usher.mail.models import IncomingMail, Mailbox
from usher.mail.models.incoming import DISOWNED, State
from usher.mail.queries import mailboxes
from usher.people.actions import contact_for
from usher.people.actors import Actor
from usher.people.domains import domain_of, problem_with

ACCEPTED = "mail.accepted"  # sender, subject; domain, if all of it is welcome now
DISMISSED = "mail.dismissed"  # sender, subject


class NotWaiting(Refused):
    """Somebody else has decided about it, or it never waited."""

    code = "mail_not_waiting"


@transaction.atomic
def accept(mail: IncomingMail, *, by: Actor, at: datetime, always: bool = False) -> int:
    """Make the sender a contact and apply what waits of theirs in this mailbox; returns how many mails that are.

    With `always` the mailbox lets in everybody of the sender's domain from now on; refused for domains where anybody
    can have an address.
    """
    row = _waiting(mail)
    domain = domain_of(row.sender) if always else ""
    if domain and (problem := problem_with(domain)):
        raise Invalid({"always": problem})
    contact_for(email=row.sender, name="", by=by, at=at)
    rows = IncomingMail.objects.filter(mailbox=row.mailbox_id, awaits_review=True)
    rows = rows.filter(sender__endswith=f"@{domain}") if domain else rows.filter(sender=row.sender)
    # Who is let in is the sender; a mail that only claims to be theirs is taken if it is this very one.
    found = {row.pk, *rows.exclude(authentication__contains=DISOWNED).values_list("pk", flat=True)}
    count: int = IncomingMail.objects.filter(pk__in=found).update(
        state=State.RECEIVED, awaits_review=False, reason="", attempts=0, next_attempt_at=None, settled_at=None
    )
    if row.is_disowned:  # else it would wait again
        IncomingMail.objects.filter(pk=row.pk).update(is_wanted=True)
    if domain:
        _welcome(row.mailbox_id, domain)
    data = {"sender": row.sender, "subject": row.subject, **({"domain": domain} if domain else {})}
    record(ACCEPTED, row, by=by, at=at, data=data)
    jobs.settle_soon(row.mailbox)
    return count


@transaction.atomic
def dismiss(mail: IncomingMail, *, by: Actor, at: datetime) -> None:
    """Leave it in the ledger, without a ticket and out of the list; nobody is told."""
    row = _waiting(mail)
    row.awaits_review, row.reason = False, f"From somebody unknown; dismissed by {by.name}."
    row.save(update_fields=["awaits_review", "reason"])
    record(DISMISSED, row, by=by, at=at, data={"sender": row.sender, "subject": row.subject})


def _waiting(mail: IncomingMail) -> IncomingMail:
    row = IncomingMail.objects.select_for_update(of=("self",)).select_related("mailbox").get(pk=mail.pk)
    if not row.awaits_review:
        raise NotWaiting("This message does not wait for a review; somebody may have decided already.")
    return row


def _welcome(mailbox_id: int, domain: str) -> None:
    mailbox = Mailbox.objects.select_for_update().get(pk=mailbox_id)
    if domain not in mailbox.welcome_domains:
        mailbox.welcome_domains = sorted([*mailbox.welcome_domains, domain])
        mailbox.save(update_fields=["welcome_domains"])
        mailboxes.forget()
