"""A new tenant."""

import re
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils.text import slugify

from usher.base.refusals import Invalid
from usher.base.tenancy import entered
from usher.organizations.models import Organization

# First path segments that belong to doors; an organization's slug is the first segment of its members' addresses.
RESERVED = {"accounts", "api", "events", "files", "healthz", "static", "portal", "widget", "mail", "admin", "me", "new", "o"}
PREFIX = re.compile(r"[A-Z][A-Z0-9]{1,9}\Z")


class NameTaken(Invalid):
    """The prefix or the address is in use in this installation; `field` names which."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__({field: message})
        self.field = field


def create(*, name: str, prefix: str, at: datetime, slug: str = "") -> Organization:
    """Create an organization; the prefix is 2–10 letters and digits, a letter first, unique in the installation."""
    prefix = prefix.strip().upper()
    if not name.strip():
        raise NameTaken("name", "The name is empty. Write the name of the organization.")
    if not PREFIX.match(prefix):
        raise NameTaken("prefix", "A prefix is 2 to 10 letters or digits and starts with a letter, like ACME.")
    wanted = slug or slugify(name)[:40] or prefix.lower()
    if wanted in RESERVED or wanted.startswith("_"):
        wanted = f"{wanted.strip('_')}-{prefix.lower()}"
    organization = Organization(id=_new_id(), name=name.strip(), slug=wanted, prefix=prefix, created_at=at)
    try:
        with entered(organization.pk):
            organization.save(force_insert=True)
    except IntegrityError as error:
        if "prefix" in str(error):
            raise NameTaken("prefix", f"The prefix {prefix} is used by another organization.") from error
        if slug:
            raise NameTaken("slug", f"The address {slug} is used by another organization.") from error
        return create(name=name, prefix=prefix, at=at, slug=f"{wanted}-{prefix.lower()}")
    return organization


def _new_id() -> int:
    # The id is needed before the row: we enter the organization first, so that the insert passes its own policy.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('organizations_organization', 'id'))")
        return int(cursor.fetchone()[0])
