"""HTML that strangers or members wrote: cleaned for our pages, turned into text, made from text."""

import html as markup
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import nh3

from usher.base.pages import read_page, without_hidden

MAX_HTML = 3_000_000
"""Characters of one document that are read; what is longer is cut."""
MAX_DEPTH = 400
MAX_TAGS = 60_000
MAX_ENTITIES = 150_000
MAX_FALLBACK = 200_000

TAGS = {
    "a", "abbr", "address", "article", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code",
    "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark", "ol", "p", "pre",
    "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike", "strong", "sub", "summary", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "align", "valign"},
    "th": {"colspan", "rowspan", "align", "valign", "scope"},
    "ol": {"start", "type"},
    "li": {"value"},
    "time": {"datetime"},
}
CONTENT_DROPPED = {
    "script",
    "style",
    "title",
    "noscript",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "textarea",
    "select",
}
LINKS = ("http://", "https://", "mailto:", "tel:")
COMPOSED_TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "u",
    "s",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "code",
    "pre",
    "h1",
    "h2",
    "h3",
    "img",
}

_DATA_IMAGE = re.compile(r"data:image/(?:png|gif|jpeg|webp);base64,[A-Za-z0-9+/=\s]+", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}%?")
_ADDRESS_IN_TEXT = re.compile(
    r"(?P<url>https?://[^\s<>\"']{1,2000})|(?<![\w.@+-])(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})",
    re.IGNORECASE,
)
_OPEN_OR_CLOSE = re.compile(r"<(?P<end>/)?(?P<tag>[a-zA-Z][\w:-]{0,20})")
_CLOSED_BY_ITSELF = {
    "p", "li", "td", "tr", "th", "dd", "dt", "br", "img", "hr", "meta", "link", "input", "col", "wbr", "tbody", "thead",
    "base", "option", "area", "html", "body", "head", "font",
}  # fmt: skip
_BLANK_LINES = re.compile(r"\n{3,}")
_UNSEEN = re.compile("[\u00ad\u034f\u200b\u2060\ufeff]")
_BLANK = " \t\u200c\u200d\u200e\u200f\u2007"
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Safe HTML; its withheld images carry their address in `data-withheld-src` and no `src`."""

    html: str
    withheld_images: int


def clean(html: str, *, cid_url: Callable[[str], str | None]) -> Cleaned:
    """Return what a mail's HTML shows, with nothing active, nothing loaded from elsewhere and none of its styles.

    What these styles hide goes with them.

    `cid_url` gives our address of the attachment with a content id (without brackets), or None. Remote images stay
    as empty places; `class`, `id`, `name` and `style` go, as they could pose as parts of our page.
    """
    html = without_hidden(_shallow(html))
    mark = f"withheld-{secrets.token_hex(8)}"
    withheld = 0

    def allow(tag: str, name: str, value: str) -> str | None:
        nonlocal withheld
        if (tag, name) == ("img", "src"):
            address = _image_address(value, cid_url)
            if address is None and re.match(r"(?:https?:)?//", value.strip(), re.IGNORECASE):
                withheld += 1
                return f"{mark}:{'https:' if value.strip().startswith('//') else ''}{value.strip()}"
            return address
        return _allow_other(tag, name, value)

    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=allow,
        clean_content_tags=CONTENT_DROPPED,
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
        url_schemes={"http", "https", "mailto", "tel", "cid", "data", mark},
    )
    return Cleaned(cleaned.replace(f'src="{mark}:', 'data-withheld-src="'), withheld)


def clean_composed(html: str, *, is_own_image: Callable[[str], bool]) -> str:
    """Return the rich text that a member wrote, reduced to what the editor can make; images only from us."""

    def allow(tag: str, name: str, value: str) -> str | None:
        if (tag, name) == ("img", "src"):
            return value if is_own_image(value) else None
        return _allow_other(tag, name, value)

    return nh3.clean(
        _shallow(html),
        tags=COMPOSED_TAGS,
        attributes={"a": {"href"}, "img": {"src", "alt", "width", "height"}, "ol": {"start"}},
        attribute_filter=allow,
        clean_content_tags=CONTENT_DROPPED,
        link_rel="noopener noreferrer nofollow",
        url_schemes={"http", "https", "mailto", "tel", "cid"},
    )


def html_to_text(html: str) -> str:
    """Return the readable text of a document, with its line structure; never raises."""
    source = html[:MAX_HTML].replace("\0", "")
    if source.count("<") > MAX_TAGS:
        return tidy(markup.unescape(_TAG.sub("\n", source)))
    try:
        text = read_page(source)
    except Exception:  # any document a stranger can write
        text = markup.unescape(_TAG.sub(" ", source))
    return tidy(text)


def tidy(text: str) -> str:
    """Trim the ends of lines, fold runs of blank lines to one, turn hard spaces into plain ones, drop what nobody sees."""
    plain = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "))
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip(_BLANK) for line in plain.split("\n"))).strip()


def text_to_html(text: str) -> str:
    """Return plain text as paragraphs with line breaks; web and mail addresses become safe links."""
    paragraphs = re.split(r"\n[ \t]*\n+", text.replace("\r\n", "\n").strip("\n"))
    return "".join(f"<p>{_linked(each)}</p>" for each in paragraphs if each.strip())


def _shallow(html: str) -> str:
    """Give back the document, or the start of its text when it is built to cost the cleaner quadratic time."""
    html = html[:MAX_HTML]
    if html.count("&") > MAX_ENTITIES:
        return text_to_html(html_to_text(html)[:MAX_FALLBACK])
    depth = 0
    for match in _OPEN_OR_CLOSE.finditer(html):
        if match["tag"].lower() not in _CLOSED_BY_ITSELF:
            depth = max(depth - 1, 0) if match["end"] else depth + 1
            if depth > MAX_DEPTH:
                return text_to_html(html_to_text(html)[:MAX_FALLBACK])
    return html


def _image_address(value: str, cid_url: Callable[[str], str | None]) -> str | None:
    address = value.strip()
    if address[:4].lower() == "cid:":
        return cid_url(address[4:].strip().strip("<>"))
    return address if _DATA_IMAGE.fullmatch(address) else None


def _allow_other(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value.strip() if value.strip().lower().startswith(LINKS) else None
    if name in ("width", "height"):
        return value if _NUMBER.fullmatch(value.strip()) else None
    return value


def _linked(text: str) -> str:
    pieces: list[str] = []
    position = 0
    for match in _ADDRESS_IN_TEXT.finditer(text):
        address = _without_closing(match[0])
        target = address if match["url"] else f"mailto:{address}"
        pieces.append(_escaped(text[position : match.start()]))
        pieces.append(f'<a href="{_escaped(target)}" rel="noopener noreferrer nofollow">{_escaped(address)}</a>')
        position = match.start() + len(address)
    pieces.append(_escaped(text[position:]))
    return "".join(pieces)


def _without_closing(address: str) -> str:
    """Leave off the punctuation that ends the sentence, but keep a bracket that the address opened."""
    address = address.rstrip(".,;:!?*_")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?")
    return address


def _escaped(text: str) -> str:
    return markup.escape(text).replace("\n", "<br>")
