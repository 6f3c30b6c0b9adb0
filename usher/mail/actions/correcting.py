"""A mail that did not reach somebody goes to another address of theirs."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from usher.base.refusals import Invalid
from usher.events.bus import Author, record
from usher.mail import jobs
from usher.mail.models import Recipient
from usher.mail.models.outgoing import RecipientState
from usher.mail.outgoing.again import AGAIN, NotAgain, refuse_stopped
from usher.mail.outgoing.header_lines import can_be_written


@transaction.atomic
def correct(recipient: Recipient, *, address: str, by: Author, at: datetime) -> Recipient:
    """Send the same bytes to `address` instead; returns its recipient. The wrong one keeps what is known of it.

    Refuses recipients that wait or have it, what is no address, and an address that the mail went to already.
    """
    address = address.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Invalid({"address": "Write an address like carl@example.com."}) from error
    if not can_be_written(address):
        raise Invalid({"address": "No mail can be sent to such an address."})
    row = Recipient.objects.select_for_update(of=("self",)).select_related("mail").get(pk=recipient.pk)
    if row.state not in AGAIN:
        label = RecipientState(row.state).label.lower()
        raise NotAgain(f"The message to {row.address} is {label}; there is nothing to correct.")
    if Recipient.objects.filter(mail=row.mail, address=address).exists():
        raise Invalid({"address": "This mail went to that address already."})
    refuse_stopped(address, at)
    made: Recipient = Recipient.objects.create(mail=row.mail, address=address, next_attempt_at=at)
    row.state, row.detail, row.settled_at = RecipientState.CANCELLED, f"Sent to {address} instead. {row.detail}"[:400], at
    row.save(update_fields=["state", "detail", "settled_at"])
    row.mail.send_at = at  # patience begins anew
    row.mail.save(update_fields=["send_at"])
    record("mail.redirected", row.mail, by=by, at=at, data={"from": row.address, "to": address})
    jobs.send_soon(row.mail, at)
    return made
