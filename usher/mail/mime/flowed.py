"""Paragraphs of format=flowed text (RFC 3676): soft breaks joined, quotes kept apart by depth."""

import re

_QUOTES = re.compile(r"^>+")


def unflow(text: str, *, delsp: bool = False) -> str:
    """Join flowed lines of equal quote depth; `delsp` drops the space that marks the break (RFC 3676 §4.1)."""
    result: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        match = _QUOTES.match(line)
        depth = match.end() if match else 0
        content = line[depth:]
        content = content.removeprefix(" ")
        is_separator = content in ("-- ", "--")
        if open_depth == depth and not is_separator:
            result[-1] += content
        else:
            result.append((">" * depth + " " if depth else "") + content)
        is_flowed = content.endswith(" ") and not is_separator
        if is_flowed and delsp:
            result[-1] = result[-1][:-1]
        open_depth = depth if is_flowed else None
    return "\n".join(line if line.endswith("-- ") else line.rstrip(" ") for line in result)
