"""Collect what a transaction changed and say it once, after the commit."""

import logging

from django.db import connection, transaction

from usher.base.tenancy import current_id
from usher.realtime.hearing import tell_hearers
from usher.realtime.topics import CHANNEL, payload

log = logging.getLogger(__name__)


def publish(*topics: str) -> None:
    """Tell open pages of the organization we are in that these topics changed, if and when the transaction commits.

    One notification per transaction and organization: PostgreSQL serialises the commits of transactions that notify.
    For the same reason it is sent in a transaction of its own. A hint lost in a crash costs nothing: pages ask again
    when their stream reconnects. Call it from a verb, never from the steps of a bulk job.
    """
    organization_id = current_id()
    for _, function, *_ in connection.run_on_commit:
        if isinstance(function, _Hint) and function.organization_id == organization_id:
            function.topics.update(topics)
            return
    transaction.on_commit(_Hint(organization_id, topics))


class _Hint:
    """The topics of one transaction; called by Django after the commit, dropped with a rollback."""

    def __init__(self, organization_id: int, topics: tuple[str, ...]) -> None:
        self.organization_id = organization_id
        self.topics = set(topics)

    def __call__(self) -> None:
        tell_hearers(self.organization_id, self.topics)
        text = payload(self.organization_id, self.topics)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, text])
        except Exception:
            # The change is committed: its author must not see an error because a page elsewhere is late.
            log.warning("a hint to open pages was not sent; what was saved is kept: %s", text, exc_info=True)
