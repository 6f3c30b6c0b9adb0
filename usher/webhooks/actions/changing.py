"""A webhook is changed, gets another secret, or goes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from usher.base.secrets import encrypt
from usher.events.bus import record
from usher.people.access import require
from usher.people.actors import Actor
from usher.webhooks.actions.fields import checked
from usher.webhooks.models import Webhook
from usher.webhooks.signing import new_secret
from usher.webhooks.subscriptions import subscriptions

OVERLAP = timedelta(hours=24)  # in which the replaced secret signs too


@transaction.atomic
def change_webhook(webhook: Webhook, *, fields: Mapping[str, Any], by: Actor, at: datetime) -> Webhook:
    """Set any of the fields. Switching it on again forgets why it was off and how long it failed."""
    require(by, "integrations")
    row = Webhook.objects.select_for_update().get(pk=webhook.pk)
    values = checked(fields, row)
    changed = {name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return row
    for name, (_, value) in changed.items():
        setattr(row, name, value)
    if row.is_active and "is_active" in changed:
        row.switched_off_because, row.failing_since, row.failure_count = "", None, 0
    row.save()
    subscriptions.forget()
    record("webhook.changed", row, by=by, at=at, data=changed)
    return row


@transaction.atomic
def replace_secret(webhook: Webhook, *, by: Actor, at: datetime) -> str:
    """A new secret, returned this once; for a day the old one signs too, so that the receiver can follow."""
    require(by, "integrations")
    row = Webhook.objects.select_for_update().get(pk=webhook.pk)
    secret = new_secret()
    row.old_secret, row.old_secret_until, row.secret = row.secret, at + OVERLAP, encrypt(secret)
    row.save(update_fields=["secret", "old_secret", "old_secret_until"])
    record("webhook.secret_replaced", row, by=by, at=at)
    return secret


@transaction.atomic
def delete_webhook(webhook: Webhook, *, by: Actor, at: datetime) -> None:
    """It goes with its log; the event stays."""
    require(by, "integrations")
    record("webhook.deleted", webhook, by=by, at=at, data={"name": webhook.name, "url": webhook.url})
    webhook.delete()
    subscriptions.forget()
