"""Every kind of refusal that programs may meet, told from the refusals themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from usher.api.errors import TITLES
from usher.base.refusals import Refused

# Those that have no class of their own.
BARE = {
    "unreadable": (400, "The request or its body cannot be read."),
    "unauthorized": (401, "No token, or none that works."),
    "wrong_organization": (403, "x-account-id or X-Organization-Id names another organization than the token's."),
    "method_not_allowed": (405, "The header Allow lists what can be used at this address."),
    "not_acceptable": (406, "Only application/json is spoken."),
    "conflict": (409, "Somebody else changed the same at the same moment. Read it again and retry."),
    "too_large": (413, "The body is larger than this server takes."),
    "unsupported_media_type": (415, "The body is of a type that is not taken here."),
    "internal_server_error": (500, "Something broke on our side and has been recorded; nothing was changed."),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its code, status and what it means."""

    code: str
    status: int
    text: str


def kinds() -> list[Kind]:
    """All kinds by status and code."""
    found = {code: Kind(code, status, text) for code, (status, text) in BARE.items()}
    for refusal in _below(Refused):
        text = (refusal.__doc__ or "").partition("\n")[0]
        found.setdefault(refusal.code, Kind(refusal.code, refusal.status, text or TITLES.get(refusal.status, "")))
    return sorted(found.values(), key=lambda kind: (kind.status, kind.code))


def _below(refusal: type[Refused]) -> Iterator[type[Refused]]:
    yield refusal
    for each in refusal.__subclasses__():
        yield from _below(each)
