"""Access tokens: issued once, kept as a hash, revoked at once."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from usher.base.refusals import Invalid
from usher.events.bus import Author, record
from usher.people.models import AccessToken, Member
from usher.people.permissions import SCOPES

PREFIX = "usher_"


def hash_of(token: str) -> str:
    """sha256 hex: tokens are 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_token(
    *, name: str, scopes: list[str], by: Author, at: datetime, created_by: Member | None = None,
    expires_at: datetime | None = None,
) -> tuple[AccessToken, str]:  # fmt: skip
    """A new token and its text, which cannot be shown again."""
    if not scopes or (unknown := [scope for scope in scopes if scope not in SCOPES]):
        wrong = "No scope is given" if not scopes else f"“{', '.join(unknown)}” is no scope"
        raise Invalid({"scopes": f"{wrong}; choose from {', '.join(SCOPES)}."})
    text = PREFIX + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        name=name.strip() or "Token", hash=hash_of(text), scopes=list(dict.fromkeys(scopes)), created_by=created_by,
        created_at=at, expires_at=expires_at,
    )  # fmt: skip
    record("token.issued", token, by=by, at=at, data={"name": token.name, "scopes": token.scopes})
    return token, text


@transaction.atomic
def revoke_token(token: AccessToken, *, by: Author, at: datetime) -> None:
    """The token stops working; already revoked ones stay as they are."""
    if AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        record("token.revoked", token, by=by, at=at, data={"name": token.name})


def use_token(token: AccessToken, *, at: datetime) -> None:
    """Remember that the token was used, once a minute at most. No event: using changes nothing for others."""
    minute_ago = at - timedelta(minutes=1)
    if token.last_used_at is None or token.last_used_at < minute_ago:
        AccessToken.objects.filter(pk=token.pk).update(last_used_at=at)
