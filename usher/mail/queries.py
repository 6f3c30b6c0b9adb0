"""Questions about mailboxes and their mail, for pages and for doctor."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import TruncDate

from usher.base.tenancy import remembered
from usher.mail.models import IncomingMail, Mailbox, OutgoingMail, Recipient, SunkMail
from usher.mail.models.incoming import State
from usher.mail.models.outgoing import RecipientState
from usher.mail.outgoing.codes import in_words
from usher.mail.silences import quiet_mailboxes

PAGE = 50
SILENT = timedelta(minutes=10)  # without a successful look a mailbox counts as stopped

TROUBLE = (RecipientState.UNKNOWN, RecipientState.FAILED, RecipientState.BOUNCED)


@remembered(seconds=3)
def mailbox_addresses() -> frozenset[str]:
    """The addresses of the organization's mailboxes, also of those switched off."""
    return frozenset(Mailbox.objects.values_list("address", flat=True))


@remembered(seconds=3)
def mailboxes() -> Mapping[int, Mailbox]:
    """All mailboxes by id, the oldest first: to be read, not changed."""
    return {row.pk: row for row in Mailbox.objects.order_by("id")}


def way_out(own: Mailbox | None, others: Iterable[Mailbox]) -> Mailbox | None:
    """The mailbox that a ticket's mail leaves through: its own, else the first active one that can send."""
    if own and own.is_active and own.smtp_host:
        return own
    active = [each for each in others if each.is_active]
    return next((each for each in active if each.smtp_host), None) or own or (active[0] if active else None)


def ledger_rows(*, mailbox_id: int | None = None, state: str = "", text: str = "") -> QuerySet[IncomingMail]:
    """Incoming mail, newest first; `text` is found in sender and subject."""
    rows: QuerySet[IncomingMail] = IncomingMail.objects.order_by("-id")
    if mailbox_id is not None:
        rows = rows.filter(mailbox_id=mailbox_id)
    if state:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(Q(sender__icontains=text) | Q(subject__icontains=text))
    return rows


def ledger_page(
    *, mailbox_id: int | None = None, state: str = "", text: str = "", before: int | None = None
) -> Sequence[IncomingMail]:
    """The same with its mailboxes, at most 50 after the row `before`."""
    rows = ledger_rows(mailbox_id=mailbox_id, state=state, text=text).select_related("mailbox")
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows[:PAGE])


def review_page(*, before: int | None = None) -> Sequence[IncomingMail]:
    """Mail of unknown senders that waits for a decision, newest first, at most 50 after the row `before`."""
    rows: QuerySet[IncomingMail] = IncomingMail.objects.filter(awaits_review=True).select_related("mailbox").order_by("-id")
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows[:PAGE])


def review_count() -> int:
    """How many wait for a decision."""
    return int(IncomingMail.objects.filter(awaits_review=True).count())


@dataclass(frozen=True, slots=True)
class Day:
    """What came on one day (UTC) and what became of it: `received` waits, the others are settled."""

    day: date
    total: int
    received: int
    applied: int
    ignored: int
    quarantined: int


def balance(*, since: datetime, mailbox_id: int | None = None) -> Sequence[Day]:
    """Incoming mail per day, of all mailboxes or of one, newest first: every message is in exactly one column."""
    counts = {state.value: Count("id", filter=Q(state=state)) for state in State}
    mails = IncomingMail.objects.filter(received_at__gte=since)
    if mailbox_id is not None:
        mails = mails.filter(mailbox_id=mailbox_id)
    days = mails.annotate(day=TruncDate("received_at")).values("day")
    rows: Any = days.annotate(total=Count("id"), **counts).order_by("-day")
    return [Day(**row) for row in rows]


@dataclass(frozen=True, slots=True)
class Health:
    """How a mailbox is doing. `on_server` and `accounted` are equal when nothing is missing.

    `here` counts the ledger's rows of the folder as it is numbered now, without those that were gone from the server when
    both were compared; `accounted` adds the mail older than the start. Mail deleted on the server since that comparison
    makes it the larger one. `quiet_since`: nothing has come for far longer than usual.
    """

    mailbox: Mailbox
    is_stopped: bool
    on_server: int | None
    here: int
    accounted: int
    quiet_since: datetime | None
    received: int
    quarantined: int
    waiting_to_leave: int
    undelivered: int


def health_of_mailboxes(at: datetime) -> Sequence[Health]:
    """Every mailbox with its state, by address; five queries."""
    in_folder = Q(uid_validity__isnull=False)
    rows = IncomingMail.objects.filter(in_folder).values_list("mailbox_id", "uid_validity").annotate(Count("id"))
    placed = {(mailbox_id, validity): count for mailbox_id, validity, count in rows}
    states = _by_mailbox(IncomingMail.objects.filter(state__in=(State.RECEIVED, State.QUARANTINED)), "mailbox_id", "state")
    ways = _by_mailbox(Recipient.objects.exclude(state=RecipientState.ACCEPTED), "mail__mailbox_id", "state")
    quiet = quiet_mailboxes(at)
    return [
        Health(
            mailbox=box,
            is_stopped=is_stopped(box, at),
            on_server=box.server_count,
            here=(here := placed.get((box.pk, box.uid_validity), 0) - box.gone_count),
            accounted=here + box.skipped_count,
            quiet_since=quiet.get(box.pk),
            received=states[box.pk, State.RECEIVED],
            quarantined=states[box.pk, State.QUARANTINED],
            waiting_to_leave=ways[box.pk, RecipientState.QUEUED] + ways[box.pk, RecipientState.SENDING],
            undelivered=sum(ways[box.pk, state] for state in TROUBLE),
        )
        for box in Mailbox.objects.order_by("address")
    ]


def _by_mailbox(rows: QuerySet[Any], mailbox: str, state: str) -> Mapping[tuple[int, str], int]:
    counted = rows.values_list(mailbox, state).annotate(Count("id"))
    return defaultdict(int, {(box, name): count for box, name, count in counted})


def is_stopped(box: Mailbox, at: datetime) -> bool:
    """Whether nobody can read the mailbox: refused by its provider, or without a successful look for ten minutes."""
    if not box.is_active or not box.imap_host:
        return False
    if box.is_signed_out:
        return box.oauth_refused_at is not None
    since = box.last_fetch_at or box.created_at
    return at - since > SILENT or bool(box.last_error and box.last_error_at and at - box.last_error_at > SILENT)


def outbox_rows(*, mailbox_id: int | None = None, state: str = "", text: str = "") -> QuerySet[Recipient]:
    """Recipients of outgoing mail, newest first, without the bytes; `text` is found in address and subject."""
    rows = _recipients().order_by("-id")
    if mailbox_id is not None:
        rows = rows.filter(mail__mailbox_id=mailbox_id)
    if state:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(Q(address__icontains=text) | Q(mail__subject__icontains=text))
    return rows


def outbox_page(
    *, state: str = "", without: Collection[str] = (), text: str = "", before: int | None = None
) -> Sequence[Recipient]:
    """The same, at most 50 after the row `before`, in one state or in all but some."""
    rows = outbox_rows(state=state, text=text).exclude(state__in=without)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows[:PAGE])


def outbox_trouble(limit: int = PAGE) -> Sequence[Recipient]:
    """Those who did not get their mail, or perhaps did not, newest first: what a person should look at."""
    return list(_recipients().filter(state__in=TROUBLE).order_by("-id")[:limit])


def _recipients() -> QuerySet[Recipient]:
    rows: QuerySet[Recipient] = Recipient.objects.select_related("mail__mailbox").defer("mail__content")
    return rows


def oldest_waiting() -> datetime | None:
    """Since when the oldest mail waits to leave; None when none waits."""
    waiting = Recipient.objects.filter(state=RecipientState.QUEUED)
    oldest: datetime | None = waiting.aggregate(oldest=Min("mail__created_at"))["oldest"]
    return oldest


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is known of one recipient of a ticket message's mail."""

    recipient_id: int
    address: str
    state: str
    detail: str
    at: datetime | None
    status: str = ""  # code of the other side
    attempts: int = 0
    next_attempt_at: datetime | None = None  # None while queued: held until the mailbox can send

    @property
    def why(self) -> str:
        """What the code means, in words; empty where it means nothing."""
        return in_words(self.status)


def delivery_of(message_ids: Iterable[int]) -> Mapping[int, Sequence[Delivery]]:
    """Deliveries of replies by the ticket message they carry; one query."""
    found: dict[int, list[Delivery]] = defaultdict(list)
    rows = Recipient.objects.filter(mail__message_key__in=list(message_ids), mail__purpose="reply").order_by("id")
    columns = ("address", "state", "detail", "settled_at", "status", "attempts", "next_attempt_at", "mail__message_key")
    for row in rows.select_related("mail").only(*columns):
        found[row.mail.message_key].append(
            Delivery(
                row.pk, row.address, row.state, row.detail, row.settled_at, row.status, row.attempts, row.next_attempt_at
            )
        )  # fmt: skip
    return found


def sink_page(*, before: int | None = None) -> Sequence[SunkMail]:
    """What would have left, newest first, at most 50 after the row `before`; without the bytes."""
    rows: QuerySet[SunkMail] = SunkMail.objects.select_related("mailbox").defer("content").order_by("-id")
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows[:PAGE])


def ticket_mails(ticket_id: int) -> Sequence[OutgoingMail]:
    """Everything that was sent about a ticket, oldest first, with its recipients; without the bytes."""
    rows: QuerySet[OutgoingMail] = OutgoingMail.objects.filter(ticket_id=ticket_id).defer("content")
    return list(rows.prefetch_related("recipients").order_by("id"))
