"""The author of a planned reply hears by mail that it was held: they rely on its having left."""

from django.utils import timezone

from usher.channels.email.telling.telling_members import ToMember, link_to, tell
from usher.events.bus import reacts_later
from usher.events.models import Event
from usher.people.actors import member_actor
from usher.people.models import Member
from usher.tickets import events
from usher.tickets.access import may
from usher.tickets.models import Ticket

HELD = "Your planned reply on {code} was not sent.\n\n{why}\n\nSend it, change it or call it back there:\n{link}"


@reacts_later(events.REPLY_HELD, when=lambda event: bool(event.data.get("author")))
def tell_held(event: Event) -> None:
    """Nothing that the reply or the ticket says stands in the mail."""
    ticket = (
        Ticket.objects.select_related("requester", "team", "mailbox").filter(pk=event.subject_id, deleted_at=None).first()
    )
    member = Member.objects.select_related("role").filter(pk=event.data["author"], is_active=True).first()
    if ticket is None or member is None or not may(member_actor(member), "view", ticket).allowed:
        return
    text = HELD.format(code=ticket.code, why=event.data["why"], link=link_to(ticket))
    tell(ToMember("held", member, ticket, "Not sent: your planned reply", text, key=event.pk), timezone.now())
