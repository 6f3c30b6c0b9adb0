"""Which pictures of a member's mail are a part of what they say: not the logo of a signature, nor what a quote repeats."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable
from html import unescape
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, document_fromstring, tostring  # type: ignore[import-untyped]

from usher.base.html import html_to_text
from usher.mail.incoming.trim import trim_text
from usher.mail.incoming.trim.page import MAX_HTML, MAX_TAGS
from usher.mail.message import Attachment, ParsedMessage
from usher.tickets.models import MessageFile, Ticket

SMALL = 100 * 1024  # bytes: a logo; a larger picture below a signature was meant

_PLACE = "\ue000{}\ue001"  # of a picture, while the text is cut; letters for private use stand in no mail
_PLACES = re.compile("\ue000(.*?)\ue001")
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_SOURCE = re.compile(r"""\bsrc="(cid:[^"]*)""", re.IGNORECASE)
_SIGNATURE = re.compile(r"signature", re.IGNORECASE)


def said_with(message: ParsedMessage, ticket: Ticket, *, keeps_page: bool) -> list[Attachment]:
    """The files that belong to what a member wrote: all that the mail attaches, and the pictures in their own words.

    Pictures in the quote or in the signature are left out where they are small or lie on the ticket already; where only
    the text goes on (not `keeps_page`), small ones in the words too that come twice or lie there. No other is lost.
    """
    shown = [each for each in message.attachments if each.inline]
    if not shown:
        return list(message.attachments)
    own = pictures_in_words(message.reply_html if message.reply_html is not None else message.html or "")
    digests = {each.content_id: _digest(each.content) for each in shown}
    known = _on_ticket(ticket, digests.values())
    twice = {digest for digest, count in Counter(digests.values()).items() if count > 1}

    def belongs(each: Attachment) -> bool:
        if not each.inline:
            return True
        is_small, digest = len(each.content) <= SMALL, digests[each.content_id]
        if each.content_id in own:
            return keeps_page or not (is_small and digest in known | twice)
        return not is_small and digest not in known

    return [each for each in message.attachments if belongs(each)]


def showing(html: str, files: Iterable[Attachment]) -> str:
    """The cleaned page without the pictures that are not among the files: a reader would see broken ones."""
    there = {each.content_id for each in files}

    def kept(image: re.Match[str]) -> str:
        address = _SOURCE.search(image[0])
        return image[0] if address is None or _content_id(address[1]) in there else ""

    return _IMAGE.sub(kept, html)


def pictures_in_words(html: str) -> frozenset[str]:
    """The content ids of the pictures in what is left of a page without its signature."""
    if not html.strip() or len(html) > MAX_HTML or html.count("<") > MAX_TAGS:
        return frozenset()
    try:
        document = document_fromstring(html.replace("\0", ""))
    except (etree.LxmlError, ValueError, AssertionError):
        return frozenset()
    for image in document.iter("img"):
        address = image.get("src") or ""
        image.tail = (_PLACE.format(_content_id(address)) if not _is_in_signature(image) else "") + (image.tail or "")
    text = trim_text(html_to_text(tostring(document, encoding="unicode")))
    return frozenset(_PLACES.findall(text))


def _content_id(address: str) -> str:
    """As the parts are known: an address may be written in several ways (RFC 2392)."""
    return unquote(unescape(address.strip())).removeprefix("cid:").removeprefix("CID:")


def _is_in_signature(image: HtmlElement) -> bool:
    """Whether a mail program set it apart: Gmail's, Outlook's and Thunderbird's all name the element so."""
    return any(_SIGNATURE.search(f"{each.get('id', '')} {each.get('class', '')}") for each in image.iterancestors())


def _on_ticket(ticket: Ticket, digests: Collection[str]) -> set[str]:
    files = MessageFile.objects.filter(message__ticket=ticket, file__sha256__in=set(digests))
    return set(files.values_list("file__sha256", flat=True))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
