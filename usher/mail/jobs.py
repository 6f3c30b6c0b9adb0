"""Mail's jobs. Each is safe to run twice: what was done is seen in the rows, who is at it in a lock."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from usher.mail.models import Mailbox, OutgoingMail


@app.task(name="mail.settle", retry=8)
def settle(organization_id: int, mailbox_id: int) -> None:
    """Read and apply what waits in the ledger of one mailbox."""
    from usher.mail.incoming.settling import settle_mailbox

    due = settle_mailbox(organization_id, mailbox_id)
    if due:
        settle.configure(schedule_at=due).defer(organization_id=organization_id, mailbox_id=mailbox_id)


@app.task(name="mail.send", retry=8)
def send(organization_id: int, mail_id: int) -> None:
    """Try to hand one outgoing mail to the recipients that are due."""
    from usher.mail.outgoing.sending import attempt

    due = attempt(organization_id, mail_id)
    if due:
        send.configure(schedule_at=due).defer(organization_id=organization_id, mail_id=mail_id)


@app.task(name="mail.sweep")
def sweep(timestamp: int) -> None:
    """Take up what no job cares for any more (after a crash, after a restore); every minute."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organization_id, mailbox_id FROM mail_to_settle()")
        to_settle = cursor.fetchall()
        cursor.execute("SELECT organization_id, mail_id FROM mail_to_send()")
        to_send = cursor.fetchall()
    for organization_id, mailbox_id in to_settle:
        _once(settle, f"mail.settle {mailbox_id}", organization_id=organization_id, mailbox_id=mailbox_id)
    for organization_id, mail_id in to_send:
        _once(send, f"mail.send {mail_id}", organization_id=organization_id, mail_id=mail_id)


def _once(task: Any, name: str, **arguments: int) -> None:
    with suppress(AlreadyEnqueued):  # an earlier sweep's job still waits for a free hand
        task.configure(queueing_lock=name).defer(**arguments)


def settle_soon(mailbox: Mailbox) -> None:
    """Queue the reading of this mailbox's ledger, in the transaction we are in."""
    settle.defer(organization_id=mailbox.organization_id, mailbox_id=mailbox.pk)


def send_soon(mail: OutgoingMail, at: datetime) -> None:
    """Queue an attempt to send, not before `at`, in the transaction we are in."""
    send.configure(schedule_at=at).defer(organization_id=mail.organization_id, mail_id=mail.pk)
