"""Who calls: an access token in the Authorization header.

A token that was good stays known to this process for a few seconds, so that a busy client costs no look-up per request.
Revoking it, or changing what its maker may, is heard by every process (`realtime/hearing.py`); where no hint gets through,
the old right dies within SECONDS.
"""

import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.http import HttpRequest
from django.utils import timezone

from usher.base.tenancy import entered
from usher.organizations.queries import current
from usher.people.actions.tokens import PREFIX, use_token
from usher.people.actors import Actor, token_actor
from usher.people.queries import token_place, usable_token
from usher.realtime.hearing import hears

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

    def depends_on(self, topics: Collection[str]) -> bool:
        """Whether a change of one of these may change what the token may."""
        own = {f"token:{self.token_id}", "token:*"}
        if self.actor.made_by is not None:
            own |= {f"member:{self.actor.made_by}", "member:*"}
        return not own.isdisjoint(topics)

    def answers_to(self, organization: str) -> bool:
        """Whether the id or the slug is that of the token's organization."""
        return organization in {str(self.organization_id), self.slug}


class NotSignedIn(Exception):
    """No token, or none that works; the text never says which of expired, revoked and unknown it was."""


class WrongOrganization(Exception):
    """A header names an organization that is not the token's."""


_known: dict[str, Caller] = {}
_lock = Lock()
_changes = [0]  # heard of so far


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
    changes = _changes[0]
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
        if changes == _changes[0]:  # nothing was changed while we looked
            _known[text] = caller
    return caller


@hears
def forget(organization_id: int | None, topics: Collection[str]) -> None:
    """Look up again what a change may concern: a token itself, or the member who made it."""
    families = {topic.partition(":")[0] for topic in topics}
    if organization_id is not None and families.isdisjoint({"token", "member"}):
        return
    with _lock:
        _changes[0] += 1
        for text, caller in list(_known.items()):
            if organization_id is None or (caller.organization_id == organization_id and caller.depends_on(topics)):
                del _known[text]
