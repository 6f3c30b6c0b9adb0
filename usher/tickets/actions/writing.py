"""What reply, note and a requester's message have in common: a message row on a locked ticket."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Required, TypedDict, Unpack

from usher.base.refusals import Invalid, Refused
from usher.base.text import preview
from usher.files.models import StoredFile
from usher.mail.models import IncomingMail
from usher.people.actors import Actor
from usher.tickets.models import Message, MessageFile, Ticket


class Closed(Refused):
    """Closed and cancelled tickets refuse everyone's messages; doors offer a follow-up ticket."""

    code = "ticket_closed"


@dataclass(frozen=True, slots=True)
class Attached:
    """A stored file as part of a message; `content_id` of an inline image (RFC 2392)."""

    file: StoredFile
    is_inline: bool = False
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote: text always, cleaned HTML when there is formatting, the full mail when it had quotes.

    `holds` tells what a mail holds beside its words (`channels/email/holding`).
    """

    text: str
    html: str = ""
    full_text: str = ""
    full_html: str = ""
    files: Sequence[Attached] = field(default_factory=tuple)
    holds: dict[str, Any] = field(default_factory=dict)

    def refuse_empty(self, name: str = "body") -> None:
        if not self.text.strip() and not self.files:
            raise Invalid({name: "The message is empty. Write something or attach a file."})


class Circumstances(TypedDict, total=False):
    """Of a message: what it is, by whom, when, from which door; `email` is the address its author wrote from."""

    kind: Required[str]
    by: Required[Actor]
    at: Required[datetime]
    source: Required[str]
    email: str
    notifies: bool
    sent_to: Sequence[str]
    flag: str
    incoming: IncomingMail | None


def refuse_closed(ticket: Ticket) -> None:
    """Raise Closed when the ticket is closed or cancelled."""
    if ticket.is_closed:
        raise Closed(f"{ticket.code} is {ticket.status_shown.name.lower()}: nothing can be added. Open a follow-up ticket.")


def write(ticket: Ticket, written: Written, *, is_public: bool, **more: Unpack[Circumstances]) -> Message:
    """Add the message and its files and count them on the (locked, unsaved) ticket; see `add` and `count`."""
    message = add(ticket, written, is_public=is_public, **more)
    count(ticket, written, is_public=is_public)
    return message


def count(ticket: Ticket, written: Written, *, is_public: bool) -> None:
    """Count the files and take the preview; the caller saves."""
    ticket.attachment_count += sum(not part.is_inline for part in written.files)
    if is_public and not ticket.is_internal:
        ticket.preview = preview(written.text)


def add(ticket: Ticket, written: Written, *, is_public: bool, **more: Unpack[Circumstances]) -> Message:
    """Add the message's row and its files' and leave the ticket as it is.

    On an internal ticket a message meant as public is stored internal for good (product.md section 2).
    """
    return add_all([Part(ticket, written, more)], is_public=is_public)[0]


class Part(NamedTuple):
    """A message to be: on which ticket, what it says, by whom and when."""

    ticket: Ticket
    written: Written
    more: Circumstances


def add_all(parts: Sequence[Part], *, is_public: bool) -> list[Message]:
    """Add messages of several tickets at once; see `add`."""
    messages = Message.objects.bulk_create([_message(part, is_public) for part in parts])
    files = [
        MessageFile(message=message, file=file.file, is_inline=file.is_inline, content_id=file.content_id)
        for message, part in zip(messages, parts, strict=True)
        for file in part.written.files
    ]
    if files:
        MessageFile.objects.bulk_create(files)
    return messages


def _message(part: Part, is_public: bool) -> Message:
    (ticket, written, more), by = part, part.more["by"]
    return Message(
        ticket=ticket, kind=more["kind"], is_public=is_public and not ticket.is_internal,
        author_kind=by.kind, author_member_id=by.id if by.kind == "member" else None,
        author_contact_id=by.id if by.kind == "contact" else None, author_name=by.name, author_email=more.get("email", ""),
        text=_storable(written.text), html=_storable(written.html), full_text=_storable(written.full_text),
        full_html=_storable(written.full_html), source=more["source"], notifies=more.get("notifies", False),
        holds=written.holds, sent_to=list(more.get("sent_to", ())), flag=more.get("flag", ""), incoming=more.get("incoming"),
        created_at=more["at"],
    )  # fmt: skip


def _storable(text: str) -> str:
    # PostgreSQL's text has no NUL; everything else may come as it is.
    return text.replace("\x00", "")
