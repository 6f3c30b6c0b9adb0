from usher.mail.models.incoming import IncomingMail, RawMail
from usher.mail.models.mailbox import Mailbox
from usher.mail.models.outgoing import OutgoingMail, Recipient
from usher.mail.models.sunk import SunkMail

__all__ = ["IncomingMail", "Mailbox", "OutgoingMail", "RawMail", "Recipient", "SunkMail"]
