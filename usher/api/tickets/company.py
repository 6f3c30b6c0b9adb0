"""/api/tickets/{ticket}/company."""

from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.fields import Id, found
from usher.api.naming import named_as_sent
from usher.api.resource import Resource
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.base.refusals import Invalid
from usher.people.models import Company, Contact
from usher.tickets import actions
from usher.tickets.representation import TicketShape, shape


class OtherCompany(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Where the ticket goes."""

    company_id: Annotated[Id | None, Meta(description="null: to no company")]
    requester_id: Annotated[Id | None, Meta(description="Somebody of that company; by default nobody")] = None


OtherCompanyBody = Annotated[OtherCompany, MediaTypeMetadata(example={"companyId": 4, "requesterId": 12})]


class TicketCompany(Resource):
    """The company a ticket belongs to."""

    @modify(tags=["Tickets"])
    def put(self, parsed_path: Path[TicketPath], parsed_body: Body[OtherCompanyBody]) -> TicketShape:
        """Move a ticket to another company.

        All its public comments turn internal first, for good, so that nobody new reads them; addresses in copy that are not
        of the new company are dropped. A requester from another company set by PATCH does the same.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor, to="move_company")
        errors: dict[str, str] = {}
        company: Company | None = found(Company.objects, parsed_body.company_id, "companyId", errors)
        people = Contact.objects.select_related("company")
        requester: Contact | None = found(people, parsed_body.requester_id, "requesterId", errors)
        if errors:
            raise Invalid(errors)
        with named_as_sent(requester="requesterId"):
            actions.move_to_company(ticket, to=company, requester=requester, by=self.actor, at=self.at)
        return shape(ticket)
