"""Tickets' jobs. Each is safe to run twice."""

from contextlib import suppress

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from usher.base.tenancy import entered
from usher.events.jobs import PATIENCE
from usher.organizations.queries import organization_ids
from usher.tickets.models import BulkChange, PendingReply

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

    size = BATCH
    while size == BATCH:
        at = timezone.now()
        with entered(organization_id):
            due = list(Ticket.objects.filter(snoozed_until__lte=at).order_by("id")[:BATCH])
            for ticket in due:
                actions.wake(ticket, by=SYSTEM, at=at, why="time")
        size = len(due)


@app.task(name="tickets.send_pending", retry=5)
def send_pending(organization_id: int, pending_id: int) -> None:
    """Send one reply whose time has come; one that was called back or planned anew is left alone."""
    from usher.tickets.actions.sending_pending import send_due

    with entered(organization_id):
        send_due(pending_id, timezone.now())


def send_pending_soon(pending: PendingReply) -> None:
    """Queue the sending of a reply for its time, in the transaction we are in."""
    job = send_pending.configure(schedule_at=pending.send_at)
    job.defer(organization_id=pending.organization_id, pending_id=pending.pk)


@app.task(name="tickets.send_all_due")
def send_all_due(timestamp: int) -> None:
    """Every minute: take up replies that no job cares for any more (after a crash, after a restore)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organization_id, pending_id FROM replies_to_send()")
        due = cursor.fetchall()
    for organization_id, pending_id in due:
        with suppress(AlreadyEnqueued):
            job = send_pending.configure(queueing_lock=f"tickets.send_pending {pending_id}")
            job.defer(organization_id=organization_id, pending_id=pending_id)


@app.task(name="tickets.purge_due")
def purge_due(timestamp: int) -> None:
    """Every night: remove what lay in the bins for 30 days, each ticket in its own transaction."""
    for organization_id in organization_ids():
        _purge(organization_id)


def _purge(organization_id: int) -> None:
    from usher.people.actors import SYSTEM
    from usher.tickets import actions
    from usher.tickets.actions.purging import KEPT
    from usher.tickets.models import Ticket

    at = timezone.now()
    with entered(organization_id):
        due = list(Ticket.objects.filter(deleted_at__lte=at - KEPT).values_list("pk", flat=True))
    for ticket_id in due:
        # Somebody may have taken it out, or removed it by hand, in the meantime.
        with entered(organization_id), suppress(actions.NotInBin):
            ticket = Ticket.objects.filter(pk=ticket_id, deleted_at__lte=at - KEPT).first()
            if ticket:
                actions.purge(ticket, by=SYSTEM, at=at)


@app.task(name="tickets.hand_over", retry=5)
def hand_over(organization_id: int, event_id: int) -> None:
    """Give what a member has in their hands to whom the event names."""
    from usher.events.models import Event
    from usher.people.actors import Actor
    from usher.people.models import Member
    from usher.tickets import actions

    size = BATCH
    while size == BATCH:
        with entered(organization_id):
            event = Event.objects.get(pk=event_id)
            member = Member.objects.filter(pk=event.subject_id).first()
            to = Member.objects.filter(pk=event.data["to"] or 0).first()
            by = Actor(event.actor_kind, event.actor_id, event.actor_name)  # type: ignore[arg-type]
            size = actions.hand_over_some(member, to=to, by=by, at=timezone.now(), most=BATCH) if member else 0


@app.task(name="tickets.bulk", retry=PATIENCE)
def work_bulk(organization_id: int, bulk_id: int) -> None:
    """Go on with one bulk change until nothing of it waits."""
    from usher.tickets.bulk.working import work

    work(organization_id, bulk_id, timezone.now)


def work_soon(bulk: BulkChange) -> None:
    """Queue the work of a bulk change, in the transaction we are in."""
    work_bulk.defer(organization_id=bulk.organization_id, bulk_id=bulk.pk)
