"""Members hear by mail that a ticket became theirs and that somebody outside wrote on one of theirs; each can switch it.

Never of their own act, never of spam, and nothing internal stands in such a mail: of an internal ticket only its code and
where it is. An answer to it goes out as the team's reply (`members.py`).
"""

from datetime import timedelta

from django.utils import timezone

from usher.channels.email.telling.telling_members import ToMember, above, link_to, tell
from usher.events.bus import reacts_later
from usher.events.models import Event
from usher.people.actors import member_actor
from usher.people.models import Member
from usher.tickets import events
from usher.tickets.access import may
from usher.tickets.models import Message, Ticket, description_of

STALE = timedelta(days=1)  # of what happened longer ago (imports, replays) nobody is told
LONGEST = 5_000  # characters of the customer's text
FOOTER = "Answer this mail to reply to the customer; begin with a line #note for a note to your team. {link}"


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
        said = first if first and first.is_public else None
        _tell("given", member, ticket, f"{event.actor_name} gave you this ticket.", said, event)


@reacts_later(events.RECEIVED, when=_is_heard)
def tell_written(event: Event) -> None:
    """Tell those who have the ticket, or follow it, that somebody outside wrote."""
    ticket = _ticket(event)
    message = Message.objects.select_related("incoming").filter(pk=event.data.get("message")).first()
    if ticket is None or message is None or _is_spam(message):
        return
    said = message if message.is_public else None
    hands = {ticket.assignee_id, *ticket.assignments.values_list("member_id", flat=True)}
    for member_id in sorted(filter(None, {*hands, *ticket.followers.values_list("member_id", flat=True)})):
        if member := _member(member_id, "hears_replies", ticket):
            _tell("written", member, ticket, f"{event.actor_name} wrote.", said, event)


def _tell(purpose: str, member: Member, ticket: Ticket, what: str, said: Message | None, event: Event) -> None:
    link = link_to(ticket)
    if ticket.is_internal:
        subject, text = f"News on {ticket.code}", f"{what}\n\n{link}"
    else:
        asks = f"Requester: {ticket.requester.shown_name}" if ticket.requester else ""
        words = said.text.strip()[:LONGEST] if said else ""
        parts = [what, f"{ticket.subject}\n{asks}".strip(), words, FOOTER.format(link=link)]
        subject, text = ticket.subject, above("\n\n".join(filter(None, parts)))
    tell(ToMember(purpose, member, ticket, subject, text, key=event.pk), timezone.now())


def _ticket(event: Event) -> Ticket | None:
    if timezone.now() - event.at > STALE:
        return None
    rows = Ticket.objects.select_related("requester", "team", "mailbox")
    return rows.filter(pk=event.subject_id, deleted_at=None, merged_into=None).first()


def _member(member_id: int | None, wants: str, ticket: Ticket | None) -> Member | None:
    """The member if they want to hear of it and may see the ticket."""
    rows = Member.objects.select_related("role").filter(pk=member_id or 0, is_active=True, **{wants: True})
    member: Member | None = rows.first()
    return member if member and ticket and may(member_actor(member), "view", ticket).allowed else None


def _is_spam(message: Message | None) -> bool:
    return bool(message and message.incoming and message.incoming.is_spam)
