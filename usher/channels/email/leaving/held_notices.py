"""The author of a planned reply hears by mail that it was held: they rely on its having left."""

from datetime import datetime

from django.utils import timezone

from usher.channels.email.telling.member_words import said
from usher.channels.email.telling.telling_members import ToMember, link_to, tell
from usher.events.bus import reacts_later
from usher.events.models import Event
from usher.people.models import Member
from usher.tickets import events
from usher.tickets.actions.calling_back import keeps_text
from usher.tickets.models import PendingReply, Ticket


@reacts_later(events.REPLY_HELD)
def tell_held(event: Event) -> None:
    """Tell its author, and whose ticket it is where the author cannot take care of it any more or was a program.

    Nothing that the reply or the ticket says stands in the mail, so its author hears of it also where they may not read
    the ticket any more, and of one in the bin.
    """
    ticket = Ticket.objects.select_related("requester", "team", "mailbox").filter(pk=event.subject_id).first()
    row = PendingReply.objects.filter(pk=event.data["pending"]).exclude(held_at=None).first()
    if ticket is None or row is None:  # sent, planned anew or called back in the meantime
        return
    at = timezone.now()
    author, assignee = _active(event.data.get("author")), _active(ticket.assignee_id)
    if author:
        _tell("held", author, ticket, row, event, at)
    if assignee and assignee != author and not keeps_text(row, at):
        _tell("held_others", assignee, ticket, row, event, at)


def _tell(what: str, member: Member, ticket: Ticket, row: PendingReply, event: Event, at: datetime) -> None:
    text = said(member, what, code=ticket.code, why=event.data["why"], link=link_to(ticket), name=row.author_name)
    tell(ToMember("held", member, ticket, said(member, "held_subject"), text, key=event.pk), at)


def _active(member_id: int | None) -> Member | None:
    return Member.objects.select_related("user").filter(pk=member_id or 0, is_active=True).first()
