"""A reply that Usher itself fails to mail says so on the ticket, from the first failure on."""

from datetime import datetime

from usher.base.refusals import Refused
from usher.base.text import one_line
from usher.channels.email.reactions import mail_out
from usher.events import jobs
from usher.events.bus import key_of, record, when_failing
from usher.events.models import Event
from usher.mail.outgoing.outbox import is_queued
from usher.people.actors import Actor
from usher.realtime import publish
from usher.tickets import events
from usher.tickets.models import Message

UNMAILED = "Usher failed on it ({error}) and tries again by itself for a day. Nothing was sent."


class Mailed(Refused):
    """There is nothing to try: it lies in the outbox, or was not to be mailed."""

    code = "mailed"


@when_failing(mail_out)
def show(event: Event, error: Exception) -> None:
    """Write on the message that it was not mailed, and why; whoever mails it takes that away."""
    message = Message.objects.filter(pk=event.data.get("message") or 0, notifies=True, is_public=True).first()
    if message and not is_queued("reply", message.pk):
        message.unmailed = UNMAILED.format(error=one_line(f"{type(error).__name__}: {error}", 200))
        message.save(update_fields=["unmailed"])
        publish(f"ticket:{message.ticket_id}", "mail")


def mail_again(message: Message, *, by: Actor, at: datetime) -> None:
    """Try at once to mail a reply that failed. Refuses one that was mailed, or waits for no mail."""
    if not message.unmailed or is_queued("reply", message.pk):
        raise Mailed("This message waits for no mail.")
    names = (events.REPLIED, events.OPENED)
    about = Event.objects.filter(subject_type="ticket", subject_id=message.ticket_id, name__in=names)
    event = about.filter(data__message=message.pk).order_by("-id").first()
    if event is None:
        raise Mailed("This message came from another ticket; write it anew.")
    record("mail.tried_again", message, by=by, at=at, data={"ticket": message.ticket_id})
    jobs.queue([(event, key_of(mail_out))])
