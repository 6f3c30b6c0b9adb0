from usher.mail.models.incoming import IncomingMail, RawMail
from usher.mail.models.mailbox import Mailbox
from usher.mail.models.outgoing import OutgoingMail, Recipient

__all__ = ["IncomingMail", "Mailbox", "OutgoingMail", "RawMail", "Recipient"]
