"""The address at which a provider hands over a mailbox's mail."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction

from usher.events.bus import Author, record
from usher.mail.incoming.hooks import PROVIDERS
from usher.mail.incoming.hooks.receiving import hash_of
from usher.mail.models import Mailbox

KEY_BYTES = 24


@transaction.atomic
def make_webhook_address(mailbox: Mailbox, *, by: Author, at: datetime) -> str:
    """A new address, shown this once: only its key's hash is kept. One that there was is worth nothing from now on."""
    row = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
    key = secrets.token_urlsafe(KEY_BYTES)
    row.webhook_key = hash_of(key)
    row.hook_error_count, row.hook_error, row.hook_error_at = 0, "", None
    row.save(update_fields=["webhook_key", "hook_error_count", "hook_error", "hook_error_at"])
    record("mailbox.webhook_address_made", row, by=by, at=at, data={"address": row.address})
    provider = PROVIDERS.get(row.webhook_provider)
    return f"{settings.USHER_URL}/mail/hooks/{key}{provider.ending if provider else ''}"
