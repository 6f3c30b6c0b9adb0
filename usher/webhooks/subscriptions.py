"""Who wants to hear of what: read at every event, so remembered for seconds."""

from dataclasses import dataclass
from typing import Any

from usher.base.tenancy import remembered
from usher.webhooks.models import Webhook


@dataclass(frozen=True, slots=True)
class Subscription:
    """An active webhook."""

    id: int
    events: frozenset[str]  # empty: all
    condition: Any
    includes_internal: bool

    def wants(self, name: str) -> bool:
        return not self.events or name in self.events


@remembered()
def subscriptions() -> tuple[Subscription, ...]:
    """The active webhooks of the organization we are in."""
    rows = Webhook.objects.filter(is_active=True).order_by("pk")
    return tuple(
        Subscription(pk, frozenset(events), condition, includes)
        for pk, events, condition, includes in rows.values_list("pk", "events", "condition", "includes_internal")
    )
