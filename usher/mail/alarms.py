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
REFUSED = 3  # posts of a provider in a row: a single one may be anything


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
    """A mailbox that brings nothing any more; `needs_sign_in`: until a person connects it with its provider again;
    `refuses`: what its provider posts is turned away, for this reason."""

    mailbox_id: int
    address: str
    needs_sign_in: bool
    refuses: str = ""


def alarms(at: datetime) -> Alarms:
    """The alarms of the organization; two queries, both by index, and one that is remembered."""
    since = at - ALARMING
    undelivered = Recipient.objects.filter(state__in=TROUBLE, settled_at__gte=since).count()
    quarantined = IncomingMail.objects.filter(state=State.QUARANTINED, received_at__gte=since).count()
    return Alarms(undelivered, quarantined, len(stopped_mailboxes()))


@remembered(seconds=3)
def stopped_mailboxes() -> Sequence[Stopped]:
    """Active mailboxes that are not read: refused by their provider, without a successful look for ten minutes, or turning
    away all that their provider posts."""
    at = timezone.now()
    return tuple(
        Stopped(box.pk, box.address, box.oauth_refused_at is not None, box.hook_error if _refuses(box, at) else "")
        for box in Mailbox.objects.filter(is_active=True).order_by("address")
        if box.oauth_refused_at or is_stopped(box, at) or _refuses(box, at)
    )


def _refuses(box: Mailbox, at: datetime) -> bool:
    return box.hook_error_count >= REFUSED and box.hook_error_at is not None and at - box.hook_error_at < ALARMING
