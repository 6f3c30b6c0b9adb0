"""Pages of contacts and companies by name, the next one found by the last row's id."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Count, Model, Q, QuerySet

from usher.people.models import Company, CompanyDomain, Contact

PAGE = 50  # rows
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows in order of name, and the id after which the next page begins (None at the end)."""

    rows: list[Row]
    next_after: int | None


def contacts_page(words: str = "", after: int | None = None, company: Company | None = None) -> Page[Contact]:
    """Contacts whose name, addresses, phone or company hold every one of the words."""
    contacts = Contact.objects.select_related("company")
    if company:
        contacts = contacts.filter(company=company)
    for word in words.split()[:6]:
        contacts = contacts.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(phone__icontains=word) | Q(company__name__icontains=word)
        )
    return _page(contacts, after)


def companies_page(words: str = "", after: int | None = None) -> Page[Company]:
    """Companies whose name or domains hold every one of the words, each with `contact_count`."""
    companies = Company.objects.prefetch_related("domains")
    for word in words.split()[:6]:
        companies = companies.filter(Q(name__icontains=word) | Q(pk__in=_with_domain(word)))
    page = _page(companies, after)
    counts = dict(
        Contact.objects.filter(company__in=[row.pk for row in page.rows])
        .values_list("company")
        .annotate(number=Count("id"))
        .values_list("company", "number")
    )
    for row in page.rows:
        row.contact_count = counts.get(row.pk, 0)  # type: ignore[attr-defined]
    return page


def _with_domain(word: str) -> QuerySet[CompanyDomain, int]:
    return CompanyDomain.objects.filter(domain__icontains=word).values_list("company_id", flat=True)


def _page(rows: QuerySet[Row], after: int | None) -> Page[Row]:
    last = rows.model._default_manager.filter(pk=after).values_list("name", flat=True).first() if after else None
    if last is not None:
        rows = rows.filter(Q(name__gte=last) & (Q(name__gt=last) | Q(pk__gt=after)))
    found = list(rows.order_by("name", "pk")[: PAGE + 1])
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)
