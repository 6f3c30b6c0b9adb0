"""Webhooks and their deliveries as the API shows them."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.paging import Pagination
from usher.api.tickets.searching import Condition
from usher.webhooks.models import Delivery, Webhook

WebhookName = Annotated[str, Meta(min_length=1, max_length=120, examples=["Warehouse"])]
Url = Annotated[str, Meta(min_length=1, max_length=2000, examples=["https://example.com/hooks/usher"])]
EventNames = Annotated[
    list[Annotated[str, Meta(max_length=60)]],
    Meta(max_length=100, description="Names from /api/webhook-events; none: all", examples=[["ticket.opened"]]),
]
Internal = Annotated[bool, Meta(description="Internal tickets and the text of notes too; off unless you mean it")]


class WebhookShape(msgspec.Struct, rename="camel", frozen=True, kw_only=True):
    """An address that hears of events. `switchedOffBecause` is Usher's own reason, where it switched it off."""

    id: int
    name: str
    url: str
    events: list[str]
    condition: Any
    includes_internal: bool
    is_active: bool
    switched_off_because: str | None
    failing_since: datetime | None
    last_success_at: datetime | None
    created_by_name: str
    created_at: datetime


class NewWebhookShape(WebhookShape, rename="camel", frozen=True, kw_only=True):
    """A webhook with the secret that its requests are signed with."""

    secret: Annotated[str, Meta(description="Told now and never again", examples=["whsec_…"])]


class SecretShape(msgspec.Struct, frozen=True):
    """A new secret; for a day the old one signs too."""

    secret: str


class WebhookPage(msgspec.Struct, frozen=True):
    """A page of webhooks."""

    webhooks: list[WebhookShape]
    pagination: Pagination


class EventNamesShape(msgspec.Struct, frozen=True):
    """What webhooks can hear of."""

    events: list[str]


class AttemptShape(msgspec.Struct, rename="camel", frozen=True):
    """One try: the status that came back (null: none did), the beginning of the answer or why there was none."""

    at: datetime
    status: int | None
    detail: str
    milliseconds: int


class DeliveryShape(msgspec.Struct, rename="camel", frozen=True):
    """One event for one webhook: state is waiting, delivered or failed; body is what is signed."""

    id: int
    message_id: str
    event: str
    subject_type: str | None
    subject_id: int | None
    state: str
    status: int | None
    attempt_count: int
    next_attempt_at: datetime | None
    created_at: datetime
    settled_at: datetime | None
    body: str
    attempts: list[AttemptShape]


class DeliveryPage(msgspec.Struct, frozen=True):
    """A page of deliveries."""

    deliveries: list[DeliveryShape]
    pagination: Pagination


class NewWebhook(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A new webhook. A condition needs events of tickets only."""

    name: WebhookName
    url: Url
    events: EventNames = []
    condition: Condition = None
    includes_internal: Internal = False
    is_active: bool = True


class WebhookChanges(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Any subset; isActive true switches on what Usher switched off."""

    name: WebhookName | UnsetType = UNSET
    url: Url | UnsetType = UNSET
    events: EventNames | UnsetType = UNSET
    condition: Condition | UnsetType = UNSET
    includes_internal: Internal | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET


NewWebhookBody = Annotated[
    NewWebhook,
    MediaTypeMetadata(
        example={
            "name": "Warehouse", "url": "https://example.com/hooks/usher", "events": ["ticket.opened", "ticket.replied"],
            "condition": {"field": "priority", "operator": "in", "value": ["high", "urgent"]},
        }
    ),
]  # fmt: skip
WebhookChangesBody = Annotated[WebhookChanges, MediaTypeMetadata(example={"isActive": False})]


def shape(row: Webhook) -> WebhookShape:
    """The webhook, without its secret."""
    return WebhookShape(**_fields(row))


def shape_with_secret(row: Webhook, secret: str) -> NewWebhookShape:
    """The webhook as its maker sees it once."""
    return NewWebhookShape(secret=secret, **_fields(row))


def _fields(row: Webhook) -> dict[str, Any]:
    names = ("id", "name", "url", "condition", "includes_internal", "is_active", "failing_since", "last_success_at")
    told = {name: getattr(row, name) for name in (*names, "created_by_name", "created_at")}
    return told | {"events": list(row.events), "switched_off_because": row.switched_off_because or None}


def delivery_shape(row: Delivery) -> DeliveryShape:
    """The delivery with its attempts (prefetched), the first one first."""
    attempts = sorted(row.attempts.all(), key=lambda attempt: attempt.pk)
    return DeliveryShape(
        row.pk, row.message_id, row.event_name, row.subject_type or None, row.subject_id, row.state, row.status,
        row.attempt_count, row.next_attempt_at, row.created_at, row.settled_at, row.body,
        [AttemptShape(each.at, each.status, each.detail, each.milliseconds) for each in attempts],
    )  # fmt: skip
