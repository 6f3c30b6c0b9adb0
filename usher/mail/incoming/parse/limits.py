"""How much of a mail is read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes (characters for text). Beyond `message_bytes` only the header of a mail is read."""

    message_bytes: int = 60_000_000
    text_characters: int = 2_000_000
    attachments: int = 500
    parts: int = 1_000
    depth: int = 30
