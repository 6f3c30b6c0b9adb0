"""/api/companies/{id}/contacts and /api/companies/{id}/merge."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.companies.shape import CompanyShape, shape
from usher.api.contacts.resource import ContactPage
from usher.api.contacts.shape import shape as contact_shape
from usher.api.fields import Id, IdPath, found, row_named
from usher.api.naming import named_as_sent
from usher.api.paging import Paged, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import CONTACTS, READ, require_scope
from usher.base.refusals import Invalid
from usher.people.actions import merge_companies
from usher.people.lists import contacts_found
from usher.people.models import Company


class CompanyContactsQuery(Paged, kw_only=True):
    """Which of the company's contacts."""

    search: Annotated[str, Meta(max_length=200, description="Parts of name, addresses or telephone number")] = ""


class MergeCompanies(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """The company that goes into the one at the address."""

    company_id: Id


MergeBody = Annotated[MergeCompanies, MediaTypeMetadata(example={"companyId": 7})]


class CompanyContacts(Resource):
    """The contacts of a company."""

    @modify(tags=["Companies"])
    def get(self, parsed_path: Path[IdPath], parsed_query: Query[CompanyContactsQuery]) -> ContactPage:
        """List a company's contacts.

        By name.
        """
        require_scope(self.actor, READ)
        company: Company = row_named(Company.objects, parsed_path.id, "company")
        contacts = contacts_found(parsed_query.search.replace("\x00", " "), company)
        here, where = page_of(contacts.select_related("manager").prefetch_related("addresses"), parsed_query)
        return ContactPage([contact_shape(contact) for contact in here], where)


class CompanyMerge(Resource):
    """Merging companies."""

    @modify(status_code=HTTPStatus.OK, tags=["Companies"])
    def post(self, parsed_path: Path[IdPath], parsed_body: Body[MergeBody]) -> CompanyShape:
        """Merge another company into this one.

        Its contacts, domains and tickets become this one's; fields of this one win, empty ones are filled, notes are
        appended. All or nothing, and for good.
        """
        require_scope(self.actor, CONTACTS)
        kept: Company = row_named(Company.objects, parsed_path.id, "company")
        errors: dict[str, str] = {}
        duplicate = found(Company.objects, parsed_body.company_id, "companyId", errors)
        if errors:
            raise Invalid(errors)
        with named_as_sent(company="companyId"):
            merged = merge_companies(kept, duplicate, by=self.actor, at=self.at)
        return shape(merged, merged.contacts.count())
