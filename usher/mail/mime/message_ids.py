"""Message-ID, In-Reply-To and References (RFC 5322 §3.6.4): ids keep their angle brackets."""

import re

MAX_REFERENCES = 500

_ID = re.compile(r"<([^<>]{1,998})>")
_SEPARATOR = re.compile(r"[\s<>,;]+")
_SPACE = re.compile(r"\s+")


def read_ids(value: str) -> tuple[str, ...]:
    """Return the ids in order without duplicates; ids written without brackets get them."""
    found = [_SPACE.sub("", each) for each in _ID.findall(value)] or [
        each for each in _SEPARATOR.split(value) if "@" in each
    ]
    return tuple(dict.fromkeys(f"<{each}>" for each in found if each))[:MAX_REFERENCES]


def read_id(value: str) -> str | None:
    """Return the first id of a header that holds one; a value without the form of an id counts as it stands."""
    ids = read_ids(value)
    if ids:
        return ids[0]
    rest = _SPACE.sub("", value).strip("<>")[:998]
    return f"<{rest}>" if rest else None
