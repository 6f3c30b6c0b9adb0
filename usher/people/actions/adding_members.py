"""A user becomes a member."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from usher.base.refusals import Invalid
from usher.base.text import hue_of
from usher.events.bus import record
from usher.people.access import require_to_grant
from usher.people.actors import Actor
from usher.people.models import Member, Role, User


@transaction.atomic
def add_member(*, email: str, name: str, role: str, by: Actor, at: datetime, password: str | None = None) -> Member:
    """Give a place to the user with this address, making the login if there is none.

    An existing login keeps its password. Without a password a new one signs in by the reset mail.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid({"email": f"“{email}” is not an e-mail address; write one like ada@example.com."}) from error
    try:
        chosen = Role.objects.get(key=role)
    except Role.DoesNotExist as error:
        raise Invalid({"role": f"There is no role “{role}”."}) from error
    require_to_grant(by, chosen.granted)
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, password, name=name)
    if Member.objects.filter(user=user).exists():
        raise Invalid({"email": f"{email} is a member already."})
    member = Member.objects.create(
        user=user, role=chosen, name=name.strip() or email, email=email, hue=hue_of(email), created_at=at
    )
    record("member.added", member, by=by, at=at, data={"email": email, "role": role})
    return member
