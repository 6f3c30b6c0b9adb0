"""What somebody should look at soon, counted for every page of those who may."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from usher.mail.models import IncomingMail, Recipient
from usher.mail.models.incoming import State
from usher.mail.queries import TROUBLE

ALARMING = timedelta(days=7)  # older trouble stays in its list, but alarms nobody any more


@dataclass(frozen=True, slots=True)
class Alarms:
    """Recipients who surely or perhaps did not get their mail, and messages that were set aside, of the last days."""

    undelivered: int
    quarantined: int

    @property
    def total(self) -> int:
        return self.undelivered + self.quarantined


def alarms(at: datetime) -> Alarms:
    """The alarms of the organization; two queries, both by index."""
    since = at - ALARMING
    undelivered = Recipient.objects.filter(state__in=TROUBLE, settled_at__gte=since).count()
    quarantined = IncomingMail.objects.filter(state=State.QUARANTINED, received_at__gte=since).count()
    return Alarms(undelivered, quarantined)
