"""Whether whoever signs in is whoever reads the address (field failure N04).

A login is one for all organizations, so a password that an administrator chose would open the others to them, too.
"""

from django.db import transaction

from usher.base.tenancy import entered
from usher.people.models import User
from usher.people.queries import places_of
from usher.realtime import publish


@transaction.atomic
def prove(user: User, *, through: int | None) -> None:
    """The user followed a link that was mailed to their address through this organization's mail (or the operator's word).

    No event: a login belongs to no organization.
    """
    user.is_proven = True
    user.proven_in = through if through is not None else user.proven_in
    user.save(update_fields=["is_proven", "proven_in"])


@transaction.atomic
def purge(user: User, *, password: str | None = None) -> None:
    """Replace the password (by none, unless one is given): it and every session stop working, open pages are told."""
    user.set_password(password)  # a session carries a fingerprint of the password it was begun with
    user.save(update_fields=["password"])
    for each in places_of(user.pk):
        with entered(each.organization_id):
            publish(f"member:{each.member_id}")
