"""What became of a reply on its way, per recipient."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from usher.mail.models import Recipient
from usher.mail.models.outgoing import RecipientState

# The states in which a person may decide to send once more.
RESENDABLE = (RecipientState.FAILED, RecipientState.BOUNCED, RecipientState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One recipient: `state` is queued, sending, accepted, bounced, failed or unknown; `detail` what the other side said."""

    id: int
    address: str
    state: str
    detail: str

    @property
    def is_resendable(self) -> bool:
        return self.state in RESENDABLE


def deliveries_of(message_ids: Iterable[int]) -> Mapping[int | None, Sequence[Delivery]]:
    """The deliveries of these ticket messages, by message; one query."""
    found: dict[int | None, list[Delivery]] = defaultdict(list)
    rows = Recipient.objects.filter(mail__message_key__in=list(message_ids), mail__purpose="reply").order_by("id")
    for key, pk, address, state, detail in rows.values_list("mail__message_key", "id", "address", "state", "detail"):
        found[key].append(Delivery(pk, address, state, detail))
    return found
