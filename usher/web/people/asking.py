"""What lists of people read from their address."""

from collections.abc import Iterable

from django.http import HttpRequest

from usher.base.refusals import Invalid


def words_of(request: HttpRequest, name: str = "q") -> str:
    """The search words, 200 characters at most."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:200]


def after_of(request: HttpRequest, name: str = "after") -> int | None:
    """The id after which the page begins."""
    text = request.GET.get(name, "")
    if not text:
        return None
    if not _is_id(text):
        raise Invalid({name: "This is not a place in a list. Start again from the first page."})
    return int(text)


def ids_in(texts: Iterable[str], most: int) -> list[int]:
    """The ids that were sent, each once; what is none is left out."""
    return [int(text) for text in dict.fromkeys(texts) if _is_id(text)][:most]


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18
