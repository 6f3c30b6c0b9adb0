"""Which mail no person wrote."""

from usher.mail.message import Kind, ParsedMessage


def is_automatic(message: ParsedMessage) -> bool:
    """Whether no person wrote it (RFC 3834): it is added, but wakes nobody and reopens nothing."""
    submitted = (message.header("auto-submitted") or "no").strip().lower()
    return message.kind is Kind.AUTO_REPLY or not submitted.startswith("no")
