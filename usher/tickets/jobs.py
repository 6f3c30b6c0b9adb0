"""Tickets' jobs. Each is safe to run twice."""

from contextlib import suppress

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from usher.base.tenancy import entered

BATCH = 100  # tickets in one transaction


@app.task(name="tickets.wake_due")
def wake_due(timestamp: int) -> None:
    """Every minute: one job for each organization with a snooze that is over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tickets_to_wake()")
        organizations = [row[0] for row in cursor.fetchall()]
    for organization_id in organizations:
        with suppress(AlreadyEnqueued):  # the one of the minute before still waits for a free hand
            wake.configure(queueing_lock=f"tickets.wake {organization_id}").defer(organization_id=organization_id)


@app.task(name="tickets.wake", retry=5)
def wake(organization_id: int) -> None:
    """Wake the tickets of one organization whose time is over."""
    from usher.people.actors import SYSTEM
    from usher.tickets import actions
    from usher.tickets.models import Ticket

    found = True
    while found:
        at = timezone.now()
        with entered(organization_id), transaction.atomic():
            found = list(Ticket.objects.filter(snoozed_until__lte=at).order_by("id")[:BATCH])
            for ticket in found:
                actions.wake(ticket, by=SYSTEM, at=at, why="time")
