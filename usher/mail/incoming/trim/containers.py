"""The elements by which mail programs set a quoted history apart from the answer."""

import re

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from usher.mail.incoming.trim.header_blocks import is_header
from usher.mail.incoming.trim.vocabulary import FORWARDED, ORIGINAL

QUOTE = "quote"
INTRODUCTION = "introduction"
BARE = "bare"
BORDER_BELOW = "border"

QUOTE_CLASSES = {
    "yahoo_quoted", "protonmail_quote", "tutanota_quote", "zmail_extra", "front-blockquote", "quoted_output_body",
    "hmquote", "iloop_quote", "nylas-quote", "mailbird-quote", "moz-email-headers-table", "im_quote", "rc-quote",
    "ymail_quote", "freemail_quote", "reply-quote", "quotedmail", "bloop_original_html", "airmail_ext_on",
    "replyseparator", "spark-quote", "wme_quote", "aolReplacedBody", "aol_quote", "isreplycontent", "ntes_quote",
}  # fmt: skip
INTRODUCTION_CLASSES = {"gmail_attr", "moz-cite-prefix", "gmail_quote_attribution"}
BORDER_CLASSES = {"outlookmessageheader", "zwchr", "x_outlookmessageheader"}
BORDER_IDS = re.compile(
    r"(?:x_)*(?:appendonsend|divrplyfwdmsg|stopspelling|olk_src_body_section|isreplycontent|zwchr"
    r"|mail-editor-reference-message-container"
    r"|reply-intro|replywithmessagefromthis|quoteddata|originalmessage|lastmessage|reply_separator|msgheader)$"
    r"|^(?:mail-editor-reference-message)",
    re.IGNORECASE,
)
QUOTE_IDS = re.compile(
    r"(?:x_)*(?:yahoo_quoted_?\d*|ydp.*yahoo_quoted|qt|quote|replyblockquote|oriMsgHtmlSeperator|reply_quote)$",
    re.IGNORECASE,
)
QUOTE_NAMES = re.compile(r"quote|quoted-content|messagereplysection|x_quote", re.IGNORECASE)
OUTLOOK_RULE = re.compile(
    r"border\s*:\s*none\s*;\s*border-top\s*:\s*(?:solid\s+#?\w+\s+1(?:\.0)?pt|#?\w+\s+1(?:\.0)?pt\s+solid)"
    r"|border-top-style:\s*solid|border-style:\s*solid\s+none\s+none",
    re.IGNORECASE,
)
_FORWARD = re.compile(rf"[-_\s]*(?:{FORWARDED})", re.IGNORECASE)
_ORIGINAL = re.compile(rf"[-_\s]*(?:{ORIGINAL})", re.IGNORECASE)
HEADER_LABEL = re.compile(r"^\s*[^\W\d_][^:：\n]{0,24}[:：]", re.MULTILINE)


def kind_of(element: HtmlElement) -> str:
    """Return what an element by itself says about its text: quoted, perhaps quoted, a border, or nothing."""
    if not isinstance(element.tag, str):
        return ""
    classes = {each.lower() for each in (element.get("class") or "").split()}
    classes |= {each.removeprefix("x_") for each in classes}
    identity = element.get("id") or ""
    if _is_border(element, classes, identity):
        return BORDER_BELOW
    if classes & INTRODUCTION_CLASSES:
        return "" if _opens_forward(element) else INTRODUCTION
    if (
        classes & QUOTE_CLASSES
        or any(each.endswith("yahoo_quoted") for each in classes)
        or (identity and QUOTE_IDS.match(identity))
    ):
        return "" if _opens_forward(element) else QUOTE
    if element.tag == "div" and QUOTE_NAMES.fullmatch(element.get("name") or ""):
        return "" if _opens_forward(element) else QUOTE
    if element.get("data-marker") == "__QUOTED_TEXT__":
        return QUOTE
    if element.tag == "blockquote":
        is_client = (element.get("type") or "").lower() == "cite" or bool(element.get("cite"))
        # Gmail's button for a quotation of one's own makes the same element as its quote, which lies in a division.
        if "gmail_quote" in classes:
            is_client = is_client or any("gmail_quote" in (each.get("class") or "") for each in element.iterancestors("div"))
        else:
            is_client = is_client or "border-left" in (element.get("style") or "").lower()
        return "" if is_client and _opens_forward(element) else QUOTE if is_client else BARE
    return ""


def _is_border(element: HtmlElement, classes: set[str], identity: str) -> bool:
    if classes & BORDER_CLASSES or (identity and BORDER_IDS.match(identity)) or element.get("data-marker") == "__DIVIDER__":
        return not _opens_forward(element)
    style = element.get("style") or ""
    if element.tag == "div" and "border" in style and OUTLOOK_RULE.search(style):
        texts = _texts(element)
        return len(HEADER_LABEL.findall("\n".join(texts))) >= 2 or (bool(texts) and is_header(texts[0]))
    return False


def _opens_forward(element: HtmlElement) -> bool:
    """Gmail and others put forwards into the same containers as quotes; Gmail's begin with dashes in every language."""
    text = " ".join(" ".join(_texts(element)).split())[:160]
    is_gmail = "gmail_" in (element.get("class") or "")
    return bool(_FORWARD.match(text)) or (is_gmail and text.startswith("-----") and not _ORIGINAL.match(text))


def _texts(element: HtmlElement) -> list[str]:
    """Return the first few texts of an element; bold labels stay on the line of what follows."""
    found: list[str] = []
    for text in element.itertext():
        if text.strip():
            found.append(text.strip())
        if len(found) >= 24:
            break
    return found
