"""From received to applied, ignored or quarantined: one message at a time, in order, whatever happens to one of them."""

import logging
import traceback
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from usher.base.refusals import Refused
from usher.base.tenancy import entered
from usher.base.text import one_line
from usher.events.bus import without_hurry
from usher.mail.incoming.authenticity import judge
from usher.mail.incoming.handing import Outcome, Pair, hand_over, hand_over_together, may_go_together
from usher.mail.incoming.parse import parse
from usher.mail.locks import Work, alone
from usher.mail.message import ParsedMessage
from usher.mail.models import IncomingMail, Mailbox
from usher.mail.models.incoming import State
from usher.realtime import publish

log = logging.getLogger(__name__)

WAITS = (timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
TOGETHER = 25  # messages settled in one transaction at most: the ticket counter is locked for the end of it
AT_ONCE = 50  # messages begun, and read from the database, in one step
BYTES_AT_ONCE = 8_000_000  # as long as they are not larger than this together
WRITTEN = [
    "state", "reason", "ticket_id", "settled_at", "next_attempt_at", "sender", "subject", "kind", "message_id", "may_answer",
    "authentication", "is_verified", "is_spam", "awaits_review", "trace",
]  # fmt: skip
LATER = timedelta(minutes=1)  # while more mail waits, tickets go before what is only answered about them
DIED = "the process ended while reading it"
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
            while begun := begin(organization_id, mailbox_id):
                with without_hurry(LATER if len(begun) == AT_ONCE else timedelta(0)):
                    settle_in_order(organization_id, begun)
        again = _due_again(organization_id, mailbox_id)
        if again is None or again > timezone.now():
            return again


def settle_in_order(organization_id: int, mails: Sequence[Any]) -> None:
    """Settle begun messages; neighbours that have to do with no others go together, which takes half the time."""
    group: list[Pair] = []
    for mail in mails:
        message = _read(mail) if mail.attempts == 1 else None
        if message and may_go_together(mail, message):
            group.append((mail, message))
            if len(group) == TOGETHER:
                _settle_together(organization_id, group)
                group = []
            continue
        _settle_together(organization_id, group)
        group = []
        settle(organization_id, mail)
    _settle_together(organization_id, group)


def _read(mail: Any) -> ParsedMessage | None:
    """The message and what is known of its sender; None if reading fails, which `settle` finds and tells."""
    try:
        message = parse(bytes(mail.content))
        judge(mail, message, bytes(mail.content))
    except Exception:
        return None
    return message


def _settle_together(organization_id: int, group: Sequence[Pair]) -> None:
    """Apply messages in one transaction. Whatever is wrong with one of them, it undoes all, and each is settled alone."""
    if len(group) > 1:
        try:
            with entered(organization_id):
                for mail, message in group:
                    _describe(mail, message)
                outcomes = hand_over_together(group, timezone.now())
                _close_all([mail for mail, _ in group], outcomes)
                return
        except Exception as error:
            log.info("%d messages are settled one by one, for together they were not: %s", len(group), error)
    for mail, _ in group:
        settle(organization_id, mail)


class Overtaken(Exception):
    """Somebody else settled the message, or took it away, while we were at it: nothing of ours is kept."""


def settle(organization_id: int, mail: Any) -> None:
    """Read and apply one begun message. What fails is tried again later and, in the end, quarantined: it stops no other.

    `mail` carries its bytes as `content`. It is locked by nobody meanwhile: its row is written only if it still waits.
    """
    message = ParsedMessage()
    try:
        if mail.attempts > len(WAITS) + 1:
            raise Refused(GIVEN_UP.format(attempts=mail.attempts - 1, error=DIED))
        message = parse(bytes(mail.content))
        judge(mail, message, bytes(mail.content))
        with entered(organization_id):
            _describe(mail, message)
            _close(mail, hand_over(mail, message, timezone.now()))
    except Overtaken:
        return
    except Refused as refusal:
        _put_aside(organization_id, mail.pk, message, str(refusal))
    except (OperationalError, InterfaceError):
        raise  # the database is away: nothing can be written about this message either; the job runs again
    except Exception as error:
        log.exception("message %d of organization %d could not be applied", mail.pk, organization_id)
        _fail(organization_id, mail.pk, message, error)


def begin(organization_id: int, mailbox_id: int) -> list[Any]:
    """Count an attempt of what is due, before anything can go wrong; returns the messages in order, with their bytes.

    What was begun before goes alone: if one message kills the process, its neighbours are not blamed for it.
    """
    with entered(organization_id):
        due = _waiting(mailbox_id).filter(Q(next_attempt_at=None) | Q(next_attempt_at__lte=timezone.now())).order_by("id")
        begun: list[int] = []
        before = bytes_so_far = 0
        for pk, attempts, size in due.values_list("pk", "attempts", "size")[:AT_ONCE]:
            bytes_so_far += size
            if begun and (attempts or before or bytes_so_far > BYTES_AT_ONCE):
                break
            begun.append(pk)
            before = attempts
        if not begun:
            return []
        until = timezone.now() + WAITS[min(before, len(WAITS) - 1)]
        _waiting(mailbox_id).filter(pk__in=begun).update(attempts=F("attempts") + 1, next_attempt_at=until)
        mails = list(IncomingMail.objects.filter(pk__in=begun).annotate(content=F("raw__content")).order_by("id"))
        mailbox = Mailbox.objects.get(pk=mailbox_id)
        for mail in mails:
            mail.mailbox = mailbox
        return mails


def _put_aside(organization_id: int, mail_id: int, message: ParsedMessage, reason: str) -> None:
    with entered(organization_id):
        mail = _locked(mail_id)
        if mail:
            _describe(mail, message)
            _close(mail, Outcome(State.QUARANTINED, reason))


def _fail(organization_id: int, mail_id: int, message: ParsedMessage, error: Exception) -> None:
    with entered(organization_id):
        mail = _locked(mail_id)
        if mail is None:
            return
        mail.trace = "".join(traceback.format_exception(error))[-8000:].replace("\0", "")
        _describe(mail, message)
        if mail.attempts > len(WAITS):
            said = one_line(f"{type(error).__name__}: {error}", 200)
            _close(mail, Outcome(State.QUARANTINED, GIVEN_UP.format(attempts=mail.attempts, error=said)))
        else:
            mail.save(update_fields=WRITTEN)


def _locked(mail_id: int) -> IncomingMail | None:
    """The ledger's row if it still waits."""
    return IncomingMail.objects.select_for_update(of=("self",)).filter(pk=mail_id, state=State.RECEIVED).order_by().first()


def _describe(mail: IncomingMail, message: ParsedMessage) -> None:
    mail.sender = one_line(message.sender.key if message.sender else mail.envelope_from, 320)
    mail.subject = one_line(message.subject, 500)
    mail.kind = message.kind.value
    mail.message_id = message.message_id or mail.message_id


def _close(mail: IncomingMail, outcome: Outcome) -> None:
    _write_down(mail, outcome)
    waits = IncomingMail.objects.filter(pk=mail.pk, state=State.RECEIVED)
    if not waits.update(**{name: getattr(mail, name) for name in WRITTEN}):
        raise Overtaken
    publish("mail")


def _close_all(mails: Sequence[IncomingMail], outcomes: Sequence[Outcome]) -> None:
    """Write what became of them with one statement, if all of them still wait."""
    waits = IncomingMail.objects.select_for_update().filter(pk__in=[mail.pk for mail in mails], state=State.RECEIVED)
    if len(waits.values_list("pk")) != len(mails):
        raise Overtaken
    for mail, outcome in zip(mails, outcomes, strict=True):
        _write_down(mail, outcome)
    IncomingMail.objects.bulk_create(mails, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN)
    publish("mail")


def _write_down(mail: IncomingMail, outcome: Outcome) -> None:
    mail.state, mail.reason, mail.ticket_id = outcome.state, outcome.reason, outcome.ticket_id
    mail.settled_at, mail.next_attempt_at = timezone.now(), None


def _waiting(mailbox_id: int) -> QuerySet[IncomingMail]:
    rows: QuerySet[IncomingMail] = IncomingMail.objects.filter(mailbox_id=mailbox_id, state=State.RECEIVED)
    return rows


def _due_again(organization_id: int, mailbox_id: int) -> datetime | None:
    """When the next message is due; now if one came just now."""
    with entered(organization_id):
        waiting = _waiting(mailbox_id)
        if waiting.filter(next_attempt_at=None).exists():
            return timezone.now()
        return waiting.order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()
