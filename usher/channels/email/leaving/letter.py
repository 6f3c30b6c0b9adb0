"""What stands in the mail of a reply: the text, the signature, what it answers, and the files."""

import re
from dataclasses import dataclass
from html import escape

from usher.base.html import text_to_html
from usher.base.text import one_line
from usher.channels.email.leaving.quoting import as_html, as_text, quotes_for
from usher.channels.email.leaving.signature import signature_of
from usher.files.actions import content_of
from usher.mail.marker import marker
from usher.mail.models import Mailbox
from usher.mail.outgoing.compose import File
from usher.mail.outgoing.page import as_page
from usher.mail.wording.finding import short
from usher.organizations.queries import current
from usher.people.models import Contact
from usher.tickets.models import Message, MessageFile, Ticket

_PREFIXES = re.compile(
    r"^\s*((re|aw|sv|vs|antw|odp|ynt|res|rif|ref|fw|fwd|wg|tr|rv|回复|回覆|答复|转发)(\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE
)
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_CID = re.compile(r"""\bsrc=["']cid:([^"']+)["']""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """The parts of a reply's mail, ready to be composed."""

    subject: str
    text: str
    html: str
    attachments: list[File]
    inline_images: list[File]


def content_of_reply(message: Message, mailbox: Mailbox) -> Said:
    """Everything the mail says. Pictures travel as its parts: an address of ours would be closed to its readers."""
    files = list(message.files.select_related("file").order_by("id"))
    body = message.html or text_to_html(message.text)
    shown = {content_id for image in _IMAGE.findall(body) for content_id in _CID.findall(image)}
    inline = [part for part in files if part.content_id and part.content_id in shown]
    attached = [part for part in files if part not in inline]
    html = _IMAGE.sub(lambda found: found[0] if _CID.search(found[0]) else "", body)
    language = language_of(message.ticket.requester)
    line = marker(language) if mailbox.marks_replies else ""
    signature = signature_of(message.author_member, message.ticket, mailbox)
    quotes = quotes_for(message, mailbox.quoting, language)
    below = f"-- \n{signature.text}" if signature.text else ""
    page = "".join([
        f'<p class="marker">{escape(line)}</p>' if line else "", html,
        f'<div class="signature">{signature.html}</div>' if signature.html else "", as_html(quotes),
    ])  # fmt: skip
    return Said(
        subject=_subject(message),
        text="\n\n".join(filter(None, [line, message.text.strip(), below, as_text(quotes)])),
        html=as_page(page, language=language),
        attachments=[_file(part, is_shown=False) for part in attached],
        inline_images=[_file(part) for part in inline],
    )


def language_of(contact: Contact | None) -> str:
    """In which language this person is written to: their own, else the organization's."""
    return short(contact.language if contact else "") or short(current().language)


def _file(part: MessageFile, *, is_shown: bool = True) -> File:
    return File(part.file.name, part.file.content_type, content_of(part.file), part.content_id if is_shown else None)


def _subject(message: Message) -> str:
    """The ticket's subject with its code once; "Re:" once, unless the mail opens the conversation."""
    ticket: Ticket = message.ticket
    is_first = not ticket.messages.filter(id__lt=message.pk, is_public=True).exists()
    stem = one_line(_PREFIXES.sub("", ticket.subject).replace(f"[{ticket.code}]", ""), 400)
    return f"{'' if is_first else 'Re: '}{stem} [{ticket.code}]"
