"""Which parts of a mail are its body: text and HTML in the order the sender put them (RFC 2046 §5.1)."""

import re
from dataclasses import dataclass, field

from usher.base.html import html_to_text, text_to_html
from usher.mail.mime.charsets import decode
from usher.mail.mime.flowed import unflow
from usher.mail.mime.tree import Part

TEXT_TYPES = ("text/plain", "text/html", "text/enriched", "text/richtext")
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
    elif part.body.strip() or part.filename:
        body.files.append(part)


def _choose(part: Part, body: Body) -> None:
    """Take the text and the HTML of an alternative as one passage; its other leaves are files, such as invitations."""
    found = Body(limit=body.limit)
    for child in part.children:
        if child.content_type not in DROPPED_ALTERNATIVES:
            _visit(child, found)
    text = "\n\n".join(each.text for each in found.passages if each.text and each.text.strip())
    html = "\n".join(each.html for each in found.passages if each.html)
    if text or html:
        body.passages.append(Passage(text if text.strip() else None, html or None))
    body.files.extend(found.files)


def _is_text_body(part: Part, body: Body, *, is_alone: bool) -> bool:
    if part.content_type not in TEXT_TYPES or part.is_cut:
        return False
    if part.disposition == "attachment":
        return False
    if not part.filename:
        return True
    # A name without a disposition on the only text there is: some senders name their body.
    return not part.disposition and (is_alone or (not body.passages and part.content_type == "text/html"))


def _add(part: Part, body: Body) -> None:
    text = text_of(part, body.limit)
    if part.content_type == "text/html":
        if text.strip():
            body.passages.append(Passage(html=text))
    elif text.strip():
        body.passages.append(Passage(text=_trim_lines(text)))


def _trim_lines(text: str) -> str:
    """Keep the writer's lines but not the blank ones around them."""
    return text.strip("\n").rstrip()
