"""Address lists (RFC 5322, 6531, 6854) read strictly about structure and leniently about everything else.

Structure is read before encoded words are decoded, so a name can never become an address (CVE-2023-27043 and its
family): what stands in quotes, comments or encoded words is always name.
"""

import re

from usher.mail.message import Address
from usher.mail.mime.headers import Headers
from usher.mail.mime.words import without_words

MAX_ADDRESSES = 2_000
MAX_WORDS = 100
MAX_TOKENS = 100_000
MAX_LENGTH = 400_000
"""Characters of one header value that are read; two thousand addresses fit."""
MAX_ENTRY = 2_000
"""Characters that an address without angle brackets may stand in."""

_TOKEN = re.compile(
    r"(?P<quote>\")|(?P<open>\()|<(?P<angle>[^<>]*+)>|<(?P<unended>[^<>,;]*+)|(?P<mark>[,;:>)])"
    r"|(?P<square>\[(?:[^\[\]<>\"]{0,200}\])?)|(?P<text>[^\"(<,;:>)\[]+)"
)
_QUOTED = re.compile(r"((?:[^\"\\]|\\.)*+)\"", re.DOTALL)
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@(?:\[[^\s\[\]]{1,100}\]|[^\s@<>,;:\"()\[\]\\]+)")
_AROUND_AT = re.compile(r"(?<=\S) {0,9}@ {0,9}(?=\S)")
_INNER_COMMENT = re.compile(r"\((?:[^()\\]|\\.){0,200}\)")
_DOMAIN = re.compile(r"\[[^\s\[\]]{1,100}\]|[^\s@<>,;:\"()\[\]\\]+")


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
    found = [address for entry in _entries(value) for address in _to_addresses(entry, headers)]
    if not found and "=?" in value:
        # Some senders encode the whole mailbox as one word; only then may the decoded text be structure.
        decoded = headers.to_text(value)
        if "=?" not in decoded:
            found = [address for entry in _entries(decoded) for address in _to_addresses(entry, headers)]
    return found[:MAX_ADDRESSES]


class _Entry:
    """The pieces of one mailbox: phrase, quoted strings, comments and what stood in angle brackets."""

    __slots__ = ("angle", "before_angle", "comments", "holds_at", "words")

    def __init__(self) -> None:
        self.words: list[tuple[bool, str]] = []
        self.comments: list[str] = []
        self.angle: str | None = None
        self.before_angle = 0
        self.holds_at = False

    def add(self, word: str, *, quoted: bool = False) -> None:
        if len(self.words) < MAX_WORDS:
            self.words.append((quoted, word))
            self.holds_at = self.holds_at or "@" in without_words(word)

    def add_square(self, square: str) -> None:
        """Take `[mailto:a@b]` and `[SMTP:a@b]` of Outlook as the address, a number as the domain, `[Sales]` as a word."""
        inner = square.strip("[]")
        if self.words and self.words[-1][1].endswith("@") and not self.words[-1][0]:
            self.words[-1] = (False, self.words[-1][1] + square)
        else:
            self.add(inner.rpartition(":")[2] if "@" in inner else square)

    def enclose(self, angle: str) -> None:
        """Take what stands in angle brackets."""
        self.angle, self.before_angle = angle, len(self.words)

    def next_without_comma(self) -> "_Entry":
        """Give the words that follow the brackets to the mailbox that they introduce."""
        following = _Entry()
        following.words, self.words = self.words[self.before_angle :], self.words[: self.before_angle]
        return following

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
    for _ in range(MAX_TOKENS):
        match = _TOKEN.match(value, position)
        if match is None or len(entries) > MAX_ADDRESSES + 1:
            break
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
        elif match["angle"] is not None or match["unended"]:
            if current.angle is not None:
                entries.append(current := current.next_without_comma())
            current.enclose(match["angle"] if match["angle"] is not None else match["unended"])
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
        elif match["square"]:
            current.add_square(match["square"])
        elif match["text"] and match["text"].strip():
            # A backslash outside of quotation marks comes from programs that escape them where there are none.
            current.add(match["text"].replace("\\", "").strip())
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


def _to_addresses(entry: _Entry, headers: Headers) -> list[Address]:
    if entry.angle is None:
        return _bare_addresses(entry, headers)
    spec = _clean_spec(entry.angle) or _only_address(entry.angle)
    if spec is None and len(entry.words) == 1 and not entry.words[0][0]:
        # "someone@example.com <>": the only address there is.
        bare = _clean_spec(entry.words[0][1])
        return [Address("", bare)] if bare and not entry.angle.strip() else []
    return [Address(_name(entry.words, headers), spec)] if spec else []


def _bare_addresses(entry: _Entry, headers: Headers) -> list[Address]:
    """Addresses without angle brackets: `a@b`, `a@b (Name)`, `"odd local"@b`, `Name a@b`, `a@b c@d`."""
    text = without_words(" ".join(word for quoted, word in entry.words if not quoted))
    if len(entry.words) == 2 and entry.words[0][0] and text.startswith("@") and _DOMAIN.fullmatch(text[1:]):
        return [Address(_comment_name(entry, headers), f'"{entry.words[0][1]}"{text[:1]}{_lower_domain(text[1:])}')]
    if "@" not in text or len(text) > MAX_ENTRY:
        return []
    written = _written_in(text) or _written_in(_AROUND_AT.sub("@", text))
    specs = list(dict.fromkeys(spec for each in written if (spec := _clean_spec(each))))
    if len(specs) != 1:
        return [Address("", spec) for spec in specs]
    rest = [(quoted, word if quoted else _without(word, written)) for quoted, word in entry.words]
    name = _name([(quoted, word) for quoted, word in rest if word], headers)
    return [Address(name or _comment_name(entry, headers), specs[0])]


def _written_in(text: str) -> list[str]:
    """All that has the form of an address; `a@b@c` has none."""
    return [match[0] for match in _ADDRESS.finditer(text) if text[match.end() : match.end() + 1] != "@"]


def _without(word: str, written: list[str]) -> str:
    for each in written:
        word = word.replace(each, " ")
    return "" if "@" in without_words(word) else word.strip()


def _only_address(raw: str) -> str | None:
    """The one address in a bracket that holds more than it, such as `a@b [mailto:a@b]`."""
    found = {spec for each in _written_in(raw[:MAX_ENTRY]) if (spec := _clean_spec(each))}
    return found.pop() if len(found) == 1 else None


def _clean_spec(raw: str) -> str | None:
    """Return the addr-spec of an angle bracket without source route, `mailto:` and stray spaces, or None."""
    spec = re.sub(r"\s+", "", _INNER_COMMENT.sub("", raw)) if '"' not in raw else raw.strip()
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
    name = headers.to_text(entry.comments[-1]) if entry.comments else ""
    return name[1:-1].strip() if len(name) > 1 and name[0] == name[-1] == '"' else name
