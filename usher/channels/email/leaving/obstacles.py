"""Why the mail of a planned reply would not leave: asked at its time, for its author relies on its leaving."""

from usher.channels.email.leaving.replying import mailbox_for
from usher.mail.models import Mailbox
from usher.mail.outgoing.suspending import suspended
from usher.tickets.actions.sending_pending import stands_in_the_way
from usher.tickets.models import PendingReply

NO_MAILBOX = "No mailbox is switched on to send it from."
CANNOT_SEND = "The mailbox {address} cannot send: it is switched off, signed out or has no outgoing server."
STOPPED = "Mail to {address} is stopped, for two mails in a row came back ({reason}). Let it go there again or correct it."


@stands_in_the_way
def keeps_mail_back(pending: PendingReply) -> str:
    """The mailbox that cannot send, or the address that takes no mail; empty where nobody is mailed anyway."""
    to = _first(pending)
    if not to:
        return ""
    mailbox = mailbox_for(pending.ticket)
    if mailbox is None:
        return NO_MAILBOX if Mailbox.objects.exists() else ""  # without any mailbox replies are read in the portal
    if not mailbox.is_active or not mailbox.smtp_host or mailbox.is_signed_out:
        return CANNOT_SEND.format(address=mailbox.address)
    stopped = suspended([to]).get(to)
    return STOPPED.format(address=to, reason=stopped.reason or "unknown") if stopped else ""


def _first(pending: PendingReply) -> str:
    """Whom it is written to; those in copy keep it from nobody else."""
    if pending.sent_to:
        return str(pending.sent_to[0]).strip().lower()
    asking = pending.ticket.requester
    return asking.email if asking else ""
