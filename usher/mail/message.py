"""What a mail is once it has been read: plain frozen values, without rows and without bytes of the envelope."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What sort of mail this is: only `MESSAGE` was written by a person (or a system that wants a ticket)."""

    MESSAGE = "message"
    BOUNCE = "bounce"
    AUTO_REPLY = "auto_reply"
    FEEDBACK = "feedback"
    DELIVERY_DELAY = "delivery_delay"


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox: a display name (may be empty) and an address, the domain in lower case."""

    name: str
    address: str

    @property
    def key(self) -> str:
        """The address in lower case, for comparison."""
        return self.address.lower()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with the mail; `name` is safe to store and show, `content_id` has no angle brackets."""

    name: str
    content_type: str
    content: bytes
    inline: bool = False
    content_id: str | None = None


@dataclass(frozen=True, slots=True)
class FailedRecipient:
    """One recipient of a delivery report (RFC 3464): the action in lower case, the status as in RFC 3463."""

    recipient: str | None
    action: str
    status: str | None = None
    diagnostic: str | None = None


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a report says: about whom, and about which of our messages (`message_id` with angle brackets)."""

    recipients: tuple[FailedRecipient, ...]
    message_id: str | None = None

    @property
    def worst(self) -> FailedRecipient | None:
        """The recipient that failed, else the first one."""
        failed = [each for each in self.recipients if each.action == "failed"]
        return next(iter(failed or self.recipients), None)

    def to_dict(self) -> dict[str, Any]:
        """Return the worst recipient in the shape that `usher mail parse` prints."""
        worst = self.worst
        return {
            "recipient": worst.recipient if worst else None,
            "action": worst.action if worst else None,
            "status": worst.status if worst else None,
            "message_id": self.message_id,
        }


@dataclass(frozen=True, slots=True)
class Invite:
    """What a mail invites to (RFC 5546). Times carry their zone unless they are meant wherever one is (`zone` empty).

    `people` are the first invited, `people_count` all; `answer` is what an attendee replied (ACCEPTED, DECLINED, …).
    """

    method: str
    summary: str
    starts: datetime | None
    ends: datetime | None
    zone: str
    is_all_day: bool
    location: str
    organizer: str
    people: tuple[str, ...]
    people_count: int
    answer: str
    is_series: bool


@dataclass(frozen=True, slots=True)
class ParsedMessage:
    """One mail, read. Text never holds NUL or lone surrogates; message ids keep their angle brackets.

    `html` is what the sender wrote and must be cleaned before anyone sees it. `reply_text` and `reply_html` are the
    same without the quoted history. `error` tells why only a part of the mail could be read.
    """

    subject: str = ""
    sender: Address | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    message_id: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    date: datetime | None = None
    text: str = ""
    html: str | None = None
    reply_text: str = ""
    reply_html: str | None = None
    attachments: tuple[Attachment, ...] = ()
    kind: Kind = Kind.MESSAGE
    bounce: Bounce | None = None
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    is_encrypted: bool = False
    is_signed: bool = False
    invite: Invite | None = None
    error: str | None = None

    def header(self, name: str) -> str | None:
        """Return the first (topmost) header of that name, decoded, or None."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    def header_all(self, name: str) -> tuple[str, ...]:
        """Return all headers of that name from top to bottom, decoded."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key.lower() == wanted)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON of `usher mail parse` (its caller adds `file`); times in ISO 8601."""
        return {
            "subject": self.subject,
            "from": _address(self.sender) if self.sender else None,
            "to": [_address(each) for each in self.to],
            "cc": [_address(each) for each in self.cc],
            "reply_to": [_address(each) for each in self.reply_to],
            "message_id": self.message_id,
            "in_reply_to": self.in_reply_to,
            "references": list(self.references),
            "date": self.date.isoformat() if self.date else None,
            "text": self.text,
            "html": self.html,
            "reply": self.reply_text,
            "attachments": [_file(each) for each in self.attachments],
            "kind": self.kind.value,
            "bounce": self.bounce.to_dict() if self.bounce else None,
            "error": self.error,
        }


def _address(address: Address) -> dict[str, str]:
    return {"name": address.name, "address": address.address}


def _file(attachment: Attachment) -> dict[str, Any]:
    return {
        "name": attachment.name,
        "type": attachment.content_type,
        "size": len(attachment.content),
        "inline": attachment.inline,
        "content_id": attachment.content_id,
    }
