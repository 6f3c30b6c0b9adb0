"""A company as the API shows it, and what can be written of one."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from django.db.models import QuerySet
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import Id, Name, given
from usher.people.actions.companies import MOST_DOMAINS
from usher.people.domains import own_letters
from usher.people.models import Company

Rate = Annotated[float, Meta(ge=0, le=9_999_999_999.99, description="An hour's price, two decimals", examples=[95.5])]
Domain = Annotated[str, Meta(min_length=1, max_length=253, examples=["bakery.example"])]
Domains = Annotated[
    list[Domain], Meta(max_length=MOST_DOMAINS, description="All of them; contacts there join by themselves")
]
Currency = Annotated[str, Meta(max_length=3, description="ISO 4217; empty: the organization's", examples=["EUR"])]
Prefix = Annotated[str, Meta(max_length=10, description="Of new codes; empty: the organization's", examples=["BAKE"])]
Tier = Annotated[str, Meta(max_length=40, examples=["gold"])]
Notes = Annotated[str, Meta(max_length=20_000, description="Only members see them")]


class CompanyShape(msgspec.Struct, rename="camel", frozen=True, kw_only=True):
    """What contacts belong to."""

    id: int
    name: str
    domains: list[str]
    tier: str
    hourly_rate: float | None
    currency: str
    prefix: str
    notes: str
    contact_count: int
    created_at: datetime


class CompanyFields(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Any subset."""

    name: Name | UnsetType = UNSET
    domains: Domains | UnsetType = UNSET
    tier: Tier | UnsetType = UNSET
    hourly_rate: Rate | None | UnsetType = UNSET
    currency: Currency | UnsetType = UNSET
    prefix: Prefix | UnsetType = UNSET
    notes: Notes | UnsetType = UNSET


class CompanyToMake(CompanyFields, kw_only=True):
    """A new company. With `fromContactId` it takes the contact's mail domain, and everybody there."""

    name: Name
    from_contact_id: Annotated[Id, Meta(description="A contact without a company; domains are its own")] | None = None


CompanyBody = Annotated[CompanyFields, MediaTypeMetadata(example={"tier": "gold", "hourlyRate": 95.5, "currency": "EUR"})]
NewCompanyBody = Annotated[
    CompanyToMake, MediaTypeMetadata(example={"name": "Mill & Co", "domains": ["mill.example"], "prefix": "MILL"})
]


def rows() -> "QuerySet[Company]":
    """Companies with their domains."""
    return Company.objects.prefetch_related("domains")


def fields_of(body: CompanyFields) -> dict[str, Any]:
    """The body's fields as the verbs take them; the domains go their own way."""
    told = msgspec.structs.asdict(body)
    others = {"domains", "from_contact_id"}
    return {name: _plain(value) for name, value in told.items() if given(value) and name not in others}


def shape(company: Company, contact_count: int) -> CompanyShape:
    """The company; its domains in their own letters."""
    rate = company.hourly_rate
    return CompanyShape(
        id=company.pk, name=company.name, domains=sorted(own_letters(each.domain) for each in company.domains.all()),
        tier=company.tier, hourly_rate=None if rate is None else float(rate), currency=company.currency,
        prefix=company.prefix, notes=company.notes, contact_count=contact_count, created_at=company.created_at,
    )  # fmt: skip


def _plain(value: Any) -> Any:
    return value.replace("\x00", "").strip() if isinstance(value, str) else value
