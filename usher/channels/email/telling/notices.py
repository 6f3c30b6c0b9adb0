"""Notices that the organization switched on: the customer hears that a ticket was opened or ended, the team of new ones.

They go through the same checks as acknowledgements: robots and spam get none, nobody gets many, internal tickets are
silent, and what a stranger wrote is not repeated to an address that is not proven.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import BinaryField, F, Func
from django.utils import timezone, translation

from usher.base.refusals import Invalid
from usher.base.text import one_line
from usher.channels.email.addresses import is_own
from usher.channels.email.leaving.replying import mailbox_for
from usher.channels.email.telling.caps import TO_CUSTOMERS, may_tell_now
from usher.channels.email.telling.worded import Occasion, send_worded
from usher.events.bus import reacts_later, reacts_now
from usher.events.models import Event
from usher.mail.actions import cancel
from usher.mail.actions.cancelling import TooLate
from usher.mail.marker import LOOP_HEADER
from usher.mail.models import IncomingMail, OutgoingMail
from usher.mail.models.incoming import RawMail
from usher.mail.models.outgoing import RecipientState
from usher.mail.outgoing.header_lines import can_be_written
from usher.mail.outgoing.outbox import is_queued
from usher.mail.queries import mailbox_addresses
from usher.mail.wording.finding import spoken
from usher.organizations.queries import current
from usher.people.actors import SYSTEM
from usher.tickets import events
from usher.tickets.models import Message, Priority, Ticket, description_of

STALE = timedelta(days=1)  # of what happened longer ago (imports, replays) nobody is told
GRACE = timedelta(minutes=2)  # for taking the end of a ticket back before its requester hears of it
PREVIEW = 300  # characters of the first message
LONGEST_HEAD = 100_000  # octets of a mail in which its headers are looked for
ENDS = {"resolved": "resolved", "closed": "closure", "cancelled": "closure"}  # status → the kind of mail
NOT_BY_MAIL = ("api", "portal", "qr", "messenger")  # ways in that answer with no mail of their own


def _opens_elsewhere(event: Event) -> bool:
    is_theirs = event.data.get("source") in NOT_BY_MAIL and event.data.get("requester")
    return bool(is_theirs) and not event.data.get("notifies") and current().acknowledges


def _has_team_address(event: Event) -> bool:
    return bool(current().new_ticket_address)


def _ends(event: Event) -> bool:
    return event.data.get("to") in ENDS and event.data.get("from") not in ENDS and current().tells_closure


@reacts_later(events.OPENED, when=_opens_elsewhere)
def tell_opened(event: Event) -> None:
    """Tell the requester of a ticket that did not come by mail; what a program brought from elsewhere is no news to them."""
    ticket = _ticket(event)
    if ticket and not ticket.external_id and current().acknowledges:
        _tell_customer(ticket, "acknowledgement", "opened", ticket.pk, event)


@reacts_later(events.STATUS_CHANGED, when=_ends)
def tell_ended(event: Event) -> None:
    """Tell the requester once that their ticket was resolved, or closed without having been resolved before."""
    ticket = _ticket(event)
    if ticket and current().tells_closure and ticket.status in ENDS and not ticket.merged_into_id:
        kind = ENDS[ticket.status]
        _tell_customer(ticket, kind, kind, event.pk, event)


@reacts_later(events.OPENED, when=_has_team_address)
def tell_team(event: Event) -> None:
    """Tell the team's address of a new ticket; of old mail nothing, of an internal one only its code and place."""
    address, ticket = current().new_ticket_address, _ticket(event)
    if not address or ticket is None or is_queued("team", ticket.pk):
        return
    first = description_of(ticket)
    mailbox = mailbox_for(ticket)
    if mailbox is None or _is_noise(first) or (ticket.requester and ticket.requester.email == address):
        return
    if first and first.incoming and first.incoming.is_old:
        return
    if is_own(address, mailbox_addresses()) or may_tell_now(("team",), timezone.now()):
        return
    more = {"ticket.link": f"{settings.USHER_URL}/{current().slug}/tickets/{ticket.number}"}
    more |= _for_members_only(ticket) if ticket.is_internal else _told(ticket, first)
    send_worded(Occasion("new_ticket", "team", ticket, mailbox, address, True, key=ticket.pk, more=more), timezone.now())


@reacts_now(events.REOPENED, events.STATUS_CHANGED)
def call_notice_back(event: Event) -> None:
    """Who goes on with a ticket a moment after its end tells nobody that it ended."""
    if event.data.get("from") not in ENDS or event.data.get("to") in ENDS or not current().tells_closure:
        return
    waiting = OutgoingMail.objects.filter(
        ticket_id=event.subject_id, purpose__in=("resolved", "closure"), recipients__state=RecipientState.QUEUED
    )
    for mail in waiting.distinct().defer("content"):
        try:
            cancel(mail, by=SYSTEM, at=event.at)
        except TooLate:  # it is leaving this moment
            continue


@reacts_now("organization.changed")
def refuse_own_address(event: Event) -> None:
    """The team's address must not be one of our mailboxes: each notice would become a ticket. Raising undoes the change."""
    _, address = event.data.get("new_ticket_address", ["", ""])
    if address and is_own(address, mailbox_addresses()):
        raise Invalid({"new_ticket_address": "This is a mailbox of Usher: each notice would become a new ticket."})


def _ticket(event: Event) -> Ticket | None:
    if timezone.now() - event.at > STALE:
        return None
    rows = Ticket.objects.select_related("requester", "team", "mailbox")
    return rows.filter(pk=event.subject_id, deleted_at=None, merged_into=None).first()


def _tell_customer(ticket: Ticket, kind: str, purpose: str, key: int, event: Event) -> None:
    contact, mailbox, now = ticket.requester, mailbox_for(ticket), timezone.now()
    if contact is None or not contact.email or mailbox is None or ticket.is_internal or is_queued(purpose, key):
        return
    is_own_act = event.actor_kind == "contact" and event.actor_id == contact.pk and purpose != "opened"
    first = description_of(ticket)
    if is_own_act or _is_noise(first) or _is_robots(first) or not can_be_written(contact.email):
        return
    if is_own(contact.email, mailbox_addresses()) or may_tell_now(TO_CUSTOMERS, now, contact.email):
        return
    occasion = Occasion(
        kind, purpose, ticket, mailbox, contact.email, _is_proven(ticket, first), key=key, contact=contact,
        answers=_last_mail(ticket),
    )  # fmt: skip
    send_worded(occasion, now, send_at=now if purpose == "opened" else now + GRACE)


def _is_proven(ticket: Ticket, first: Message | None) -> bool:
    """Whether what stands on the ticket is the recipient's own, or a member's: then it may be repeated to them."""
    if first and first.incoming:
        return first.incoming.is_verified is True
    return ticket.created_by_kind == "member" or ticket.source == "portal"  # a program may be a form that anybody fills in


def _is_noise(first: Message | None) -> bool:
    """Spam, and mails that another Usher wrote by itself: two that tell each other of new tickets would never end."""
    mail = first.incoming if first else None
    return mail is not None and (mail.is_spam or _is_from_usher(mail))


def _is_from_usher(mail: IncomingMail) -> bool:
    start = Func(F("content"), 1, LONGEST_HEAD, function="substring", output_field=BinaryField())
    raw = RawMail.objects.filter(mail=mail).values_list(start, flat=True).first() or b""
    return f"\n{LOOP_HEADER}:".lower().encode() in bytes(raw).partition(b"\r\n\r\n")[0].lower()


def _is_robots(first: Message | None) -> bool:
    return bool(first and first.incoming and not first.incoming.may_answer)


def _last_mail(ticket: Ticket) -> str:
    mails = ticket.messages.filter(author_contact=ticket.requester_id, is_public=True).exclude(incoming=None)
    return mails.order_by("-id").values_list("incoming__message_id", flat=True).first() or ""


def _told(ticket: Ticket, first: Message | None) -> dict[str, str]:
    contact = ticket.requester
    return {
        "requester.name": contact.shown_name if contact else ticket.created_by_name,
        "requester.email": contact.email if contact else "", "ticket.priority": _priority(ticket),
        "ticket.preview": one_line(first.text, PREVIEW) if first else "",
    }  # fmt: skip


def _for_members_only(ticket: Ticket) -> dict[str, str]:
    return {"ticket.subject": ticket.code, "requester.name": ticket.created_by_name, "ticket.priority": _priority(ticket)}


def _priority(ticket: Ticket) -> str:
    with translation.override(spoken(current().language)):
        return translation.gettext(Priority(ticket.priority).label)
