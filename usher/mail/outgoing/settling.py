"""Writing down what became of recipients, and when to try again."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Q

from usher.events.bus import record
from usher.mail.models import Mailbox, OutgoingMail, Recipient
from usher.mail.models.outgoing import RecipientState
from usher.mail.outgoing.suspending import is_hard, note_hard_bounce
from usher.mail.outgoing.wire import Answer, Fate
from usher.people.actors import SYSTEM
from usher.realtime import publish

UNDELIVERED = "mail.undelivered"  # subject: the outgoing mail; ticket, message, recipients: address, state, status, detail
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
PATIENCE = timedelta(hours=48)  # RFC 5321 §4.5.4.1 asks for days; people want to know sooner
HEALTH_EVERY = timedelta(minutes=1)

_STATES = {
    Fate.ACCEPTED: RecipientState.ACCEPTED,
    Fate.REFUSED: RecipientState.FAILED,
    Fate.UNKNOWN: RecipientState.UNKNOWN,
}


def settle(mail: OutgoingMail, answers: Mapping[str, Answer], at: datetime) -> None:
    """Write each recipient's answer; what was refused for now waits longer each time, up to 48 hours in all.

    Those who will not get it without somebody's help are announced in one event. Must run inside the organization.
    """
    lost = []
    rows = Recipient.objects.select_for_update().filter(mail=mail, address__in=answers).order_by("id")
    for row in rows.filter(state__in=(RecipientState.QUEUED, RecipientState.SENDING)):
        answer = answers[row.address]
        row.attempts += 1
        row.detail, row.status = answer.detail, answer.status
        if answer.fate is Fate.LATER and at - mail.send_at < PATIENCE:
            row.state, row.next_attempt_at = RecipientState.QUEUED, at + _wait(row.attempts)
        else:
            if answer.fate is Fate.LATER:
                row.detail = f"Given up after 48 hours. The last answer: {answer.detail}"
            row.state = _STATES.get(answer.fate, RecipientState.FAILED)
            row.settled_at, row.next_attempt_at = at, None
        row.save()
        if row.state == RecipientState.FAILED and is_hard(row.status):
            note_hard_bounce(row.address, row.detail, at)
        if row.state in (RecipientState.FAILED, RecipientState.UNKNOWN):
            lost.append(row)
    if lost:
        announce_undelivered(mail, lost, at)
    publish("mail", *([f"ticket:{mail.ticket_id}"] if mail.ticket_id else []))


def announce_undelivered(mail: OutgoingMail, rows: list[Recipient], at: datetime) -> None:
    """Tell the room that queued the mail who did not get it."""
    recipients = [{"address": row.address, "state": row.state, "status": row.status, "detail": row.detail} for row in rows]
    data = {"ticket": mail.ticket_id, "message": mail.message_key, "purpose": mail.purpose, "recipients": recipients}
    record(UNDELIVERED, mail, by=SYSTEM, at=at, data=data)


def note_health(mailbox: Mailbox, trouble: str, at: datetime) -> None:
    """Remember whether the way out works; at most once a minute, so that parallel senders do not queue up here."""
    row = Mailbox.objects.filter(pk=mailbox.pk)
    if trouble:
        row.update(send_error=trouble, send_error_at=at)
    else:
        stale = Q(last_sent_at=None) | Q(last_sent_at__lt=at - HEALTH_EVERY) | ~Q(send_error="")
        row.filter(stale).update(last_sent_at=at, send_error="", send_error_at=None)


def _wait(attempts: int) -> timedelta:
    return WAITS[min(attempts, len(WAITS)) - 1] * random.uniform(0.8, 1.2)
