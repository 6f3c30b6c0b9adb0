"""Which parts of a mail are its body: text and HTML in the order the sender put them (RFC 2046 §5.1)."""

import re
from dataclasses import dataclass, field

from usher.base.html import html_to_text, text_to_html
from usher.mail.mime.charsets import decode
from usher.mail.mime.flowed import unflow
from usher.mail.mime.tree import Part

TEXT_TYPES = ("text/plain", "text/html", "text/enriched", "text/richtext")
CARDS = ("text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/rtf", "text/rfc822-headers")
MAX_SHOWN_FILE = 100_000
"""Bytes of a named text that is shown as the body because nothing stands before it."""
MAX_EXCUSE = 400
"""Characters of a text that only says that there is HTML."""
DROPPED_ALTERNATIVES = ("text/x-amp-html", "text/watch-html")

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_ENRICHED = re.compile(r"</?[a-z]{1,20}>(?:<param>.*?</param>)?", re.IGNORECASE)


@dataclass(slots=True)
class Passage:
    """One stretch of the body: what it says as text, as HTML, or both."""

    text: str | None = None
    html: str | None = None


@dataclass(slots=True)
class Body:
    """The passages of a mail and the parts that are not body, in order."""

    passages: list[Passage] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    limit: int = 2_000_000
    is_alternative: bool = False  # whatever is found says the same in several ways

    @property
    def text(self) -> str:
        """All passages as text; those that came as HTML only are converted."""
        texts = [each.text if each.text is not None else html_to_text(each.html or "") for each in self.passages]
        return "\n\n".join(text for text in texts if text.strip())

    @property
    def html(self) -> str | None:
        """All passages as uncleaned HTML, or None when none came as HTML."""
        if not any(each.html for each in self.passages):
            return None
        return "\n".join(each.html or text_to_html(each.text or "") for each in self.passages if each.html or each.text)


def read_body(root: Part, limit: int) -> Body:
    """Sort the leaves of a tree into body and files."""
    body = Body(limit=limit)
    _visit(root, body, is_alone=not root.children)
    return body


def text_of(part: Part, limit: int) -> str:
    """Return a text part as text with `\\n` line ends."""
    content = part.content()[: limit * 4]
    charset = part.parameters.get("charset")
    if part.content_type == "text/html" and not charset and (found := _META_CHARSET.search(content, 0, 4_000)):
        charset = found[1].decode("ascii")
    text = (
        decode(content, charset).lstrip("\ufeff").replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")[:limit]
    )
    if part.content_type in ("text/enriched", "text/richtext"):
        return _ENRICHED.sub("", text).replace("<<", "<")
    if part.content_type == "text/plain" and part.parameters.get("format", "").lower() == "flowed":
        text = unflow(text, delsp=part.parameters.get("delsp", "").lower() == "yes")
    return text


def _visit(part: Part, body: Body, *, is_alone: bool = False) -> None:
    if part.content_type == "multipart/alternative" and part.children:
        _choose(part, body)
    elif part.content_type == "multipart/appledouble" and part.children:
        body.files.extend(part.children[1:] or part.children)
    elif part.children:
        for child in part.children:
            _visit(child, body)
    elif _is_text_body(part, body, is_alone=is_alone):
        _add(part, body)
        if part.disposition == "inline" and part.filename:
            body.files.append(part)
    elif part.body.strip() or part.filename:
        body.files.append(part)


def _choose(part: Part, body: Body) -> None:
    """Take the text and the HTML of an alternative as one passage; its other leaves are files, such as invitations."""
    found = Body(limit=body.limit, is_alternative=True)
    for child in part.children:
        if child.content_type in DROPPED_ALTERNATIVES:
            continue
        if child.content_type in TEXT_TYPES and child.disposition != "attachment" and not child.is_cut:
            _add(child, found)  # whatever its name: it is one way to read the mail
        else:
            _visit(child, found)
    text = "\n\n".join(each.text for each in found.passages if each.text and each.text.strip())
    html = "\n".join(each.html for each in found.passages if each.html)
    if html and _is_excuse(text, html):
        text = ""
    if text or html:
        body.passages.append(Passage(text or None, html or None))
    body.files.extend(found.files)


def _is_text_body(part: Part, body: Body, *, is_alone: bool) -> bool:
    if part.is_cut or part.disposition == "attachment":
        return False
    if part.content_type not in TEXT_TYPES:
        # Text of an unknown sort is text (RFC 2046 §4.1.4).
        return is_alone and part.content_type.startswith("text/") and part.content_type not in CARDS and not part.filename
    if not part.filename:
        return True
    # Some senders name their body; and a file to be shown in place is shown where nothing stands before it.
    is_first = not body.passages and not body.files
    return is_first and (is_alone or part.content_type == "text/html" or len(part.body) <= MAX_SHOWN_FILE)


def _add(part: Part, body: Body) -> None:
    text = text_of(part, body.limit)
    if not text.strip():
        return
    last = body.passages[-1] if body.passages and not body.is_alternative else Passage()
    if part.content_type == "text/html":
        if last.text and not last.html and _solid(last.text) == _solid(html_to_text(text)):
            last.html = text  # both ways to say one thing, below each other
        else:
            body.passages.append(Passage(html=text))
    elif last.html and last.text is None and _solid(text) == _solid(html_to_text(last.html)):
        last.text = _trim_lines(text)
    else:
        body.passages.append(Passage(text=_trim_lines(text)))


def _is_excuse(text: str, html: str) -> bool:
    """Tell whether a text only says that the mail has HTML, which its reader cannot show."""
    return len(text) <= MAX_EXCUSE and "html" in text.lower() and _solid(text) not in _solid(html_to_text(html))


def _solid(text: str) -> str:
    return "".join(text.split())


def _trim_lines(text: str) -> str:
    """Keep the writer's lines but not the blank ones around them."""
    return text.strip("\n").rstrip()
