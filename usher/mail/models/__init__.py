from usher.mail.models.incoming import IncomingMail, RawMail
from usher.mail.models.mailbox import Mailbox
from usher.mail.models.outgoing import OutgoingMail, Recipient
from usher.mail.models.shared_address import SharedAddress
from usher.mail.models.sunk import SunkMail
from usher.mail.models.suspension import Suspension
from usher.mail.models.template import MailTemplate

__all__ = [
    "IncomingMail", "MailTemplate", "Mailbox", "OutgoingMail", "RawMail", "Recipient", "SharedAddress", "SunkMail",
    "Suspension",
]  # fmt: skip
