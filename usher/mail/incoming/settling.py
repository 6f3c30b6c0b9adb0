"""From received to applied, ignored or quarantined: one message at a time, in order, whatever happens to one of them."""

import logging
import traceback
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError
from django.db.models import Q, QuerySet
from django.utils import timezone

from usher.base.refusals import Refused
from usher.base.tenancy import entered
from usher.base.text import one_line
from usher.mail.incoming.handing import Outcome, hand_over
from usher.mail.incoming.parse import parse
from usher.mail.locks import Work, alone
from usher.mail.message import ParsedMessage
from usher.mail.models import IncomingMail, RawMail
from usher.mail.models.incoming import State
from usher.realtime import publish

log = logging.getLogger(__name__)

WAITS = (timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
GIVEN_UP = "Usher failed {attempts} times on this message ({error}). Nothing is lost: try again after an update."


def settle_mailbox(organization_id: int, mailbox_id: int) -> datetime | None:
    """Settle what is due in this mailbox, oldest first; returns when something will be due again, None if nothing.

    Mail of one mailbox is applied in order, so that an answer finds the ticket of the message it answers. If another
    process is at it, that one goes on with what we were called for: it looks again after letting go.
    """
    while True:
        with alone(Work.SETTLING, mailbox_id) as has_it:
            if not has_it:
                return None
            while (mail_id := _next(organization_id, mailbox_id, timezone.now())) is not None:
                settle(organization_id, mail_id)
        if _next(organization_id, mailbox_id, timezone.now()) is None:
            return _due_again(organization_id, mailbox_id)


def settle(organization_id: int, mail_id: int) -> None:
    """Read and apply one message. What fails is tried again later and, in the end, quarantined: it stops no other."""
    with entered(organization_id):
        # Counted before anything can go wrong, so that a message that kills the process is given up, too.
        mail = IncomingMail.objects.select_for_update().get(pk=mail_id)
        if mail.state != State.RECEIVED:
            return
        mail.attempts += 1
        mail.next_attempt_at = timezone.now() + WAITS[min(mail.attempts, len(WAITS)) - 1]
        mail.save(update_fields=["attempts", "next_attempt_at"])
        raw = bytes(RawMail.objects.get(mail=mail).content)
    if mail.attempts > len(WAITS) + 1:
        _fail(organization_id, mail_id, "the process ended while reading it", "")
        return
    message = ParsedMessage()
    try:
        message = parse(raw)
        _apply(organization_id, mail_id, message)
    except Refused as refusal:
        _put_aside(organization_id, mail_id, message, str(refusal))
    except (OperationalError, InterfaceError):
        raise  # the database is away: nothing can be written about this message either; the job runs again
    except Exception as error:
        log.exception("message %d of organization %d could not be applied", mail_id, organization_id)
        _fail(organization_id, mail_id, f"{type(error).__name__}: {error}", traceback.format_exc(), message)


def _apply(organization_id: int, mail_id: int, message: ParsedMessage) -> None:
    with entered(organization_id):
        mail = _locked(mail_id)
        if mail is None:
            return
        at = timezone.now()
        _describe(mail, message)
        _close(mail, hand_over(mail, message, at), at)


def _put_aside(organization_id: int, mail_id: int, message: ParsedMessage, reason: str) -> None:
    with entered(organization_id):
        mail = _locked(mail_id)
        if mail:
            _describe(mail, message)
            _close(mail, Outcome(State.QUARANTINED, reason), timezone.now())


def _fail(organization_id: int, mail_id: int, error: str, trace: str, message: ParsedMessage | None = None) -> None:
    with entered(organization_id):
        mail = _locked(mail_id)
        if mail is None:
            return
        mail.trace = trace[-8000:].replace("\0", "")
        _describe(mail, message or ParsedMessage())
        if mail.attempts > len(WAITS):
            reason = GIVEN_UP.format(attempts=mail.attempts, error=one_line(error, 200))
            _close(mail, Outcome(State.QUARANTINED, reason), timezone.now())
        else:
            mail.save()


def _locked(mail_id: int) -> IncomingMail | None:
    row: IncomingMail | None = (
        IncomingMail.objects.select_for_update(of=("self",)).select_related("mailbox")
        .filter(pk=mail_id, state=State.RECEIVED).first()
    )  # fmt: skip
    return row


def _describe(mail: IncomingMail, message: ParsedMessage) -> None:
    mail.sender = one_line(message.sender.key if message.sender else mail.envelope_from, 320)
    mail.subject = one_line(message.subject, 500)
    mail.kind = message.kind.value


def _close(mail: IncomingMail, outcome: Outcome, at: datetime) -> None:
    mail.state, mail.reason, mail.ticket_id = outcome.state, outcome.reason, outcome.ticket_id
    mail.settled_at, mail.next_attempt_at = at, None
    mail.save()
    publish("mail")


def _waiting(mailbox_id: int) -> QuerySet[IncomingMail]:
    rows: QuerySet[IncomingMail] = IncomingMail.objects.filter(mailbox_id=mailbox_id, state=State.RECEIVED)
    return rows


def _next(organization_id: int, mailbox_id: int, at: datetime) -> int | None:
    with entered(organization_id):
        due = _waiting(mailbox_id).filter(Q(next_attempt_at=None) | Q(next_attempt_at__lte=at))
        return due.order_by("id").values_list("pk", flat=True).first()


def _due_again(organization_id: int, mailbox_id: int) -> datetime | None:
    with entered(organization_id):
        later = _waiting(mailbox_id).exclude(next_attempt_at=None)
        return later.order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()
