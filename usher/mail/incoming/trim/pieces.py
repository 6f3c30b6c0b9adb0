"""A page as lines that know which pieces of the document they were read from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
SAME_LINE = frozenset(("td", "th"))
PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "hr", "dl"))
UNREAD = frozenset(("head", "style", "script", "title", "template", "noscript"))
SOLID = frozenset(("img", "hr", "br", "input", "video", "audio", "object"))

_SPACE = re.compile(r"[\s\u00a0\u200b\ufeff]+")


@dataclass(slots=True)
class Piece:
    """A text of the document: the element that has it, whether before or behind its children, and its lines."""

    element: HtmlElement
    is_tail: bool
    fragments: list[tuple[int, str]]


@dataclass(slots=True)
class Page:
    """Lines of readable text, the innermost element of each, and what is needed to take lines out again."""

    lines: list[str] = field(default_factory=lambda: [""])
    owners: list[HtmlElement | None] = field(default_factory=lambda: [None])
    pieces: list[Piece] = field(default_factory=list)
    solids: list[tuple[int, HtmlElement]] = field(default_factory=list)
    kinds: dict[HtmlElement, str] = field(default_factory=dict)

    def break_line(self, *, paragraph: bool = False) -> None:
        """Begin a new line unless this one is still empty; a paragraph leaves a blank one above it."""
        if self.lines[-1].strip():
            self._new()
        if paragraph and len(self.lines) > 1 and self.lines[-2].strip():
            self._new()

    def force_line(self) -> None:
        """Begin a new line even if this one is empty."""
        self._new()

    def add(self, element: HtmlElement, text: str, *, is_tail: bool, owner: HtmlElement, preformatted: bool) -> None:
        """Add one text of the document to the current line; in preformatted text its own line ends count."""
        chunks = text.splitlines(keepends=True) if preformatted else [text]
        fragments: list[tuple[int, str]] = []
        for chunk in chunks:
            visible = chunk.rstrip("\r\n") if preformatted else _SPACE.sub(" ", chunk)
            if visible.strip() and self.owners[-1] is None:
                self.owners[-1] = owner
            self.lines[-1] += visible if self.lines[-1].strip() or preformatted else visible.lstrip()
            fragments.append((len(self.lines) - 1, chunk))
            if preformatted and chunk.endswith(("\n", "\r")):
                self._new()
        self.pieces.append(Piece(element, is_tail, fragments))

    def remove(self, removed: set[int]) -> None:
        """Take the given lines out of the document, with the images, rules and breaks on them, then what is left empty."""
        emptied: list[HtmlElement] = []
        for piece in self.pieces:
            if any(line in removed for line, _ in piece.fragments):
                rest = "".join(chunk for line, chunk in piece.fragments if line not in removed)
                if piece.is_tail:
                    piece.element.tail = rest
                    emptied.append(piece.element.getparent())
                else:
                    piece.element.text = rest
                    emptied.append(piece.element)
        for line, element in self.solids:
            if line in removed:
                emptied.append(element.getparent())
                _drop(element)
        for element in emptied:
            _prune(element)

    def _new(self) -> None:
        self.lines.append("")
        self.owners.append(None)


def read_page(document: HtmlElement) -> Page:
    """Read a parsed document into lines."""
    page = Page()
    preformatted = 0
    unread = 0
    for event, element in _walk(document):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            unread += tag in UNREAD
            preformatted += tag in ("pre", "textarea")
            if not unread and tag:
                _open(page, element, tag, preformatted=preformatted > 0)
            continue
        preformatted -= tag in ("pre", "textarea")
        if tag in BLOCKS and not unread and tag not in SAME_LINE:
            page.break_line(paragraph=tag in PARAGRAPHS)
        elif tag in SAME_LINE and page.lines[-1].strip():
            page.lines[-1] += " "
        unread -= tag in UNREAD
        if element.tail and not unread:
            parent = element.getparent()
            owner = parent if parent is not None else element
            page.add(element, element.tail, is_tail=True, owner=owner, preformatted=preformatted > 0)
    return page


def _open(page: Page, element: HtmlElement, tag: str, *, preformatted: bool) -> None:
    if tag in BLOCKS and tag not in SAME_LINE:
        page.break_line(paragraph=tag in PARAGRAPHS)
    if tag in SOLID:
        page.solids.append((len(page.lines) - 1, element))
        if tag == "hr":
            page.lines[-1] = "_" * 32
            page.owners[-1] = element
            page.force_line()
        elif tag == "br":
            page.force_line()
    if element.text:
        page.add(element, element.text, is_tail=False, owner=element, preformatted=preformatted)


def _walk(document: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    yield from etree.iterwalk(document, events=("start", "end"))


def _drop(element: HtmlElement) -> None:
    """Remove an element but not the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    previous = element.getprevious()
    tail = element.tail or ""
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _prune(element: HtmlElement | None) -> None:
    """Remove an element that holds nothing any more, and then those around it that held only it."""
    while element is not None and element.tag not in ("body", "html"):
        parent = element.getparent()
        if (
            parent is None
            or any(text.strip() for text in element.itertext())
            or next(element.iter(*SOLID), None) is not None
        ):
            return
        _drop(element)
        element = parent
