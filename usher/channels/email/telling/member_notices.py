"""Members hear by mail that a ticket became theirs and that somebody outside wrote on one of theirs; each can switch it.

Never of their own act, never of spam, and nothing internal stands in such a mail: of an internal ticket only its code and
where it is. An answer to it goes out as the team's reply (`members.py`). The ticket's timeline says who was told.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from usher.channels.email.telling.member_words import said
from usher.channels.email.telling.telling_members import ToMember, link_to, tell
from usher.events.bus import reacts_later, record
from usher.events.models import Event
from usher.people.actors import SYSTEM, member_actor
from usher.people.models import Member
from usher.tickets import events
from usher.tickets.access import may
from usher.tickets.models import Message, Ticket, description_of

STALE = timedelta(days=1)  # of what happened longer ago (imports, replays) nobody is told
LONGEST = 5_000  # characters of the customer's text


def _is_given(event: Event) -> bool:
    given = event.data.get("to") if event.name == events.ASSIGNED else event.data.get("member")
    return bool(given) and (event.actor_kind, event.actor_id) != ("member", given)


def _is_heard(event: Event) -> bool:
    return bool(event.data.get("trusted") and event.data.get("wakes") and event.data.get("has_hands"))


@reacts_later(events.ASSIGNED, events.ASSIGNEE_ADDED, when=_is_given)
def tell_given(event: Event) -> None:
    """Tell the member to whom a ticket was given by somebody else."""
    member_id = event.data.get("to") if event.name == events.ASSIGNED else event.data.get("member")
    ticket = _ticket(event)
    member = _member(member_id, "hears_assigned", ticket)
    if ticket is None or member is None:
        return
    still = ticket.assignee_id == member.pk or ticket.assignments.filter(member=member).exists()
    first = description_of(ticket)
    if still and not _is_spam(first):
        text = first.text if first and first.is_public else ""
        _tell("given", [member], ticket, text, event)


@reacts_later(events.RECEIVED, when=_is_heard)
def tell_written(event: Event) -> None:
    """Tell those who have the ticket, or follow it, that somebody outside wrote."""
    ticket = _ticket(event)
    message = Message.objects.select_related("incoming").filter(pk=event.data.get("message")).first()
    if ticket is None or message is None or _is_spam(message):
        return
    hands = {ticket.assignee_id, *ticket.assignments.values_list("member_id", flat=True)}
    ids = sorted(filter(None, {*hands, *ticket.followers.values_list("member_id", flat=True)}))
    members = [member for each in ids if (member := _member(each, "hears_replies", ticket))]
    _tell("written", members, ticket, message.text if message.is_public else "", event)


def _tell(purpose: str, members: Sequence[Member], ticket: Ticket, text: str, event: Event) -> None:
    """Mail each of them, and write one line on the ticket about all who got one."""
    told = [member for member in members if _mailed(purpose, member, ticket, text, event)]
    if told:
        data = {"members": [member.pk for member in told], "names": [member.name for member in told], "why": purpose}
        record(events.MEMBERS_TOLD, ticket, by=SYSTEM, at=timezone.now(), data=data)


def _mailed(purpose: str, member: Member, ticket: Ticket, text: str, event: Event) -> bool:
    link, what = link_to(ticket), said(member, purpose, name=event.actor_name)
    if ticket.is_internal:
        subject, whole = said(member, "news", code=ticket.code), f"{what}\n\n{link}"
    else:
        asks = said(member, "requester", name=ticket.requester.shown_name) if ticket.requester else ""
        parts = [what, f"{ticket.subject}\n{asks}".strip(), text.strip()[:LONGEST], said(member, "footer", link=link)]
        subject, whole = ticket.subject, "\n\n".join(filter(None, parts))
    return tell(ToMember(purpose, member, ticket, subject, whole, key=event.pk), timezone.now()) is not None


def _ticket(event: Event) -> Ticket | None:
    if timezone.now() - event.at > STALE:
        return None
    rows = Ticket.objects.select_related("requester", "team", "mailbox")
    return rows.filter(pk=event.subject_id, deleted_at=None, merged_into=None).first()


def _member(member_id: int | None, wants: str, ticket: Ticket | None) -> Member | None:
    """The member if they want to hear of it and may see the ticket."""
    rows = Member.objects.select_related("role", "user").filter(pk=member_id or 0, is_active=True, **{wants: True})
    member: Member | None = rows.first()
    return member if member and ticket and may(member_actor(member), "view", ticket).allowed else None


def _is_spam(message: Message | None) -> bool:
    return bool(message and message.incoming and message.incoming.is_spam)
