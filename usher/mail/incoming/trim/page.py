"""The reply of an HTML body: the page read as lines, judged like text, and what is not reply taken out of it."""

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, document_fromstring, tostring  # type: ignore[import-untyped]

from usher.base.pages import INSTRUCTION, UNFIT
from usher.mail.incoming.trim.containers import BARE, BORDER_BELOW, INTRODUCTION, QUOTE, kind_of
from usher.mail.incoming.trim.deciding import BLANK, BORDER, CERTAIN, MAYBE, TEXT, label_lines, reply_lines
from usher.mail.incoming.trim.pieces import Page, read_page

MAX_HTML = 3_000_000
MAX_LINES = 20_000
MAX_TAGS = 60_000


def trim_html(html: str, *, is_forward: bool = False) -> str:
    """Return the page without quote and signature, uncleaned like the input; the input itself when in doubt."""
    if not html.strip() or len(html) > MAX_HTML or html.count("<") > MAX_TAGS:
        return html
    try:
        document = document_fromstring(UNFIT.sub("", INSTRUCTION.sub("", html)))
    except (etree.LxmlError, ValueError, AssertionError):
        return html
    page = read_page(document)
    if len(page.lines) > MAX_LINES:
        return html
    # The quote of a forward is what its sender wants read: only its words, not its boxes, tell of it.
    labels = label_lines(page.lines) if is_forward else _labels(page)
    kept = set(reply_lines(page.lines, labels, is_forward=is_forward))
    removed = {
        index for index, line in enumerate(page.lines) if index not in kept and (line.strip() or labels[index] != BLANK)
    }
    last = max(kept, default=0)
    if not removed:
        return html
    removed |= {index for index in range(len(page.lines)) if index not in kept and index > last}
    page.remove(removed)
    return _written(document)


def _labels(page: Page) -> list[str]:
    """Label the lines by the element they stand in; those in no known container by their own marks."""
    labels = label_lines(page.lines)
    cut_at: int | None = None
    for index, element in enumerate(page.owners):
        if not page.lines[index].strip() or element is None:
            continue
        kind = _nearest_kind(element, page.kinds)
        if kind == QUOTE:
            labels[index] = CERTAIN
        elif kind == INTRODUCTION:
            labels[index] = BORDER
        elif kind == BARE:
            labels[index] = MAYBE
        elif kind == BORDER_BELOW and cut_at is None:
            cut_at = index
    if cut_at is not None and any(label in (TEXT, MAYBE) for label in labels[:cut_at]):
        for index in range(cut_at, len(labels)):
            labels[index] = BORDER
    return labels


def _nearest_kind(element: HtmlElement, known: dict[HtmlElement, str]) -> str:
    """Return the strongest kind among an element and those around it, remembering each."""
    path: list[HtmlElement] = []
    current: HtmlElement | None = element
    while current is not None and current not in known:
        path.append(current)
        current = current.getparent()
    inherited = known[current] if current is not None else ""
    for each in reversed(path):
        own = kind_of(each)
        inherited = inherited if inherited in (QUOTE, BORDER_BELOW) else own or inherited
        known[each] = inherited
    return inherited


def _written(document: HtmlElement) -> str:
    body = document.find("body")
    root = document if body is None else body
    inner = (root.text or "") + "".join(tostring(child, encoding="unicode") for child in root)
    return inner.strip()
