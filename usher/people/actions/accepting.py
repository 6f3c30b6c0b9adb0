"""Whoever was invited joins."""

from datetime import datetime
from enum import Enum

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from usher.base.refusals import Invalid, NotFound
from usher.base.tenancy import current_id
from usher.base.text import one_line
from usher.events.bus import record
from usher.people import events
from usher.people.actions.adding_members import place
from usher.people.actions.proving import prove, purge
from usher.people.actors import Actor
from usher.people.models import Invitation, Member, User
from usher.people.permissions import implied
from usher.people.queries import places_of

LONGEST_PASSWORD = 128  # characters: hashing must not be a way to keep us busy


class NoLongerGood(NotFound):
    """The same for a link that is made up, used, revoked or too old."""


class Way(Enum):
    """What accepting takes."""

    NEW = "a name and a password"
    PASSWORD = "a password"  # noqa: S105  a login that nobody proved yet: its password may be somebody else's
    SIGN_IN = "signing in"
    JOIN = "one click"


def way_in(email: str, signed_in: User | None) -> Way:
    """What it takes to accept an invitation of this address, for whoever is signed in (or nobody).

    The link proves the address to the organization that mailed it, and to all others only where the operator's relay
    carried it. So an existing login is joined with by signing in to it, and its password is replaced only where that takes
    nothing from another organization: when the login is in none, or the relay mailed, or its present password was known.
    """
    user = User.objects.filter(email=email).first()
    if user is None:
        return Way.NEW
    is_own = signed_in is not None and signed_in.pk == user.pk
    if user.is_proven:
        return Way.JOIN if is_own else Way.SIGN_IN
    return Way.PASSWORD if is_own or settings.USHER_SMTP_URL or not _is_elsewhere(user) else Way.SIGN_IN


@transaction.atomic
def accept(invitation: Invitation, *, signed_in: User | None, name: str, password: str, at: datetime) -> Member:
    """Join with the invited role. A login that was not proven gets the new password; the old one and all its sessions end.

    NoLongerGood for a link that was used a moment ago; Invalid for a bad name or password.
    """
    row = Invitation.objects.select_for_update(of=("self",)).select_related("role").get(pk=invitation.pk)
    if row.accepted_at or row.revoked_at or row.expires_at <= at or not _is_still_given(row):
        raise NoLongerGood("This invitation no longer works.")
    user = _login(row, signed_in, name, password)
    member = Member.objects.filter(user=user).first()  # added by hand meanwhile: they keep what they were given
    if member is None:
        member = place(user, role=row.role, name=name or row.name, at=at)
    row.accepted_at = at
    row.save(update_fields=["accepted_at"])
    author = Actor("member", member.pk, member.name)
    record(events.INVITATION_ACCEPTED, row, by=author, at=at, data={"member": member.pk})
    return member


def _is_still_given(row: Invitation) -> bool:
    """An invitation gives nothing that whoever sent it may not give at present."""
    inviter = row.invited_by
    return inviter is None or (inviter.is_active and row.role.granted <= implied(inviter.role.granted))


def _login(row: Invitation, signed_in: User | None, name: str, password: str) -> User:
    # Another organization's invitation of the same address may be accepted at this moment: one comes after the other.
    User.objects.select_for_update(no_key=True).filter(email=row.email).first()
    way = way_in(row.email, signed_in)
    if way is Way.SIGN_IN:
        raise Invalid({"password": "Sign in with this address first."})
    if way is Way.JOIN:
        return User.objects.get(email=row.email)
    shown = one_line(name, 120) or row.name
    if way is Way.NEW and not shown:
        raise Invalid({"name": "Write your name."})
    user = User.objects.filter(email=row.email).first() or User(email=row.email, name=shown)
    _check_password(password, user)
    is_elsewhere = user.pk is not None and _is_elsewhere(user)
    if user.pk is None:
        try:
            with transaction.atomic():
                user = User.objects.create_user(row.email, password, name=shown)
        except IntegrityError:  # that one made the login
            return _login(row, signed_in, name, password)
    else:
        purge(user, password=password)
    # Neither organization's mail may carry this login's reset links: it would open the other.
    prove(user, through=None if is_elsewhere and not settings.USHER_SMTP_URL else current_id())
    return user


def _is_elsewhere(user: User) -> bool:
    return any(each.organization_id != current_id() for each in places_of(user.pk))


def _check_password(password: str, user: User) -> None:
    if len(password) > LONGEST_PASSWORD:
        raise Invalid({"password": f"A password has at most {LONGEST_PASSWORD} characters."})
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid({"password": " ".join(error.messages)}) from error
