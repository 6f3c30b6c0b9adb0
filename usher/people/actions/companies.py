"""Companies and their mail domains."""

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

from usher.base.currencies import CURRENCIES
from usher.base.html import tidy
from usher.base.refusals import Invalid, Refused
from usher.base.text import one_line
from usher.events.bus import Author, record
from usher.people import events
from usher.people.actions.changing_contacts import change_contact
from usher.people.domains import domain_of, own_letters, problem_with, wire_form
from usher.people.models import Company, CompanyDomain, Contact, ContactAddress

CHANGEABLE = {"name", "tier", "hourly_rate", "currency", "prefix", "notes"}
PREFIX = re.compile(r"([A-Z][A-Z0-9]{1,9})?\Z")
NAME_LENGTH, TIER_LENGTH, NOTES_LENGTH = 200, 40, 20_000  # characters
HIGHEST_RATE = Decimal("9999999999.99")
MOST_DOMAINS = 200  # of one company


@transaction.atomic
def create_company(*, by: Author, at: datetime, fields: dict[str, Any], domains: list[str]) -> Company:
    """A new company; existing contacts with an address in its domains and without a company join it."""
    company = Company.objects.create(**checked(fields), created_at=at)
    record(events.COMPANY_CREATED, company, by=by, at=at, data={"name": company.name, "domains": domains})
    _set_domains(company, domains, by, at)
    return company


@transaction.atomic
def create_company_of(contact: Contact, *, by: Author, at: datetime, fields: dict[str, Any]) -> Company:
    """A company made from a contact, who joins it with all others of the same mail domain.

    It takes the domain, unless that is a public provider's or another company's. Refuses a contact who has a company.
    """
    if contact.company_id:
        raise Refused(f"{contact.shown_name} belongs to {contact.company} already.")
    domain = domain_of(contact.email)
    taken = CompanyDomain.objects.filter(domain=domain).exists()
    company = create_company(by=by, at=at, fields=fields, domains=[] if taken or problem_with(domain) else [domain])
    change_contact(contact, by=by, at=at, changes={"company": company})
    return company


@transaction.atomic
def change_company(
    company: Company, *, by: Author, at: datetime, changes: dict[str, Any], domains: list[str] | None = None
) -> None:
    """Set the given fields and, if given, the list of domains. Who joined by a domain stays when it goes."""
    row = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    changed = {key: value for key, value in checked(changes, row).items() if getattr(row, key) != value}
    data: dict[str, Any] = {key: [_text(getattr(row, key)), _text(value)] for key, value in changed.items()}
    for key, value in changed.items():
        setattr(row, key, value)
    if domains is not None:
        old = sorted(row.domains.values_list("domain", flat=True))
        if _set_domains(row, domains, by, at):
            data["domains"] = [old, sorted(row.domains.values_list("domain", flat=True))]
    if data:
        row.save()
        record(events.COMPANY_CHANGED, row, by=by, at=at, data=data)


def told(company: Company) -> dict[str, Any]:
    """All of a company as an event keeps it."""
    fields = {name: _text(getattr(company, name)) for name in sorted(CHANGEABLE)}
    return {**fields, "domains": sorted(company.domains.values_list("domain", flat=True))}


def checked(fields: dict[str, Any], row: Company | None = None) -> dict[str, Any]:
    """The fields as they are stored; Invalid names every wrong one. Without `row` they are those of a new company."""
    errors = dict.fromkeys(sorted(set(fields) - CHANGEABLE), "is not a field of a company.")
    values = dict(fields)
    for name, length in (("name", NAME_LENGTH), ("tier", TIER_LENGTH)):
        if name in fields or (name == "name" and row is None):
            values[name] = one_line(str(fields.get(name, "")), length + 1)
            if len(values[name]) > length:
                errors[name] = f"is longer than {length} characters; shorten it."
    if not values.get("name", "unchanged"):
        errors["name"] = "Write the name of the company."
    if "notes" in fields:
        values["notes"] = tidy(str(fields["notes"]).replace("\x00", ""))
        if len(values["notes"]) > NOTES_LENGTH:
            errors["notes"] = f"are longer than {NOTES_LENGTH} characters; shorten them."
    if "currency" in fields:
        values["currency"] = str(fields["currency"]).strip().upper()
        if values["currency"] and values["currency"] not in CURRENCIES:
            errors["currency"] = "is not the code of a currency (ISO 4217), like EUR."
    if "prefix" in fields:
        values["prefix"] = str(fields["prefix"]).strip().upper()
        errors |= _problem_with_prefix(values["prefix"], row)
    if fields.get("hourly_rate") is not None:
        values["hourly_rate"] = checked_rate(fields["hourly_rate"], errors)
    if errors:
        raise Invalid(errors)
    return values


def checked_rate(value: object, errors: dict[str, str]) -> Decimal | None:
    """An hourly rate with two decimals; what is none is put into the errors."""
    try:
        rate = Decimal(str(value))
        if rate.is_finite() and 0 <= rate <= HIGHEST_RATE and rate == rate.quantize(Decimal("0.01")):
            return rate.quantize(Decimal("0.01"))
    except InvalidOperation:
        pass
    errors["hourly_rate"] = "is not a rate; write an amount like 95 or 95.50."
    return None


def _problem_with_prefix(prefix: str, row: Company | None) -> dict[str, str]:
    if not PREFIX.match(prefix):
        return {"prefix": "A prefix is 2 to 10 letters or digits and starts with a letter, like PINE."}
    other = Company.objects.filter(prefix=prefix).exclude(pk=row.pk if row else 0).first() if prefix else None
    return {"prefix": f"The codes of {other.name} begin with {prefix}. Choose another prefix."} if other else {}


def _set_domains(company: Company, domains: list[str], by: Author, at: datetime) -> bool:
    wanted = {wire_form(domain) for domain in domains if domain.strip()}
    if len(wanted) > MOST_DOMAINS:
        raise Invalid({"domains": f"A company has at most {MOST_DOMAINS} domains."})
    present = set(company.domains.values_list("domain", flat=True))
    if problem := next((text for domain in sorted(wanted - present) if (text := problem_with(domain))), ""):
        raise Invalid({"domains": problem})
    taken = CompanyDomain.objects.filter(domain__in=wanted).exclude(company=company).select_related("company").first()
    if taken:
        raise Invalid({"domains": f"{own_letters(taken.domain)} belongs to {taken.company.name}."})
    company.domains.filter(domain__in=present - wanted).delete()
    CompanyDomain.objects.bulk_create(CompanyDomain(company=company, domain=domain) for domain in sorted(wanted - present))
    for domain in sorted(wanted - present):
        _take_in(company, domain, by, at)
    return present != wanted


def _take_in(company: Company, domain: str, by: Author, at: datetime) -> None:
    """All contacts at the domain who have no company join this one, in one statement however many they are."""
    there = ContactAddress.objects.filter(domain__in={domain, own_letters(domain)})
    joined = Contact.objects.filter(company=None, pk__in=there.values("contact_id")).update(company=company)
    if joined:
        record(events.COMPANY_JOINED, company, by=by, at=at, data={"domain": domain, "contacts": joined})


def _text(value: object) -> str:
    return "" if value is None else str(value)
