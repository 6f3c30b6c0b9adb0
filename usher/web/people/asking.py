"""What lists of people read from their address."""

from django.http import HttpRequest

from usher.base.refusals import Invalid


def words_of(request: HttpRequest) -> str:
    """The search words, 200 characters at most."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:200]


def after_of(request: HttpRequest) -> int | None:
    """The id after which the page begins."""
    text = request.GET.get("after", "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 18:
        raise Invalid({"after": "This is not a place in a list. Start again from the first page."})
    return int(text)
