"""A page of a mail as its reader sees it: what is hidden taken out, columns that are only layout put below each other."""

import re
from dataclasses import dataclass

from inscriptis.css_profiles import STRICT_CSS_PROFILE
from inscriptis.html_engine import Inscriptis
from inscriptis.html_properties import Display
from inscriptis.model.config import ParserConfig
from inscriptis.model.html_element import HtmlElement as Style
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring, tostring  # type: ignore[import-untyped]

UNSEEN = ("svg", "math", "template", "select", "textarea", "iframe", "object")
LINES = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr")
CELLS = ("td", "th")
TABLE_PARTS = ("table", "thead", "tbody", "tfoot", "tr", *CELLS)
MANY_LINES = 2
"""Lines of one cell from which on its table is layout and no list of values."""

UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
    r"|&#(?:0{0,9}(?:[0-8]|1[124-9]|2[0-9]|3[01])(?![0-9])"
    r"|[xX]0{0,9}(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2}|[fF]{3}[efEF])(?![0-9a-fA-F]));?"
)
"""Characters that lxml reads and refuses to write, in whatever way a page writes them."""
INSTRUCTION = re.compile(r"<\?[a-zA-Z][^<>]*>")
_DISPLAY = re.compile(r"display\s*:\s*([a-z]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"visibility\s*:\s*hidden|max-height\s*:\s*0(?:px)?\s*(?:!important\s*)?(?:;|$)", re.IGNORECASE)
_MAY_HIDE = re.compile(r"\shidden\b|display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0", re.IGNORECASE)
_SHOWS = "boolean(//img | //text()[normalize-space()][not(parent::style or parent::script or parent::title)])"
_TABLE = re.compile("<table", re.IGNORECASE)
_BLOCK = Style(display=Display.block)
_CONFIG = ParserConfig(
    css=STRICT_CSS_PROFILE
    | dict.fromkeys(("hr", "dl", "dt", "dd", "center", "fieldset", "legend", "section", "caption", "form"), _BLOCK)
    | dict.fromkeys(UNSEEN, Style(display=Display.none))
)


def read_page(html: str) -> str:
    """Return what a page says, line by line. Raises whatever a broken document makes of its readers."""
    if "<" not in html:
        html = html.replace("\n", "<br>")  # text that is called HTML
    page = _parsed(html)
    if page is None:
        return ""
    if _MAY_HIDE.search(html):
        _drop_hidden(page)
        page = page if page.xpath(_SHOWS) else _parsed(html)
        _forget_display(page)
    if _TABLE.search(html):
        _flatten_layout(page)
    if "&amp;" in html:
        _keep_entities(page)
    return str(Inscriptis(page, _CONFIG).get_text())


def without_hidden(html: str) -> str:
    """Return a page without what its styles hide, such as the line that mail programs show in their lists.

    One that hides all it has is kept: something was meant to be read.
    """
    if not _MAY_HIDE.search(html):
        return html
    try:
        page = _parsed(html)
        if page is None or not _drop_hidden(page) or not page.xpath(_SHOWS):
            return html
        return str(tostring(page, encoding="unicode"))
    except (etree.LxmlError, ValueError, AssertionError):
        return html


def _parsed(html: str) -> HtmlElement | None:
    # A declared encoding inside a text makes lxml refuse it; text behind an instruction would be lost.
    source = UNFIT.sub("", INSTRUCTION.sub("", html))
    return document_fromstring(source, parser=HTMLParser(huge_tree=True)) if source.strip() else None


def _drop_hidden(page: HtmlElement) -> int:
    found = [element for element in page.iter(etree.Element) if element.tag not in ("html", "body") and _is_hidden(element)]
    for element in found:
        # Not drop_tree: it copies the text before each element once more, which is quadratic.
        element.clear(keep_tail=True)
        element.tag = "template"
    return len(found)


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style", "")
    if displays := _DISPLAY.findall(style):  # the last one holds, and goes before the attribute
        return bool(displays[-1].lower() == "none" or _HIDDEN.search(style))
    return "hidden" in element.attrib or bool(_HIDDEN.search(style))


def _forget_display(page: HtmlElement) -> None:
    """What is left is shown: Inscriptis has its own mind about `display:none; display:block`."""
    for element in page.iter(etree.Element):
        if "display" in (style := element.get("style", "").lower()):
            element.set("style", _DISPLAY.sub("", style))


def _keep_entities(page: HtmlElement) -> None:
    """Inscriptis decodes once more what the parser decoded: a page about `&lt;` would say `<`."""
    for element in page.iter():
        if element.text and "&" in element.text and isinstance(element.tag, str):
            element.text = element.text.replace("&", "&amp;")
        if element.tail and "&" in element.tail:
            element.tail = element.tail.replace("&", "&amp;")


@dataclass(slots=True)
class _Table:
    parts: list[HtmlElement]
    is_layout: bool = False


def _flatten_layout(page: HtmlElement) -> None:
    """Make plain blocks of tables whose cells hold several lines: side by side their lines would be mixed."""
    tables: list[_Table] = []
    lines: list[int] = []  # of each open cell
    outer: list[bool] = []  # of each open block: whether it holds others
    layout: list[HtmlElement] = []
    for event, element in etree.iterwalk(page, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag == "table":
                tables.append(_Table([]))
            if tag in TABLE_PARTS and tables:
                tables[-1].parts.append(element)
            if tag in CELLS:
                lines.append(0)
            elif tag in LINES:
                outer[-1:] = [True] if outer else []
                outer.append(False)
        elif tag in CELLS:
            many = lines.pop() >= MANY_LINES
            is_beside = element.getnext() is not None or element.getprevious() is not None
            if tables and many and is_beside:
                tables[-1].is_layout = True
        elif tag in LINES and not outer.pop() and lines:
            lines[-1] += 1
        elif tag == "table" and (table := tables.pop()).is_layout:
            layout += table.parts
    for element in layout:
        element.tag = "div"
