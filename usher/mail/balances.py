"""The whole ledger in figures: how many messages each mailbox has brought, by what became of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from usher.mail.models import IncomingMail
from usher.mail.models.incoming import State


@dataclass(frozen=True, slots=True)
class Balance:
    """Messages of one mailbox, each in exactly one of the four states; `received` ones wait to be read."""

    received: int = 0
    applied: int = 0
    ignored: int = 0
    quarantined: int = 0

    @property
    def total(self) -> int:
        return self.received + self.applied + self.ignored + self.quarantined


def balance_by_mailbox() -> Mapping[int, Balance]:
    """The balance of every mailbox that has brought anything, by its id; one query over the ledger."""
    rows = IncomingMail.objects.values_list("mailbox_id", "state").annotate(count=Count("id")).order_by()
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for mailbox_id, state, count in rows:
        found[mailbox_id][State(state).value] = count
    return {mailbox_id: Balance(**counts) for mailbox_id, counts in found.items()}
