"""What somebody should look at soon, counted for every page of those who may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from usher.base.tenancy import remembered
from usher.mail.models import IncomingMail, Mailbox, Recipient
from usher.mail.models.incoming import State
from usher.mail.queries import TROUBLE, is_stopped

ALARMING = timedelta(days=7)  # older trouble stays in its list, but alarms nobody any more


@dataclass(frozen=True, slots=True)
class Alarms:
    """Recipients who surely or perhaps did not get their mail, and messages that were set aside, of the last days."""

    undelivered: int
    quarantined: int
    stopped: int = 0  # mailboxes that are neither read nor answered

    @property
    def total(self) -> int:
        return self.undelivered + self.quarantined + self.stopped


@dataclass(frozen=True, slots=True)
class Stopped:
    """A mailbox that brings nothing any more; `needs_sign_in`: until a person connects it with its provider again."""

    mailbox_id: int
    address: str
    needs_sign_in: bool


def alarms(at: datetime) -> Alarms:
    """The alarms of the organization; two queries, both by index, and one that is remembered."""
    since = at - ALARMING
    undelivered = Recipient.objects.filter(state__in=TROUBLE, settled_at__gte=since).count()
    quarantined = IncomingMail.objects.filter(state=State.QUARANTINED, received_at__gte=since).count()
    return Alarms(undelivered, quarantined, len(stopped_mailboxes()))


@remembered(seconds=3)
def stopped_mailboxes() -> Sequence[Stopped]:
    """Active mailboxes that are not read: refused by their provider, or without a successful look for ten minutes."""
    at = timezone.now()
    return tuple(
        Stopped(box.pk, box.address, box.oauth_refused_at is not None)
        for box in Mailbox.objects.filter(is_active=True).order_by("address")
        if box.oauth_refused_at or is_stopped(box, at)
    )
