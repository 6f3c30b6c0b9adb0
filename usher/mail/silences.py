"""A mailbox that brings nothing for far longer than usual: perhaps what forwards its mail has stopped."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection

from usher.base.tenancy import current_id

LOOKED_AT = timedelta(days=28)
LEAST_HOURS = 20  # with mail, before anything is called usual
LEAST_SILENCE = timedelta(hours=12)
TIMES = 2  # as long as the longest silence of those days


def quiet_mailboxes(at: datetime) -> Mapping[int, datetime]:
    """Since when, by the mailbox's id, of those that are silent for unusually long; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH hours AS (SELECT mailbox_id, date_trunc('hour', received_at) AS hour FROM mail_incomingmail"
            " WHERE organization_id = %s AND received_at >= %s GROUP BY 1, 2),"
            " gaps AS (SELECT mailbox_id, hour, hour - lag(hour) OVER (PARTITION BY mailbox_id ORDER BY hour) AS gap"
            " FROM hours)"
            " SELECT mailbox_id, max(hour), max(gap), count(*) FROM gaps GROUP BY 1",
            [current_id(), at - LOOKED_AT],
        )
        return {
            mailbox_id: last
            for mailbox_id, last, longest, count in cursor.fetchall()
            if count >= LEAST_HOURS and at - last > max(LEAST_SILENCE, TIMES * longest)
        }
