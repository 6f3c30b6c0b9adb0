"""A mailbox's settings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from usher.events.bus import Author, record
from usher.mail.actions import mailbox_sign_in, mailbox_webhook
from usher.mail.actions.mailbox_fields import PASSWORDS, checked
from usher.mail.actions.mailbox_sign_in import forget_tokens
from usher.mail.actions.switching_mailboxes import release_held
from usher.mail.models import Mailbox
from usher.mail.models.mailbox import WHERE
from usher.mail.queries import mailbox_addresses, mailboxes

HIDDEN = frozenset((*PASSWORDS, *mailbox_sign_in.SECRETS, *mailbox_webhook.SECRETS))


@transaction.atomic
def change_mailbox(mailbox: Mailbox, *, changes: Mapping[str, Any], by: Author, at: datetime) -> Mailbox:
    """Set the given fields and return the mailbox; an empty password keeps the one that is there.

    With another host, user, folder or start all is looked at again; what the ledger has is recognised. Mail that was
    held because nothing could leave goes out now.
    """
    row: Mailbox = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
    values = checked(changes, row=row)
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return row
    data = {name: [_shown(name, getattr(row, name)), _shown(name, value)] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(row, name, value)
    forget_tokens(row, changed)
    if any(name in changed for name in WHERE):
        row.uid_validity, row.last_uid = None, 0
    if any(name in changed for name in mailbox_webhook.NAMES):
        row.hook_error_count, row.hook_error, row.hook_error_at = 0, "", None
    row.save()
    mailbox_addresses.forget()
    mailboxes.forget()
    record("mailbox.changed", row, by=by, at=at, data=data)
    release_held(row, at)
    return row


def drafted(mailbox: Mailbox | None, changes: Mapping[str, Any]) -> Mailbox:
    """A mailbox as the changes would make it, or a new one of them; nothing is saved. Raises Invalid as the verbs do."""
    row = Mailbox.objects.get(pk=mailbox.pk) if mailbox else Mailbox()
    values = checked(changes, row=mailbox)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name, value in values.items():
        setattr(row, name, value)
    forget_tokens(row, changed)
    return row


def _shown(name: str, value: Any) -> str:
    return "•••" if name in HIDDEN else str(value)
