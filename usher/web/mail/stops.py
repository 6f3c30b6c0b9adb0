"""Why mail to an address is stopped, in words for the list, the contact and the ticket."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from usher.frame.times import exact
from usher.mail.models import Suspension
from usher.mail.outgoing.suspending import troubles


@dataclass(frozen=True, slots=True)
class Stop:
    """One address: `title` says what is stopped since when, `why` the reason; with `is_all` no mail at all goes there."""

    id: int
    address: str
    title: str
    why: str
    since: datetime
    until: datetime | None
    is_all: bool
    is_everybody: bool


def stops_of(addresses: Iterable[str], at: datetime) -> list[Stop]:
    """What is stopped for these addresses; no query for those of which nothing is known."""
    return [stop_of(row) for row in troubles(addresses, at)]


def stop_of(row: Suspension) -> Stop:
    """The row in words."""
    name = _("everybody") if row.is_everybody else row.address
    is_all = row.suspended_at is not None
    since = row.suspended_at or row.quiet_at or row.complained_at or row.changed_at
    words = {"name": name, "time": exact(since)}
    if is_all:
        title = _("No mail is sent to %(name)s since %(time)s") % words
        why = _("two mails in a row came back: %(reason)s") % {"reason": row.reason}
    else:
        title = _("Automatic mail to %(name)s is stopped since %(time)s") % words
        why = row.quiet_because
    until = None if is_all else row.quiet_until
    return Stop(row.pk, row.address, title, why, since, until, is_all, row.is_everybody)
