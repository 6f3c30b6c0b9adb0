"""A new webhook."""

from collections.abc import Mapping
from datetime import datetime
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


@transaction.atomic
def create_webhook(*, fields: Mapping[str, Any], by: Actor, at: datetime) -> tuple[Webhook, str]:
    """Tell an address of events from now on; returns the webhook and its secret, which is shown this once.

    `fields`: name, url, events (names; none: all), condition (a tree over tickets), includes_internal, is_active.
    Needs the permission to manage integrations.
    """
    require(by, "integrations")
    secret = new_secret()
    webhook = Webhook.objects.create(**checked(fields), secret=encrypt(secret), created_by_name=by.name, created_at=at)
    subscriptions.forget()
    record("webhook.created", webhook, by=by, at=at, data={"name": webhook.name, "url": webhook.url})
    return webhook, secret
