"""What the mail pages read from their address."""

from django.db import models
from django.http import HttpRequest

from usher.base.refusals import Invalid

LONGEST = 18  # digits of an id


def before_of(request: HttpRequest) -> int | None:
    """The id before which the page begins."""
    return _number(request, "before")


def mailbox_id_of(request: HttpRequest) -> int | None:
    """The mailbox to show; one that does not exist shows nothing."""
    return _number(request, "mailbox")


def state_of(request: HttpRequest, states: type[models.TextChoices]) -> str:
    """One of the states, or empty for all."""
    state = request.GET.get("state", "")
    if state and state not in states.values:
        raise Invalid({"state": f"There is no such state; choose one of {', '.join(states.values)}."})
    return state


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > LONGEST:
        raise Invalid({name: "This is not a place in a list. Start again from the first page."})
    return int(text)
