"""/api/contacts/{id}/tickets and /api/companies/{id}/tickets: the list of tickets, narrowed to one of them."""

from http import HTTPStatus

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from dmr import Path, validate

from usher.api.fields import IdPath, row_named
from usher.api.resource import REFUSALS, Resource, ResponseSpec, enters_itself
from usher.api.scopes import READ, require_scope
from usher.api.tickets.listing import list_tickets
from usher.api.tickets.pages import TicketPage, page_of
from usher.api.tickets.parameters import TicketParametersOf
from usher.api.tickets.query import TicketQuery
from usher.base.tenancy import entered
from usher.people.models import Company, Contact

ANSWER = ResponseSpec(TicketPage, status_code=HTTPStatus.OK)


class ContactTickets(Resource):
    """The tickets of a contact."""

    @enters_itself
    @validate(ANSWER, *REFUSALS, tags=["Contacts"])
    def get(self, parsed_path: Path[IdPath], parsed_query: TicketParametersOf) -> HttpResponse:
        """List a contact's tickets.

        With the filters and orders of the list of tickets; `nextCursor` leads on.
        """
        require_scope(self.actor, READ)
        with entered(self.caller.organization_id):
            contact: Contact = row_named(Contact.objects, parsed_path.id, "contact")
        return _answer(self, msgspec.structs.replace(parsed_query, requester_id=str(contact.pk)))


class CompanyTickets(Resource):
    """The tickets of a company."""

    @enters_itself
    @validate(ANSWER, *REFUSALS, tags=["Companies"])
    def get(self, parsed_path: Path[IdPath], parsed_query: TicketParametersOf) -> HttpResponse:
        """List a company's tickets.

        With the filters and orders of the list of tickets; `nextCursor` leads on.
        """
        require_scope(self.actor, READ)
        with entered(self.caller.organization_id):
            company: Company = row_named(Company.objects, parsed_path.id, "company")
        return _answer(self, msgspec.structs.replace(parsed_query, company_id=str(company.pk)))


def _answer(resource: Resource, query: TicketQuery) -> HttpResponse:
    listed = list_tickets(
        query, organization_id=resource.caller.organization_id, actor=resource.actor, at=timezone.now()
    )  # fmt: skip
    return page_of(listed, query.envelope, listed.next_cursor)
