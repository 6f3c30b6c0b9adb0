"""Address lists (RFC 5322, 6531, 6854) read strictly about structure and leniently about everything else.

Structure is read before encoded words are decoded, so a name can never become an address (CVE-2023-27043 and its
family): what stands in quotes, comments or encoded words is always name.
"""

import re

from usher.mail.message import Address
from usher.mail.mime.headers import Headers

MAX_ADDRESSES = 2_000
MAX_WORDS = 100
MAX_LENGTH = 400_000
"""Characters of one header value that are read; two thousand addresses fit."""
MAX_ENTRY = 2_000
"""Characters that an address without angle brackets may stand in."""

_TOKEN = re.compile(
    r"(?P<quote>\")|(?P<open>\()|<(?P<angle>[^<>]*+)>|<(?P<unended>[^<>,;]*+)|(?P<mark>[,;:>)])|(?P<text>[^\"(<,;:>)]+)"
)
_QUOTED = re.compile(r"((?:[^\"\\]|\\.)*+)\"", re.DOTALL)
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\\]+")
_DOMAIN = re.compile(r"[^\s@<>,;:\"()\\]+")


def read_addresses(headers: Headers, field: str) -> tuple[Address, ...]:
    """Return the mailboxes of all header fields of that name, groups flattened, without duplicates."""
    seen: dict[str, Address] = {}
    for raw in headers.raw_all(field):
        for address in parse_addresses(raw, headers):
            seen.setdefault(address.key, address)
            if len(seen) >= MAX_ADDRESSES:
                return tuple(seen.values())
    return tuple(seen.values())


def parse_addresses(raw: str, headers: Headers | None = None) -> list[Address]:
    """Parse one header value; entries without an address are left out unless the value holds no address at all."""
    headers = headers or Headers()
    value = headers.unescape(raw[:MAX_LENGTH])
    found = [address for entry in _entries(value) if (address := _to_address(entry, headers))]
    if not found and "=?" in value:
        # Some senders encode the whole mailbox as one word; only then may the decoded text be structure.
        decoded = headers.to_text(value)
        if "=?" not in decoded:
            found = [address for entry in _entries(decoded) if (address := _to_address(entry, headers))]
    return found[:MAX_ADDRESSES]


class _Entry:
    """The pieces of one mailbox: phrase, quoted strings, comments and what stood in angle brackets."""

    __slots__ = ("angle", "comments", "holds_at", "words")

    def __init__(self) -> None:
        self.words: list[tuple[bool, str]] = []
        self.comments: list[str] = []
        self.angle: str | None = None
        self.holds_at = False

    def add(self, word: str, *, quoted: bool = False) -> None:
        if len(self.words) < MAX_WORDS:
            self.words.append((quoted, word))
            self.holds_at = self.holds_at or "@" in word

    def is_empty(self) -> bool:
        return not self.words and self.angle is None

    def is_bare_name(self) -> bool:
        """Only a phrase so far, and nothing in it that could be an address."""
        return self.angle is None and bool(self.words) and not self.holds_at


def _entries(value: str) -> list[_Entry]:
    entries = [_Entry()]
    position = 0
    group_end = value.rfind(";")
    may_quote = True
    while (match := _TOKEN.match(value, position)) and len(entries) <= MAX_ADDRESSES + 1:
        position = match.end()
        current = entries[-1]
        if match["quote"]:
            # After a quotation mark without its partner none is looked for again: that would be quadratic.
            quoted = _QUOTED.match(value, position) if may_quote else None
            may_quote = quoted is not None
            if quoted:
                current.add(re.sub(r"\\(.)", r"\1", quoted[1]), quoted=True)
                position = quoted.end()
        elif match["open"]:
            comment, position = _comment(value, position)
            current.comments.append(comment)
        elif match["angle"] is not None or match["unended"] is not None:
            if current.angle is not None:
                entries.append(current := _Entry())
            current.angle = match["angle"] if match["angle"] is not None else match["unended"]
        elif match["mark"] == "," and current.is_bare_name():
            # "Doe, Jane <jane@example.com>" without its quotation marks.
            current.add(",")
        elif match["mark"] in (",", ";"):
            entries.append(_Entry())
        elif match["mark"] == ":" and position <= group_end and current.is_bare_name():
            # The name of a group (RFC 5322 §3.4); its members follow.
            entries[-1] = _Entry()
        elif match["mark"] == ":":
            current.add(":")
        elif match["text"] and match["text"].strip():
            current.add(match["text"].strip())
    return [entry for entry in entries if not entry.is_empty()]


def _comment(value: str, position: int) -> tuple[str, int]:
    """Read a comment, which may hold comments, from after its opening bracket."""
    depth = 1
    start = position
    while position < len(value):
        char = value[position]
        if char == "\\":
            position += 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return value[start:position], position + 1
        position += 1
    return value[start:], len(value)


def _to_address(entry: _Entry, headers: Headers) -> Address | None:
    if entry.angle is not None:
        spec = _clean_spec(entry.angle)
        name = _name(entry.words, headers)
        if spec is None and len(entry.words) == 1 and not entry.words[0][0]:
            # "someone@example.com <>": the only address there is.
            bare = _clean_spec(entry.words[0][1])
            return Address("", bare) if bare and not entry.angle.strip() else None
        return Address(name, spec) if spec else None
    return _bare_address(entry, headers)


def _bare_address(entry: _Entry, headers: Headers) -> Address | None:
    """An address without angle brackets: `a@b`, `a@b (Name)`, `"odd local"@b`, `Name a@b`."""
    text = " ".join(word for quoted, word in entry.words if not quoted)
    if len(entry.words) == 2 and entry.words[0][0] and text.startswith("@") and _DOMAIN.fullmatch(text[1:]):
        return Address(_comment_name(entry, headers), f'"{entry.words[0][1]}"{text[:1]}{_lower_domain(text[1:])}')
    specs = _ADDRESS.findall(text) if "@" in text and len(text) <= MAX_ENTRY else []
    if len(specs) != 1 or text.count("@") != 1:
        return None
    rest = [(quoted, word if quoted else word.replace(specs[0], " ").strip()) for quoted, word in entry.words]
    name = _name([(quoted, word) for quoted, word in rest if word], headers)
    spec = _clean_spec(specs[0])
    return Address(name or _comment_name(entry, headers), spec) if spec else None


def _clean_spec(raw: str) -> str | None:
    """Return the addr-spec of an angle bracket without source route, `mailto:` and stray spaces, or None."""
    spec = re.sub(r"\s+", "", raw) if '"' not in raw else raw.strip()
    if spec[:7].lower() == "mailto:":
        spec = spec[7:]
    if spec.startswith("@") and ":" in spec:
        spec = spec.partition(":")[2]
    spec = spec.strip("<>,;")
    if len(spec) > 2 and spec[0] == spec[-1] == "'":
        spec = spec[1:-1]
    local, at, domain = spec.rpartition("@")
    if not at or not local or not _DOMAIN.fullmatch(domain) or any(ord(char) < 32 for char in spec):
        return None
    if "@" in local and not (local.startswith('"') and local.endswith('"')):
        return None
    return f"{local}@{_lower_domain(domain)}"


def _lower_domain(domain: str) -> str:
    return domain.lower().rstrip(".") if not domain.startswith("[") else domain


def _name(words: list[tuple[bool, str]], headers: Headers) -> str:
    name = headers.to_text(" ".join(word for _, word in words)).replace(" ,", ",").replace(" :", ":").strip(", ")
    if name == "mailto:":
        return ""
    return name[1:-1].strip() if len(name) > 1 and name[0] == name[-1] == "'" else name


def _comment_name(entry: _Entry, headers: Headers) -> str:
    return headers.to_text(entry.comments[-1]) if entry.comments else ""
