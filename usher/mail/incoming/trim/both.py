"""The reply of a mail that may have text, HTML or both."""

from usher.base.html import html_to_text
from usher.mail.incoming.trim.page import trim_html
from usher.mail.incoming.trim.text import trim_text
from usher.mail.incoming.trim.vocabulary import FORWARD_SUBJECT


def trim(text: str, html: str | None, *, is_plain_written: bool, subject: str) -> tuple[str, str | None]:
    """Return the reply as text and as uncleaned HTML.

    `is_plain_written` tells that the sender's program wrote the text itself. When nothing can be cut from such a text
    but the page shows a quote by its structure, the page's reply is taken.
    """
    is_forward = bool(FORWARD_SUBJECT.match(subject))
    reply_html = None if html is None else trim_html(html, is_forward=is_forward)
    if html is None or reply_html is None:
        return trim_text(text, is_forward=is_forward), reply_html
    if not is_plain_written:
        reply = html_to_text(reply_html)
        return (trim_text(reply, is_forward=is_forward) if reply_html == html else reply), reply_html
    reply = trim_text(text, is_forward=is_forward)
    if reply_html != html and len(reply) >= len(text.strip()):
        from_page = html_to_text(reply_html)
        return (from_page if from_page and len(from_page) < len(reply) else reply), reply_html
    return reply, reply_html
