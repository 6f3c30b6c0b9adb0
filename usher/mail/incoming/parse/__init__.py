"""Reading mails: `parse` takes the raw bytes and gives back everything a helpdesk needs of them."""

from usher.mail.incoming.parse.limits import Limits
from usher.mail.incoming.parse.reading import parse
from usher.mail.message import Address, Attachment, Bounce, FailedRecipient, Kind, ParsedMessage

__all__ = ["Address", "Attachment", "Bounce", "FailedRecipient", "Kind", "Limits", "ParsedMessage", "parse"]
