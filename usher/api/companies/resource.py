"""/api/companies and /api/companies/{id}."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from msgspec import Meta

from usher.api.companies.shape import CompanyBody, CompanyShape, NewCompanyBody, fields_of, rows, shape
from usher.api.fields import IdPath, found, row_named
from usher.api.naming import named_as_sent
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import CONTACTS, READ, require_scope
from usher.base.refusals import Invalid
from usher.people.actions import change_company, create_company, create_company_of, delete_company
from usher.people.domains import wire_form
from usher.people.lists import companies_found, contact_counts
from usher.people.models import Company, Contact


class CompanyPage(msgspec.Struct, frozen=True):
    """A page of companies."""

    companies: list[CompanyShape]
    pagination: Pagination


class CompanyQuery(Paged, kw_only=True):
    """Filters of the list of companies."""

    search: Annotated[str, Meta(max_length=200, description="Parts of the name or of a domain")] = ""
    domain: Annotated[str, Meta(max_length=253, description="Exactly this mail domain")] = ""


class Companies(Resource):
    """Companies."""

    @modify(tags=["Companies"])
    def get(self, parsed_query: Query[CompanyQuery]) -> CompanyPage:
        """List companies.

        By name, each with the number of its contacts.
        """
        require_scope(self.actor, READ)
        companies = companies_found(parsed_query.search.replace("\x00", " "))
        if domain := parsed_query.domain.replace("\x00", "").strip():
            companies = companies.filter(domains__domain=wire_form(domain))
        here, where = page_of(companies, parsed_query)
        counts = contact_counts(here)
        return CompanyPage([shape(company, counts.get(company.pk, 0)) for company in here], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Companies"])
    def post(self, parsed_body: Body[NewCompanyBody]) -> CompanyShape:
        """Make a company, or make one from a contact.

        Contacts at its mail domains who have no company join it, now and later. Domains of public mail providers are
        refused: anybody can have an address there.
        """
        require_scope(self.actor, CONTACTS)
        fields, domains = fields_of(parsed_body), parsed_body.domains
        with named_as_sent():
            if parsed_body.from_contact_id is None:
                told = domains if isinstance(domains, list) else []
                return _shown(create_company(by=self.actor, at=self.at, fields=fields, domains=told))
            contact = _founder(parsed_body.from_contact_id, domains=domains)
            return _shown(create_company_of(contact, by=self.actor, at=self.at, fields=fields))


class OneCompany(Resource):
    """One company."""

    @modify(tags=["Companies"])
    def get(self, parsed_path: Path[IdPath]) -> CompanyShape:
        """Read a company.

        With its domains and the number of its contacts.
        """
        require_scope(self.actor, READ)
        return _shown(row_named(rows(), parsed_path.id, "company"))

    @modify(tags=["Companies"])
    def patch(self, parsed_path: Path[IdPath], parsed_body: Body[CompanyBody]) -> CompanyShape:
        """Change a company.

        Any subset of the fields; `domains` are all of them. Who joined by a domain stays when it goes.
        """
        require_scope(self.actor, CONTACTS)
        company: Company = row_named(Company.objects, parsed_path.id, "company")
        domains = parsed_body.domains if isinstance(parsed_body.domains, list) else None
        with named_as_sent():
            change_company(company, by=self.actor, at=self.at, changes=fields_of(parsed_body), domains=domains)
        return _shown(Company.objects.get(pk=company.pk))

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Companies"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Delete a company without tickets.

        Its contacts stay without one. A company that has tickets is refused with 409: merge it instead.
        """
        require_scope(self.actor, CONTACTS)
        delete_company(row_named(Company.objects, parsed_path.id, "company"), by=self.actor, at=self.at)


def _founder(contact_id: int, *, domains: object) -> Contact:
    errors: dict[str, str] = {}
    contact: Contact | None = found(Contact.objects.select_related("company"), contact_id, "fromContactId", errors)
    if isinstance(domains, list):
        errors["domains"] = "are the contact's own with fromContactId; add others afterwards."
    if errors or contact is None:
        raise Invalid(errors)
    return contact


def _shown(company: Company) -> CompanyShape:
    return shape(company, company.contacts.count())
