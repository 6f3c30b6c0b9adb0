"""Who calls: an access token in the Authorization header.

A token that was good stays known to this process for a few seconds, so that a busy client costs no look-up per
request; a revoked one therefore dies within SECONDS everywhere, and at once in the process that revoked it.
"""

import time
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from usher.base.tenancy import entered
from usher.events.bus import reacts_now
from usher.events.models import Event
from usher.organizations.queries import current
from usher.people.actions.tokens import PREFIX, use_token
from usher.people.actors import Actor, token_actor
from usher.people.queries import token_place, usable_token

SECONDS = 5.0
MOST = 5000  # tokens remembered; beyond it all are forgotten
LONGEST = 200  # characters


@dataclass(frozen=True, slots=True)
class Caller:
    """A good token, its organization and what it may do."""

    organization_id: int
    slug: str
    token_id: int
    actor: Actor
    expires_at: datetime | None
    known_until: float

    def is_good(self, at: datetime) -> bool:
        return time.monotonic() < self.known_until and (self.expires_at is None or self.expires_at > at)

    def answers_to(self, organization: str) -> bool:
        """Whether the id or the slug is that of the token's organization."""
        return organization in {str(self.organization_id), self.slug}


class NotSignedIn(Exception):
    """No token, or none that works; the text never says which of expired, revoked and unknown it was."""


class WrongOrganization(Exception):
    """A header names an organization that is not the token's."""


_known: dict[str, Caller] = {}
_lock = Lock()


def caller_of(request: HttpRequest) -> Caller:
    """The caller; raises NotSignedIn, and WrongOrganization where x-account-id or X-Organization-Id names another."""
    scheme, _, text = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    text = text.strip()
    if scheme.lower() != "bearer" or not text:
        raise NotSignedIn(f"Send an access token: Authorization: Bearer {PREFIX}…")
    at = timezone.now()
    caller = _known.get(text)
    if caller is None or not caller.is_good(at):
        caller = _looked_up(text, at)
    for header in ("HTTP_X_ACCOUNT_ID", "HTTP_X_ORGANIZATION_ID"):
        named = request.META.get(header)
        if named and not caller.answers_to(named.strip()):
            raise WrongOrganization("The token belongs to another organization than the header names.")
    return caller


def _looked_up(text: str, at: datetime) -> Caller:
    refusal = NotSignedIn("The access token is unknown, expired or revoked.")
    if not text.startswith(PREFIX) or len(text) > LONGEST or not text.isascii():
        raise refusal
    place = token_place(text)
    if place is None:
        raise refusal
    with entered(place[0]):
        token = usable_token(place[1], at)
        if token is None:
            _known.pop(text, None)
            raise refusal
        use_token(token, at=at)
        actor, slug = token_actor(token), current().slug
    caller = Caller(place[0], slug, place[1], actor, token.expires_at, time.monotonic() + SECONDS)
    with _lock:
        if len(_known) >= MOST:
            _known.clear()
        _known[text] = caller
    return caller


@reacts_now("token.revoked")
def forget(event: Event) -> None:
    """A revoked token is forgotten as soon as the change is committed."""
    transaction.on_commit(lambda: forget_token(event.subject_id))


def forget_token(token_id: int) -> None:
    """Look the token up again at its next call."""
    with _lock:
        for text in [text for text, caller in _known.items() if caller.token_id == token_id]:
            del _known[text]
