"""What a mail says, as a message of a ticket."""

from collections.abc import Iterable
from datetime import datetime

from usher.base.html import clean, html_to_text
from usher.base.text import one_line
from usher.channels.email.arriving.holding import held_by
from usher.files.actions import store
from usher.mail.incoming.ledger import PARTIAL
from usher.mail.message import Attachment, ParsedMessage
from usher.mail.mime.armor import without_armor
from usher.mail.models import IncomingMail
from usher.tickets.actions.writing import Attached, Written

NO_TEXT = "(no text)"
NO_SUBJECT = "(no subject)"
ENCRYPTED = "(This message is encrypted. Usher cannot read it; it is kept as it came.)"
SUBJECT_LENGTH = 500
LARGEST_MB = 50


def subject_of(message: ParsedMessage) -> str:
    """The subject as a ticket can have it; the raw mail keeps what is cut."""
    return one_line(message.subject, SUBJECT_LENGTH) or NO_SUBJECT


def written_in(mail: IncomingMail, message: ParsedMessage, at: datetime, *, is_answer: bool) -> Written:
    """The message with its files. An answer is shown without its quoted history and keeps the full text beside it.

    HTML is cleaned here, once; pictures inside keep `cid:` addresses, which the page turns into those of their files.
    """
    files, holds = attached(message.attachments, at), held_by(message)
    text, html = message.text, _cleaned(message.html)
    if not text.strip() and html:
        text = html_to_text(html)
    said = without_armor(text)
    if not is_answer and said != text:
        return Written(text=said.strip(), full_text=text, files=files, holds=holds)
    if not is_answer or not message.reply_text.strip() or message.reply_text == message.text:
        return Written(text=text.strip() or _instead(mail, message, bool(files)), html=html, files=files, holds=holds)
    return Written(
        text=message.reply_text, html=_cleaned(message.reply_html), full_text=text, full_html=html, files=files, holds=holds
    )


def attached(attachments: Iterable[Attachment], at: datetime) -> list[Attached]:
    """The files of a mail, stored."""
    return [
        Attached(
            store(name=each.name, content=each.content, content_type=each.content_type, at=at),
            is_inline=each.inline,
            content_id=each.content_id or "",
        )
        for each in attachments
    ]


def _cleaned(html: str | None) -> str:
    if not html or not html.strip():
        return ""
    return clean(html, cid_url=lambda content_id: f"cid:{content_id}").html.strip()


def _instead(mail: IncomingMail, message: ParsedMessage, has_files: bool) -> str:
    if mail.is_partial:
        return PARTIAL.format(limit=LARGEST_MB)
    if message.is_encrypted:
        return ENCRYPTED
    return "" if has_files else NO_TEXT
