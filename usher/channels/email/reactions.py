"""What the mail channel does when others announce: it sends, and it tells members what did not arrive."""

from collections.abc import Sequence
from contextlib import suppress

from django.utils import timezone

from usher.base.text import one_line
from usher.channels.email.leaving.replying import send_reply
from usher.channels.email.telling.automatic import acknowledge
from usher.events.bus import caused_by, reacts_later, reacts_later_together
from usher.events.models import Event
from usher.mail.outgoing.settling import UNDELIVERED
from usher.people.actors import SYSTEM
from usher.tickets import actions as tickets
from usher.tickets import events
from usher.tickets.models import Message, Ticket
from usher.tickets.queries import goes_on_in

_SAID = {
    "failed": "Not delivered to {address}: {detail}",
    "bounced": "Not delivered to {address}: {detail}",
    "unknown": "It is not known whether {address} got the message: {detail}",
}


def _is_mailed(event: Event) -> bool:
    return bool(event.data.get("notifies"))


def _came_by_mail(event: Event) -> bool:
    return event.data.get("source") == "email" and not event.data.get("notifies")


@reacts_later(events.REPLIED, events.OPENED, when=_is_mailed)
def mail_out(event: Event) -> None:
    """Mail what a member wrote to the people of the ticket."""
    message = Message.objects.select_related("ticket", "author_member").filter(pk=event.data.get("message")).first()
    if message and message.notifies and message.is_public:
        send_reply(message, timezone.now())


@reacts_later_together(events.OPENED, when=_came_by_mail)
def acknowledge_all(opened: Sequence[Event]) -> None:
    """Tell the requesters of tickets that came by mail."""
    cause_of = {event.data.get("message"): event.pk for event in opened}
    messages = Message.objects.filter(pk__in=cause_of, source="email").order_by("pk")
    for message in messages.prefetch_related("ticket__requester", "incoming__mailbox", "author_contact"):
        with caused_by(cause_of[message.pk]):
            acknowledge(message, timezone.now())


@reacts_later(UNDELIVERED, when=lambda event: bool(event.data.get("ticket")))
def tell_members(event: Event) -> None:
    """Write a note about each recipient who did not get the mail, where the ticket goes on; closed ones take none.

    Later, for it locks the ticket: whoever settles recipients holds them, and others hold the ticket and want them.
    """
    ticket = Ticket.objects.filter(pk=event.data["ticket"]).first()
    lines = [_SAID[each["state"]].format(**each) for each in event.data["recipients"] if each["state"] in _SAID]
    if ticket is None or not lines:
        return
    place, written = goes_on_in(ticket), tickets.Written(text="\n".join(one_line(line, 600) for line in lines))
    if Event.objects.filter(subject_type="ticket", subject_id=place.pk, cause_id=event.pk).exists():
        return  # told before, by a job that then died
    with suppress(tickets.Closed):
        tickets.note(place, written, by=SYSTEM, at=timezone.now(), source="email", flag="Not delivered")
