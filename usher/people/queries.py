"""Look-ups of people, some of them before an organization is entered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from usher.base.tenancy import remembered
from usher.people.actions.tokens import hash_of
from usher.people.models import AccessToken, Member


@dataclass(frozen=True, slots=True)
class Place:
    """An organization a user belongs to."""

    organization_id: int
    member_id: int
    name: str
    slug: str
    hue: int


def places_of(user_id: int) -> list[Place]:
    """The organizations in which the user is an active member, by name; one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organization_id, member_id, name, slug, hue FROM named_places_of(%s)", [user_id])
        return [Place(*row) for row in cursor.fetchall()]


@remembered(seconds=3)
def member_addresses() -> Mapping[str, int]:
    """Addresses of the organization's members, also of former ones, in lower case, with the member's id."""
    return {email.lower(): pk for pk, email in Member.objects.order_by("is_active", "pk").values_list("pk", "email")}


def active_member(user_id: int) -> Member | None:
    """The user's place in the organization we are in, with its role."""
    return Member.objects.select_related("role", "user").filter(user_id=user_id, is_active=True).first()


def token_place(text: str) -> tuple[int, int] | None:
    """(organization id, token id) of a token's text, whatever its state."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organization_id, token_id FROM token_place(%s)", [hash_of(text)])
        row = cursor.fetchone()
        return (row[0], row[1]) if row else None


def usable_token(token_id: int, at: datetime) -> AccessToken | None:
    """The token, inside its organization, unless it is revoked, expired, or of a member who was deactivated."""
    token = AccessToken.objects.select_related("created_by__role").filter(pk=token_id, revoked_at=None).first()
    if token is None or (token.expires_at is not None and token.expires_at <= at):
        return None
    return token if token.created_by is None or token.created_by.is_active else None
