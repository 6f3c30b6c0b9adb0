"""Messages as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe

from usher.base.html import text_to_html
from usher.base.text import hue_of, initials
from usher.frame.pieces import Attachment
from usher.mail.message import Kind
from usher.mail.queries import Delivery
from usher.tickets.actions.accepting_senders import is_unconfirmed
from usher.tickets.models import Message, MessageFile, Ticket
from usher.web.mail.proofs import Proof, proof_of
from usher.web.tickets.addresses import Addresses
from usher.web.tickets.holding import Held, held_in
from usher.web.tickets.images import loaded, placed, withheld

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


@dataclass(frozen=True)
class Face:
    """A person as an avatar needs them."""

    name: str
    initials: str
    hue: int


@dataclass(frozen=True)
class Body:
    """What was written: safe HTML; `withheld` remote pictures are not loaded; `images_url` loads them.

    `full_url` shows the whole mail with its quoted history, where there is one and this is not it.
    """

    id: int
    html: SafeString
    withheld: int = 0
    images_url: str = ""
    full_url: str = ""
    chosen: bool = False  # the reader asked for this form: a live refresh leaves it alone


@dataclass(frozen=True)
class Entry:
    """One message of the thread. `fresh`: it came after the reader last looked; `flag`: why to look twice."""

    id: int
    kind: str
    author: Face
    body: Body
    at: datetime
    url: str
    mine: bool
    public: bool
    fresh: bool = False
    to: str = ""
    address: str = ""
    flag: str = ""
    attachments: Sequence[Attachment] = ()
    deliveries: Sequence[Delivery] = field(default=())
    unmailed: str = ""  # why no mail of it left yet, through our own fault
    original_url: str = ""
    holds: Held | None = None
    origin: str = ""  # the code of the ticket where it was written, if that is another one
    proof: Proof | None = None  # whether its sender is who they say
    is_automatic: bool = False  # a machine of the sender's answered: an absence, a receipt
    why_url: str = ""
    accept_url: str = ""  # lets the unknown sender of this message take part


def entry_of(
    message: Message, ticket: Ticket, addresses: Addresses, *, seen_at: datetime | None, deliveries: Sequence[Delivery] = (),
    member_id: int | None = None,
) -> Entry:  # fmt: skip
    """The message as its reader (the member) sees it; asks the database nothing when the files are prefetched."""
    own = message.author_member_id is not None and message.author_member_id == member_id
    return Entry(
        id=message.pk,
        kind=message.kind,
        author=face_of(message),
        body=body_of(message, addresses),
        at=message.created_at,
        url=addresses.at("message", message=message.pk),
        mine=message.is_from_staff,
        public=message.is_public,
        fresh=not own and seen_at is not None and message.created_at > seen_at,
        to=_recipients(message, ticket),
        address="" if message.is_from_staff else message.author_email,
        flag=message.flag,
        holds=held_in(message.holds),
        attachments=[_attachment(part, addresses) for part in message.files.all() if not part.is_inline],
        deliveries=deliveries,
        unmailed=message.unmailed,
        original_url=addresses.at("original", message=message.pk) if message.incoming_id else "",
        origin=message.came_from.code if message.came_from else "",
        proof=None if message.is_from_staff else proof_of(message.incoming),
        is_automatic=message.incoming is not None and message.incoming.kind == Kind.AUTO_REPLY,
        why_url=addresses.at("why", message=message.pk) if message.incoming_id else "",
        accept_url=addresses.at("accept-sender", message=message.pk) if is_unconfirmed(message) else "",
    )


def body_of(message: Message, addresses: Addresses, *, full: bool = False, images: bool = False) -> Body:
    """The text of a message: short or with all it quoted, its remote pictures withheld or loaded through us."""
    has_more = bool(message.full_html or message.full_text)
    text, html = (message.full_text, message.full_html) if full and has_more else (message.text, message.html)
    safe = html or text_to_html(text)
    files = {part.content_id: _file_url(part, addresses) for part in message.files.all() if part.content_id}
    safe = placed(safe, files)
    hidden = len(withheld(safe))
    own = addresses.at("message", message=message.pk)
    suffix = "&full=1" if full else ""
    if images and hidden:
        proxy = addresses.at("remote-image", message=message.pk, form="full" if full and has_more else "short", index=0)
        safe, hidden = loaded(safe, proxy), 0
    return Body(
        id=message.pk,
        html=mark_safe(safe),  # cleaned when it was stored, escaped just now otherwise
        withheld=hidden,
        images_url=f"{own}?images=1{suffix}",
        full_url=f"{own}?full=1" if has_more and not full else "",
        chosen=full or images,
    )


def face_of(message: Message) -> Face:
    """Who wrote it, under the name they had then."""
    person = message.author_member or message.author_contact
    name = message.author_name or message.author_email or "—"
    return Face(name, initials(name), person.hue if person else hue_of(message.author_email or name))


def _recipients(message: Message, ticket: Ticket) -> str:
    if not (message.is_from_staff and message.is_public):
        return ""
    if message.sent_to:
        return ", ".join(message.sent_to)
    if not message.notifies:
        return ""
    return ticket.requester.shown_name if ticket.requester else ""


def _attachment(part: MessageFile, addresses: Addresses) -> Attachment:
    file, url = part.file, _file_url(part, addresses)
    thumbnail = url if file.content_type in PICTURES and file.size < 2_000_000 else None
    return Attachment(file.name, url, file.size, file.content_type, thumbnail)


def _file_url(part: MessageFile, addresses: Addresses) -> str:
    return addresses.at("file", file=part.pk)
