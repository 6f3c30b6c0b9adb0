"""Addresses that take no mail, or no automatic mail: counted, stopped, and free again."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from usher.base.tenancy import remembered
from usher.base.text import one_line
from usher.events.bus import record
from usher.mail.models import Suspension
from usher.mail.models.suspension import EVERYBODY
from usher.people.actors import SYSTEM
from usher.realtime import publish

PAGE = 50
BOUNCES = 2  # hard ones in a row that suspend an address
SUSPENDED = "mail.suspended"  # subject: the suspension; address, reason
QUIETED = "mail.quieted"  # subject: the suspension; address, reason
COMPLAINT = "its owner reported our mail as unwanted"
NOT_SENT = "Not sent: {address} is suspended, for two mails in a row came back ({reason}). Lift it or correct the address."
QUIET = "Automatic mail to {address} is stopped since {since:%Y-%m-%d %H:%M} UTC, because {because}."


@remembered(seconds=3)
def troubled() -> frozenset[str]:
    """Every address of which anything is known: for all others nothing has to be asked. One query now and then."""
    return frozenset(Suspension.objects.values_list("address", flat=True))


def troubles(addresses: Iterable[str], at: datetime) -> Sequence[Suspension]:
    """What stops mail, or automatic mail, to some of these addresses now; no query where nothing is known of them."""
    known = troubled() & {EVERYBODY, *(address.lower() for address in addresses)}
    return list(stopped(at).filter(address__in=known).order_by("address")) if known else []


def stopped(at: datetime, *, text: str = "") -> QuerySet[Suspension]:
    """All that is stopped now; `text` is found in the address."""
    is_quiet = Q(quiet_at__isnull=False) & (Q(quiet_until=None) | Q(quiet_until__gt=at))
    rows: QuerySet[Suspension] = Suspension.objects.filter(Q(suspended_at__isnull=False) | is_quiet)
    return rows.filter(address__icontains=text) if text else rows


def stopped_page(at: datetime, *, text: str = "", before: int | None = None) -> Sequence[Suspension]:
    """What is stopped now, newest first, at most a page after the row `before`."""
    rows = stopped(at, text=text).order_by("-id")
    return list((rows.filter(id__lt=before) if before is not None else rows)[:PAGE])


def suspended(addresses: Iterable[str]) -> dict[str, Suspension]:
    """Those of the addresses to which nothing at all is sent."""
    known = troubled() & set(addresses)
    rows = Suspension.objects.filter(address__in=known).exclude(suspended_at=None) if known else ()
    return {row.address: row for row in rows}


def why_quiet(address: str, at: datetime) -> str:
    """Why nothing automatic is sent to this address now, in a sentence; empty when it may go."""
    for row in troubles([address], at):
        if row.quiet_at:
            name = "everybody" if row.is_everybody else row.address
            return QUIET.format(address=name, since=row.quiet_at, because=row.quiet_because)
        return NOT_SENT.format(address=row.address, reason=row.reason or "unknown")
    return ""


def is_hard(status: str | None) -> bool:
    """Whether the recipient's address itself will not work (RFC 3463 §3.2, and 5.2.1 disabled), not only this message."""
    return status == "5.2.1" or (status or "").startswith("5.1.") and status not in ("5.1.7", "5.1.8")


def note_hard_bounce(address: str, reason: str, at: datetime) -> None:
    """Count a bounce that says that the address will not work; the second in a row suspends it."""
    row = _row(address, at)
    row.hard_bounces += 1
    row.reason, row.changed_at = one_line(reason, 400), at
    is_news = row.hard_bounces >= BOUNCES and row.suspended_at is None
    if is_news:
        row.suspended_at = at
    row.save()
    if is_news:
        record(SUSPENDED, row, by=SYSTEM, at=at, data={"address": address, "reason": row.reason})
    _tell()


def note_doubt(address: str, at: datetime) -> None:
    """A report says that the address will not work, and proves nothing: what is sent there next travels alone."""
    _row(address, at)
    _tell()


def doubted(addresses: Iterable[str]) -> frozenset[str]:
    """Those that get their copy under a return address of their own, so that its bounce is proof."""
    return troubled() & frozenset(addresses)


def note_complaint(address: str, at: datetime) -> None:
    """Its owner called our mail unwanted (RFC 5965): nothing automatic is sent there until a person lifts it."""
    quieten(address, COMPLAINT, at)
    Suspension.objects.filter(address=address).update(complained_at=at)


def quieten(address: str, because: str, at: datetime, *, until: datetime | None = None) -> None:
    """Stop automatic mail to an address, or to EVERYBODY; for one that is stopped already the first reason stays."""
    row = _row(address, at)
    if row.quiet_at and (row.quiet_until is None or row.quiet_until > at):
        return
    row.quiet_at, row.quiet_until, row.quiet_because, row.changed_at = at, until, because, at
    row.save()
    record(QUIETED, row, by=SYSTEM, at=at, data={"address": address, "reason": because})
    _tell()


def note_arrival(address: str) -> None:
    """A mail came from there, so the address works: its bounces are forgotten. No query for most.

    Ask only for mail whose sender nobody found to be forged: who writes in another's name proves nothing.
    """
    if address not in troubled():
        return
    rows = Suspension.objects.filter(address=address)
    if not rows.exclude(quiet_at__isnull=False, hard_bounces=0, suspended_at=None).exists():
        return
    rows.filter(quiet_at=None).delete()
    rows.update(hard_bounces=0, suspended_at=None)
    _tell()


def _row(address: str, at: datetime) -> Suspension:
    Suspension.objects.bulk_create([Suspension(address=address, changed_at=at)], ignore_conflicts=True)
    row: Suspension = Suspension.objects.select_for_update().get(address=address)
    return row


def _tell() -> None:
    troubled.forget()
    publish("mail")
