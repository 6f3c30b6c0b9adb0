"""How long a reply waits before it leaves, so that its author can think again."""

from datetime import timedelta

from usher.channels.email.leaving.replying import mailbox_for
from usher.tickets.models import Ticket


def undo_window(ticket: Ticket) -> timedelta:
    """What the mailbox says that its mail would leave through; none where nothing would be mailed."""
    if ticket.is_internal:
        return timedelta()
    mailbox = mailbox_for(ticket)
    return timedelta(seconds=mailbox.undo_seconds if mailbox else 0)
