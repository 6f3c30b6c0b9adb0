"""Contacts and companies by name: what search words find, and pages of them, the next one found by the last row's id."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Count, Model, Q, QuerySet

from usher.people.domains import wire_form
from usher.people.models import Company, CompanyDomain, Contact, ContactAddress, Member

PAGE = 50  # rows
MOST_WORDS = 6
MOST_SUGGESTED = 10  # probable duplicates of one contact
SHORTEST_PHONE = 6  # digits that tell two numbers apart
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows in order of name, and the id after which the next page begins (None at the end)."""

    rows: list[Row]
    next_after: int | None


def contacts_found(words: str, company: Company | None = None) -> QuerySet[Contact]:
    """Contacts whose name, addresses, phone or company hold every one of the words, by name, each with its company."""
    contacts: QuerySet[Contact] = Contact.objects.select_related("company").order_by("name", "pk")
    if company:
        contacts = contacts.filter(company=company)
    for word in words.split()[:MOST_WORDS]:
        contacts = contacts.filter(
            Q(name__icontains=word) | Q(phone__icontains=word) | Q(company__name__icontains=word)
            | Q(pk__in=ContactAddress.objects.filter(email__icontains=word).values("contact_id"))
        )  # fmt: skip
    return contacts


def companies_found(words: str) -> QuerySet[Company]:
    """Companies whose name or domains hold every one of the words, by name, each with its domains."""
    companies: QuerySet[Company] = Company.objects.prefetch_related("domains").order_by("name", "pk")
    for word in words.split()[:MOST_WORDS]:
        domains = CompanyDomain.objects.filter(Q(domain__icontains=word) | Q(domain__icontains=wire_form(word)))
        companies = companies.filter(Q(name__icontains=word) | Q(pk__in=domains.values("company_id")))
    return companies


def members_found(words: str) -> QuerySet[Member]:
    """Members whose name or address holds every one of the words, by name, each with their role."""
    members: QuerySet[Member] = Member.objects.select_related("role").order_by("name", "pk")
    for word in words.split()[:MOST_WORDS]:
        members = members.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return members


def members_page(words: str = "", after: int | None = None, *, is_active: bool = True) -> Page[Member]:
    """A page of the members that the words find, each with their teams."""
    return _page(members_found(words).filter(is_active=is_active).prefetch_related("places__team"), after)


def contacts_page(words: str = "", after: int | None = None, company: Company | None = None) -> Page[Contact]:
    """A page of the contacts that the words find."""
    return _page(contacts_found(words, company), after)


def companies_page(words: str = "", after: int | None = None) -> Page[Company]:
    """A page of the companies that the words find, each with `contact_count`."""
    page = _page(companies_found(words), after)
    counts = contact_counts(page.rows)
    for row in page.rows:
        row.contact_count = counts.get(row.pk, 0)  # type: ignore[attr-defined]
    return page


def contact_counts(companies: list[Company]) -> dict[int, int]:
    """Company id → how many contacts it has; one query."""
    rows = Contact.objects.filter(company__in=[company.pk for company in companies]).order_by()
    return dict(rows.values_list("company").annotate(number=Count("id")).values_list("company", "number"))


def probable_duplicates(contact: Contact) -> list[Contact]:
    """Contacts that seem to be the same person: the same name in the same company, or the same phone; one query."""
    same = Q()
    if contact.company_id and contact.name_key:
        same |= Q(company_id=contact.company_id, name_key=contact.name_key)
    if len(contact.phone_key) >= SHORTEST_PHONE:
        same |= Q(phone_key=contact.phone_key)
    if not same:
        return []
    return list(
        Contact.objects.filter(same).exclude(pk=contact.pk).select_related("company").order_by("pk")[:MOST_SUGGESTED]
    )


def _page(rows: QuerySet[Row], after: int | None) -> Page[Row]:
    last = rows.model._default_manager.filter(pk=after).values_list("name", flat=True).first() if after else None
    if last is not None:
        rows = rows.filter(Q(name__gte=last) & (Q(name__gt=last) | Q(pk__gt=after)))
    found = list(rows[: PAGE + 1])
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)
