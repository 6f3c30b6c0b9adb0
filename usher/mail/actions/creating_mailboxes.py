"""A new mailbox."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from usher.events.bus import Author, record
from usher.mail.actions.mailbox_fields import checked
from usher.mail.models import Mailbox
from usher.mail.queries import mailbox_addresses, mailboxes

UNDO = 10  # seconds in which a reply through a new mailbox can be called back


@transaction.atomic
def create_mailbox(*, fields: Mapping[str, Any], by: Author, at: datetime) -> Mailbox:
    """Add a mailbox; workers begin to read it within seconds. Mail that came before `start_at` (now) stays where it is.

    `fields` are those of the model, passwords as plain text. Raises Invalid with what is wrong in each field.
    """
    values = checked(fields)
    mailbox: Mailbox = Mailbox.objects.create(**{"undo_seconds": UNDO, **values}, created_at=at)
    mailbox_addresses.forget()
    mailboxes.forget()
    record("mailbox.created", mailbox, by=by, at=at, data={"address": mailbox.address})
    return mailbox
