"""Nothing leaves of what is internal: mails that still wait are called back, and none is sent again."""

from contextlib import suppress

from usher.base.refusals import Refused
from usher.events.bus import reacts_now
from usher.events.models import Event
from usher.mail.actions import cancel
from usher.mail.actions.cancelling import TooLate
from usher.mail.models import OutgoingMail
from usher.mail.models.outgoing import RecipientState
from usher.people.actors import SYSTEM
from usher.tickets import events
from usher.tickets.models import Message, Ticket


class Internal(Refused):
    """The mail is of a ticket, or carries a message, that only members may see."""

    code = "internal"


@reacts_now(events.VISIBILITY_CHANGED)
def call_back(event: Event) -> None:
    """A ticket became internal: its mails that have not left stay here."""
    if event.data["to"] != "internal":
        return
    waiting = OutgoingMail.objects.filter(ticket_id=event.subject_id, recipients__state=RecipientState.QUEUED)
    for mail in waiting.distinct().defer("content"):
        with suppress(TooLate):  # it is leaving this moment
            cancel(mail, by=SYSTEM, at=event.at)


@reacts_now("mail.sent_again", "mail.redirected")
def keep_here(event: Event) -> None:
    """Raising undoes the sending, whichever door asked for it."""
    mail = OutgoingMail.objects.defer("content").get(pk=event.subject_id)
    if Ticket.objects.filter(pk=mail.ticket_id or 0, visibility="internal").exists():
        raise Internal("The ticket is internal by now, so nothing of it is mailed.")
    if mail.purpose == "reply" and Message.objects.filter(pk=mail.message_key or 0, is_public=False).exists():
        raise Internal("The message is internal by now, so it is not mailed.")
