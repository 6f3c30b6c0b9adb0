"""The author of a planned reply hears by mail that it was held: they rely on its having left."""

from django.utils import timezone

from usher.channels.email.telling.member_words import said
from usher.channels.email.telling.telling_members import ToMember, link_to, tell
from usher.events.bus import reacts_later
from usher.events.models import Event
from usher.people.models import Member
from usher.tickets import events
from usher.tickets.models import PendingReply, Ticket


@reacts_later(events.REPLY_HELD)
def tell_held(event: Event) -> None:
    """Tell its author, or whose ticket it is where the author is gone or was a program.

    Nothing that the reply or the ticket says stands in the mail, so its author hears of it also where they may not read
    the ticket any more, and of one in the bin.
    """
    ticket = Ticket.objects.select_related("requester", "team", "mailbox").filter(pk=event.subject_id).first()
    row = PendingReply.objects.filter(pk=event.data["pending"]).exclude(held_at=None).first()
    if ticket is None or row is None:  # sent, planned anew or called back in the meantime
        return
    member, what = _active(event.data.get("author")), "held"
    if member is None:
        member, what = _active(ticket.assignee_id), "held_others"
    if member is None:
        return
    text = said(member, what, code=ticket.code, why=event.data["why"], link=link_to(ticket), name=row.author_name)
    tell(ToMember("held", member, ticket, said(member, "held_subject"), text, key=event.pk), timezone.now())


def _active(member_id: int | None) -> Member | None:
    return Member.objects.select_related("user").filter(pk=member_id or 0, is_active=True).first()
