"""Access tokens: issued once, kept as a hash, revoked at once."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from usher.base.refusals import Invalid
from usher.base.text import one_line
from usher.events.bus import record
from usher.people.access import require_to_grant
from usher.people.actors import Actor
from usher.people.models import AccessToken, Member
from usher.people.permissions import PERMISSIONS, SCOPES, of_scopes

PREFIX = "usher_"
LONGEST = 120  # characters of a name


def hash_of(token: str) -> str:
    """sha256 hex: tokens are 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_token(
    *, name: str, scopes: list[str], by: Actor, at: datetime, created_by: Member | None = None,
    expires_at: datetime | None = None,
) -> tuple[AccessToken, str]:  # fmt: skip
    """A new token and its text, which cannot be shown again; without `expires_at` it is good until revoked.

    `scopes` are bundles or fine permissions, and none goes beyond what `by` may. The token belongs to `created_by`, by
    default the member who acts: it never may more than they do, and stops with them. The system's are the organization's.
    """
    _refuse_wrong(scopes, expires_at, at)
    require_to_grant(by, of_scopes(scopes))
    text = PREFIX + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        name=one_line(name, LONGEST) or "Token", hash=hash_of(text), scopes=list(dict.fromkeys(scopes)),
        created_by_id=created_by.pk if created_by else by.own_id, created_at=at, expires_at=expires_at,
    )  # fmt: skip
    record("token.issued", token, by=by, at=at, data={"name": token.name, "scopes": token.scopes})
    return token, text


def _refuse_wrong(scopes: list[str], expires_at: datetime | None, at: datetime) -> None:
    errors = {}
    if not scopes or (unknown := [scope for scope in scopes if scope not in SCOPES and scope not in PERMISSIONS]):
        wrong = "No scope is given" if not scopes else f"“{', '.join(unknown)}” is no scope"
        errors["scopes"] = f"{wrong}; choose from {', '.join(SCOPES)}, or name permissions: {', '.join(PERMISSIONS)}."
    if expires_at is not None and expires_at <= at:
        errors["expires_at"] = "A token ends in the future; leave it empty for one that is good until revoked."
    if errors:
        raise Invalid(errors)


@transaction.atomic
def revoke_token(token: AccessToken, *, by: Actor, at: datetime) -> None:
    """The token stops working; already revoked ones stay as they are."""
    if AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        record("token.revoked", token, by=by, at=at, data={"name": token.name})


def use_token(token: AccessToken, *, at: datetime) -> None:
    """Remember that the token was used, once a minute at most. No event: using changes nothing for others."""
    minute_ago = at - timedelta(minutes=1)
    if token.last_used_at is None or token.last_used_at < minute_ago:
        AccessToken.objects.filter(pk=token.pk).update(last_used_at=at)
