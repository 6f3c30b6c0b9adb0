"""Look-ups of logins and invitations, before an organization is entered."""

from django.db import connection

from usher.people.actions.mailing_invitations import TOKEN_LENGTH
from usher.people.actions.tokens import hash_of
from usher.people.models import User
from usher.people.queries import places_of


def home_of(user: User) -> int | None:
    """The organization whose mail may carry this login's reset links: the one that proved it, else its only one.

    None where any would let one organization into another's rooms; then only the operator's relay carries them.
    """
    places = [place.organization_id for place in places_of(user.pk)]
    if user.proven_in in places:
        return user.proven_in
    return places[0] if len(places) == 1 else None


def invitation_place(token: str) -> tuple[int, int] | None:
    """(organization id, invitation id) of a link's token, whatever its state; None for what cannot be one."""
    if len(token) != TOKEN_LENGTH:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT organization_id, invitation_id FROM invitation_place(%s)", [hash_of(token)])
        row = cursor.fetchone()
        return (row[0], row[1]) if row else None
