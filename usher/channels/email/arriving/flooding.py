"""One sender who writes without end stops at a number that no person and no busy system reaches."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Q

from usher.base.refusals import Refused
from usher.mail.models import IncomingMail
from usher.mail.models.incoming import DISOWNED

MOST = 1000  # mails of one sender that are applied in an hour
WINDOW = timedelta(hours=1)

_counted: Counter[tuple[int, str, bool]] = Counter()
_hour: list[datetime] = []


class Flood(Refused):
    """Set aside, not lost: tried again later, it is applied."""

    code = "mail_flood"


def refuse_flood(mail: IncomingMail, sender: str, at: datetime) -> None:
    """Raise Flood for what is beyond the limit. Counted here, and asked of the ledger only once the limit seems reached.

    Mail that had lain on the server for days was not sent in this hour.
    """
    if mail.is_old:
        return
    if not _hour or at - _hour[0] > WINDOW:
        _counted.clear()
        _hour[:] = [at]
    # Forged mails are counted by themselves: else a flood of them would keep out whose name they bear.
    key = mail.organization_id, sender, mail.is_disowned
    _counted[key] += 1
    if _counted[key] <= MOST:
        return
    hour = IncomingMail.objects.filter(sender=sender, settled_at__gt=at - WINDOW)
    disowned = Q(authentication__contains=DISOWNED)
    if hour.exclude(ticket_id=None).filter(disowned if mail.is_disowned else ~disowned).count() >= MOST:
        raise Flood(f"{sender} sent more than {MOST} mails within an hour. Stop it there, then try again here.")
