"""A user becomes a member."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.base.tenancy import current_id
from usher.base.text import hue_of, one_line
from usher.events.bus import record
from usher.people import events
from usher.people.access import require_to_grant
from usher.people.actions.proving import prove, purge
from usher.people.actors import Actor
from usher.people.contact_fields import checked_email
from usher.people.models import Member, Role, User
from usher.people.queries import member_addresses


class HasLogin(Refused):
    """A login is its owner's: they join by themselves, asked by a mail of this organization."""


@transaction.atomic
def add_member(
    *, email: str, name: str, role: str | Role, by: Actor, at: datetime, password: str | None = None
) -> Member:  # fmt: skip
    """Give a place to the user with this address, making the login if there is none.

    Without a password a new login signs in by the reset mail. A login made by a member is unproven: its password is known
    to somebody else (field failure N04). Members cannot add a login that is there already: HasLogin says to invite. The
    operator (SYSTEM) can: what they make is proven by their word, an existing login keeps its password unless it was
    unproven.
    """
    email = checked_email(email)
    chosen = role_named(role)
    require_to_grant(by, chosen.granted)
    user = User.objects.select_for_update().filter(email=email).first()
    if user and Member.objects.filter(user=user).exists():
        raise Invalid({"email": f"{email} is a member already."})
    if user and by.kind != "system":
        raise HasLogin(f"{email} has a login here already. Invite them instead: they join with it.")
    if user is None:
        user = User.objects.create_user(email, password, name=name)
    elif not user.is_proven:
        purge(user, password=password)
    if by.kind == "system" and not user.is_proven:
        prove(user, through=current_id())
    return place(user, role=chosen, name=name, by=by, at=at)


def place(user: User, *, role: Role, name: str, at: datetime, by: Actor | None = None) -> Member:
    """The user's place in the organization we are in; without `by` they take it themselves."""
    shown = one_line(name, 120) or user.name or user.email
    member = Member.objects.create(
        user=user, role=role, name=shown, email=user.email, hue=hue_of(user.email), created_at=at
    )  # fmt: skip
    member_addresses.forget()
    author = by or Actor("member", member.pk, member.name)
    record(events.MEMBER_ADDED, member, by=author, at=at, data={"email": user.email, "role": role.key or role.name})
    return member


def role_named(role: str | Role) -> Role:
    """The role as it is now, or the built-in one with this key, held so that nobody deletes it; Invalid when it is gone."""
    roles = Role.objects.select_for_update(no_key=True)
    found = roles.filter(pk=role.pk) if isinstance(role, Role) else roles.exclude(key="").filter(key=role)
    row = found.first()
    if row is None:
        raise Invalid({"role": f"There is no role “{role}”."})
    return row
