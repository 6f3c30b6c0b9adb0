"""/api/mail/days: the balance of the ledger by day."""

from datetime import date, timedelta
from typing import Annotated

import msgspec
from dmr import modify
from msgspec import Meta

from usher.api.fields import Id
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import require_scope
from usher.mail.queries import balance

MOST_DAYS = 366


class LedgerDay(msgspec.Struct, frozen=True):
    """One day (UTC) on which something came: total = received + applied + ignored + quarantined."""

    day: date
    total: int
    received: Annotated[int, Meta(description="Stored, to be read")]
    applied: int
    ignored: int
    quarantined: int


class LedgerDays(msgspec.Struct, frozen=True):
    """The days, newest first; those on which nothing came are left out."""

    days: list[LedgerDay]


class DaysQuery(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """How far back, and of which mailbox."""

    days: Annotated[int, Meta(ge=1, le=MOST_DAYS, description="How many days, today's among them")] = 14
    mailbox_id: Id | None = None


class MailDays(Resource):
    """The ledger by day."""

    @modify(tags=["Mail"])
    def get(self, parsed_query: Query[DaysQuery]) -> LedgerDays:
        """Count the messages of the last days by what became of them.

        Each message is counted on the day it came, in exactly one column.
        """
        require_scope(self.actor, "mailboxes")
        midnight = self.at.replace(hour=0, minute=0, second=0, microsecond=0)
        since = midnight - timedelta(days=parsed_query.days - 1)
        found = balance(since=since, mailbox_id=parsed_query.mailbox_id)
        return LedgerDays([
            LedgerDay(day.day, day.total, day.received, day.applied, day.ignored, day.quarantined) for day in found
        ])  # fmt: skip
