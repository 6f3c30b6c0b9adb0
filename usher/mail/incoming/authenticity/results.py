"""The header Authentication-Results, read as RFC 8601 §2.2 writes it: comments, quotes and folding included."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

LONGEST = 20_000  # characters
_ENDS = frozenset(' \t\r\n;=("')


@dataclass(frozen=True, slots=True)
class Result:
    """One finding: method and result in lower case, and properties like `header.from`."""

    method: str
    result: str
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Results:
    """What one server found. `server` is its authserv-id in lower case; Microsoft writes none."""

    server: str
    found: tuple[Result, ...]

    def of(self, method: str) -> list[Result]:
        """The findings by this method, in their order."""
        return [each for each in self.found if each.method == method]


def read_results(value: str) -> Results:
    """Read one header value, raw: encoded words are no part of its grammar, and decoded they could forge one."""
    first, *sections = _sections(value[:LONGEST])
    if "=" in first:
        return Results("", tuple(_results([first, *sections])))
    return Results(first[0].lower() if first else "", tuple(_results(sections)))


def _results(sections: list[list[str]]) -> Iterator[Result]:
    for tokens in sections:
        pairs = _pairs(tokens)
        if pairs:  # "none" stands for no result
            (method, result), *properties = pairs
            yield Result(method.partition("/")[0], result.lower(), dict(reversed(properties)))


def _pairs(tokens: list[str]) -> list[tuple[str, str]]:
    """name=value, with or without blanks around the sign; the first of a name counts, so the last must not win."""
    return [
        (tokens[at - 1].lower(), tokens[at + 1])
        for at in range(1, len(tokens) - 1)
        if tokens[at] == "=" and tokens[at - 1] != "=" and tokens[at + 1] != "="
    ]


def _sections(value: str) -> list[list[str]]:
    sections: list[list[str]] = [[]]
    for token in _tokens(value):
        if token == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    return sections


def _tokens(value: str) -> Iterator[str]:
    at = 0
    while at < len(value):
        char = value[at]
        if char == "(":
            at = _after_comment(value, at)
        elif char == '"':
            text, at = _quoted(value, at)
            yield f'"{text}' if text in (";", "=") else text
        elif char in ";=":
            yield char
            at += 1
        elif char.isspace():
            at += 1
        else:
            end = next((place for place in range(at, len(value)) if value[place] in _ENDS), len(value))
            yield value[at:end]
            at = end


def _after_comment(value: str, at: int) -> int:
    depth = 0
    while at < len(value):
        if value[at] == "\\":
            at += 1
        elif value[at] == "(":
            depth += 1
        elif value[at] == ")":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return at


def _quoted(value: str, at: int) -> tuple[str, int]:
    text: list[str] = []
    at += 1
    while at < len(value) and value[at] != '"':
        if value[at] == "\\":
            at += 1
        text.append(value[at : at + 1])
        at += 1
    return "".join(text), at + 1
