"""What stands in the mail of a reply: the text, the signature, the message it answers, and the files."""

import re
from dataclasses import dataclass

from usher.base.html import text_to_html
from usher.base.text import one_line
from usher.files.actions import content_of
from usher.mail.marker import REPLY_MARKER
from usher.mail.outgoing.compose import File
from usher.organizations.queries import current
from usher.tickets.models import Message, MessageFile, Ticket

LONGEST_QUOTE = 5_000  # characters
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


def content_of_reply(message: Message) -> Said:
    """Everything the mail says. Pictures travel as its parts: an address of ours would be closed to its readers."""
    files = list(message.files.select_related("file").order_by("id"))
    body = message.html or text_to_html(message.text)
    shown = {content_id for image in _IMAGE.findall(body) for content_id in _CID.findall(image)}
    inline = [part for part in files if part.content_id and part.content_id in shown]
    attached = [part for part in files if part not in inline]
    html = _IMAGE.sub(lambda found: found[0] if _CID.search(found[0]) else "", body)
    signature, quoted = _signature(message), _quoted(message)
    return Said(
        subject=_subject(message),
        text="\n\n".join(filter(None, [
            REPLY_MARKER, message.text.strip(), f"-- \n{signature}" if signature else "", _as_text(quoted),
        ])),
        html="".join([
            f'<div style="color:#888888">{REPLY_MARKER}</div>', html,
            f"<div>-- </div>{text_to_html(signature)}" if signature else "", _as_html(quoted),
        ]),
        attachments=[_file(part, is_shown=False) for part in attached],
        inline_images=[_file(part) for part in inline],
    )  # fmt: skip


def _file(part: MessageFile, *, is_shown: bool = True) -> File:
    return File(part.file.name, part.file.content_type, content_of(part.file), part.content_id if is_shown else None)


def _subject(message: Message) -> str:
    """The ticket's subject with its code once; "Re:" once, unless the mail opens the conversation."""
    ticket: Ticket = message.ticket
    is_first = not ticket.messages.filter(id__lt=message.pk, is_public=True).exists()
    stem = one_line(_PREFIXES.sub("", ticket.subject).replace(f"[{ticket.code}]", ""), 400)
    return f"{'' if is_first else 'Re: '}{stem} [{ticket.code}]"


def _signature(message: Message) -> str:
    return message.author_member.signature.strip() if message.author_member else ""


def _quoted(message: Message) -> tuple[str, str] | None:
    """Who wrote when, and the text, of the public message before this one; notes are never quoted."""
    earlier = message.ticket.messages.filter(id__lt=message.pk, is_public=True).order_by("-id").first()
    if earlier is None:
        return None
    when = f"{earlier.created_at:%Y-%m-%d %H:%M} UTC"
    author = earlier.author_name if earlier.author_kind != "token" else current().name
    return f"On {when}, {one_line(author, 100)} wrote:", earlier.text.strip()[:LONGEST_QUOTE]


def _as_text(quoted: tuple[str, str] | None) -> str:
    if quoted is None:
        return ""
    return quoted[0] + "\n" + "\n".join(f"> {line}".rstrip() for line in quoted[1].splitlines())


def _as_html(quoted: tuple[str, str] | None) -> str:
    if quoted is None:
        return ""
    return f"{text_to_html(quoted[0])}<blockquote>{text_to_html(quoted[1])}</blockquote>"
