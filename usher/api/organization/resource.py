"""/api/organization: the settings of the token's organization."""

from datetime import datetime
from typing import Annotated, Any
from zoneinfo import available_timezones

import msgspec
from django.conf import settings
from dmr import Body, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import given
from usher.api.naming import named_as_sent
from usher.api.resource import Resource
from usher.api.scopes import SETTINGS, require_scope
from usher.base.currencies import CURRENCIES
from usher.base.refusals import Invalid
from usher.base.text import HUES, one_line
from usher.organizations.actions import change
from usher.organizations.models import Organization
from usher.organizations.models.organization import ClosedMail


class OrganizationShape(msgspec.Struct, rename="camel", frozen=True):
    """An organization. Prefix and slug never change: ticket numbers and addresses are made of them."""

    id: int
    name: str
    slug: str
    prefix: str
    hue: int
    currency: str
    time_zone: str
    language: str
    created_at: datetime
    acknowledges: bool
    reply_waits_on_screens: bool
    reply_waits_by_api: bool
    reopens_closed: bool
    closed_mail: str
    tells_closure: bool
    new_ticket_address: str


class OrganizationChanges(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Any subset."""

    name: Annotated[str, Meta(min_length=1, max_length=120)] | UnsetType = UNSET
    hue: Annotated[int, Meta(ge=0, lt=HUES, description="One of the palette's 24 colours")] | UnsetType = UNSET
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$", description="ISO 4217", examples=["EUR"])] | UnsetType = UNSET
    time_zone: Annotated[str, Meta(max_length=60, description="IANA name", examples=["Europe/Berlin"])] | UnsetType = UNSET
    language: Annotated[str, Meta(max_length=8, examples=["en"])] | UnsetType = UNSET
    acknowledges: Annotated[bool, Meta(description="Who writes a first mail gets a short answer")] | UnsetType = UNSET
    reply_waits_on_screens: Annotated[
        bool, Meta(description="A member's public reply moves the ticket to waiting_customer")
    ] | UnsetType = UNSET  # fmt: skip
    reply_waits_by_api: Annotated[bool, Meta(description="The same for replies by API")] | UnsetType = UNSET
    reopens_closed: Annotated[bool, Meta(description="Admins may reopen closed tickets")] | UnsetType = UNSET
    closed_mail: Annotated[ClosedMail, Meta(description="What becomes of mail to a closed ticket")] | UnsetType = UNSET
    tells_closure: Annotated[
        bool, Meta(description="The requester gets a mail when their ticket is resolved or closed")
    ] | UnsetType = UNSET  # fmt: skip
    new_ticket_address: Annotated[
        str, Meta(max_length=320, description="Hears of every new ticket; empty: nobody", examples=["team@example.com"])
    ] | UnsetType = UNSET  # fmt: skip


ChangesBody = Annotated[OrganizationChanges, MediaTypeMetadata(example={"timeZone": "Europe/Helsinki", "currency": "EUR"})]


class TheOrganization(Resource):
    """The token's organization."""

    @modify(tags=["Settings"])
    def get(self) -> OrganizationShape:
        """Read the organization and its settings.

        Any token may: it tells a program where it is.
        """
        return _shape(_row(self))

    @modify(tags=["Settings"])
    def patch(self, parsed_body: Body[ChangesBody]) -> OrganizationShape:
        """Change settings of the organization.

        What is left out stays. Needs the scope manageSettings.
        """
        require_scope(self.actor, SETTINGS)
        with named_as_sent():
            change(_row(self), by=self.actor, at=self.at, changes=_changes(parsed_body))
        return _shape(_row(self))


def _row(resource: Resource) -> Organization:
    return Organization.objects.get(pk=resource.caller.organization_id)


def _changes(body: OrganizationChanges) -> dict[str, Any]:
    changes = {name: value for name, value in msgspec.structs.asdict(body).items() if given(value)}
    errors: dict[str, str] = {}
    if "name" in changes:
        changes["name"] = one_line(changes["name"])
        if not changes["name"]:
            errors["name"] = "says nothing; write the organization's name."
    if changes.get("currency", "EUR") not in CURRENCIES:
        errors["currency"] = f"“{changes['currency']}” is no currency in use; write a code like EUR."
    if changes.get("time_zone", "UTC") not in available_timezones():
        errors["timeZone"] = f"“{changes['time_zone'][:40]}” is no time zone; write a name like Europe/Berlin."
    languages = dict(settings.LANGUAGES)
    if changes.get("language", "en") not in languages:
        errors["language"] = f"“{changes['language']}” is not spoken here; choose from {', '.join(languages)}."
    if errors:
        raise Invalid(errors)
    if "closed_mail" in changes:
        changes["closed_mail"] = str(changes["closed_mail"])
    return changes


def _shape(row: Organization) -> OrganizationShape:
    return OrganizationShape(**{name: getattr(row, name) for name in OrganizationShape.__struct_fields__})
