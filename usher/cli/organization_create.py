"""A new organization with somebody who can sign in."""

import sys

from django.db import transaction
from django.utils import timezone

from usher.base.refusals import Invalid
from usher.base.tenancy import entered
from usher.organizations.actions import create
from usher.people.actions import add_member, create_builtin_roles
from usher.people.actors import SYSTEM


@transaction.atomic
def run(*, name: str, prefix: str, email: str, password: str) -> str:
    """Create the organization, its built-in roles and its first administrator; returns the slug.

    A login that is there already and was proven keeps its password, and stderr says so.
    """
    if not password:  # its strength is the operator's choice here; screens are stricter
        raise Invalid({"--admin-password": "is empty; write one."})
    at = timezone.now()
    organization = create(name=name, prefix=prefix, at=at)
    with entered(organization.pk):
        create_builtin_roles()
        admin = add_member(email=email, name=email.partition("@")[0], role="admin", by=SYSTEM, at=at, password=password)
    if not admin.user.check_password(password):
        print(
            f"{admin.email} has a login already, which keeps its password: --admin-password was not used.", file=sys.stderr
        )
    return organization.slug
