"""Companies and their mail domains."""

import re
from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.refusals import Invalid
from usher.events.bus import Author, record
from usher.people.models import Company, CompanyDomain, Contact

CHANGEABLE = {"name", "tier", "hourly_rate", "currency", "prefix", "notes"}
DOMAIN = re.compile(r"(?=.{4,253}\Z)([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}\Z")
PREFIX = re.compile(r"([A-Z][A-Z0-9]{1,9})?\Z")


@transaction.atomic
def create_company(*, by: Author, at: datetime, fields: dict[str, Any], domains: list[str]) -> Company:
    """A new company; existing contacts with an address in its domains and without a company join it."""
    company = Company.objects.create(**_checked(fields, new=True), created_at=at)
    record("company.created", company, by=by, at=at, data={"name": company.name, "domains": domains})
    _set_domains(company, domains)
    return company


@transaction.atomic
def change_company(
    company: Company, *, by: Author, at: datetime, changes: dict[str, Any], domains: list[str] | None = None
) -> None:
    """Set the given fields and, if given, the list of domains."""
    row = Company.objects.select_for_update().get(pk=company.pk)
    changed = {key: value for key, value in _checked(changes, new=False).items() if getattr(row, key) != value}
    before = {key: str(getattr(row, key) or "") for key in changed}
    for key, value in changed.items():
        setattr(row, key, value)
    data: dict[str, Any] = {key: [before[key], str(changed[key] or "")] for key in changed}
    if domains is not None:
        old = sorted(row.domains.values_list("domain", flat=True))
        if _set_domains(row, domains):
            data["domains"] = [old, sorted(row.domains.values_list("domain", flat=True))]
    if data:
        row.save()
        record("company.changed", row, by=by, at=at, data=data)


def _checked(fields: dict[str, Any], *, new: bool) -> dict[str, Any]:
    errors = dict.fromkeys(set(fields) - CHANGEABLE, "is not a field of a company.")
    values = dict(fields)
    if new or "name" in fields:
        values["name"] = str(fields.get("name", "")).strip()
        if not values["name"]:
            errors["name"] = "Write the name of the company."
    if "prefix" in fields:
        values["prefix"] = str(fields["prefix"]).strip().upper()
        if not PREFIX.match(values["prefix"]):
            errors["prefix"] = "A prefix is 2 to 10 letters or digits and starts with a letter, like PINE."
    if errors:
        raise Invalid(errors)
    return values


def _set_domains(company: Company, domains: list[str]) -> bool:
    wanted = {domain.strip().lower().lstrip("@") for domain in domains if domain.strip()}
    for domain in sorted(wanted):
        if not DOMAIN.match(domain):
            raise Invalid({"domains": f"“{domain}” is not a mail domain; write one like example.com."})
    taken = CompanyDomain.objects.filter(domain__in=wanted).exclude(company=company).select_related("company").first()
    if taken:
        raise Invalid({"domains": f"{taken.domain} belongs to {taken.company.name}."})
    present = set(company.domains.values_list("domain", flat=True))
    company.domains.filter(domain__in=present - wanted).delete()
    for domain in sorted(wanted - present):
        CompanyDomain.objects.create(company=company, domain=domain)
        Contact.objects.filter(company=None, addresses__email__endswith=f"@{domain}").update(company=company)
    return present != wanted
