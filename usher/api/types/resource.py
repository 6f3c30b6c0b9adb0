"""/api/ticket-types."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import Id, IdPath, found, given, row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import READ, SETTINGS, require_scope
from usher.base.refusals import Invalid
from usher.people.models import Team
from usher.tickets.actions import change_type, create_type
from usher.tickets.models import TicketType

TypeName = Annotated[str, Meta(min_length=1, max_length=60)]
About = Annotated[str, Meta(max_length=10_000)]


class TypeShape(msgspec.Struct, rename="camel", frozen=True):
    """What a request is; new tickets of the type go to its team."""

    id: int
    name: str
    description: str
    team_id: int | None
    is_active: bool
    sort_order: int
    created_at: datetime


class TypePage(msgspec.Struct, rename="camel", frozen=True):
    """A page of ticket types."""

    ticket_types: list[TypeShape]
    pagination: Pagination


class NewType(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A new ticket type."""

    name: TypeName
    description: About = ""
    team_id: Id | None = None


class TypeChanges(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Any subset."""

    name: TypeName | UnsetType = UNSET
    description: About | UnsetType = UNSET
    team_id: Id | None | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET


NewTypeBody = Annotated[NewType, MediaTypeMetadata(example={"name": "Bug", "description": "Something is broken."})]
TypeChangesBody = Annotated[TypeChanges, MediaTypeMetadata(example={"isActive": False})]


class Types(Resource):
    """Ticket types."""

    @modify(tags=["Ticket types"])
    def get(self, parsed_query: Query[Paged]) -> TypePage:
        """List ticket types in their order."""
        require_scope(self.actor, READ)
        types, where = page_of(TicketType.objects.order_by("sort_order", "name", "id"), parsed_query)
        return TypePage([_shape(type) for type in types], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Ticket types"])
    def post(self, parsed_body: Body[NewTypeBody]) -> TypeShape:
        """Make a ticket type."""
        require_scope(self.actor, SETTINGS)
        return _shape(create_type(**_fields(parsed_body), by=self.actor, at=self.at))


class OneType(Resource):
    """One ticket type."""

    @modify(tags=["Ticket types"])
    def get(self, parsed_path: Path[IdPath]) -> TypeShape:
        """Read a ticket type."""
        require_scope(self.actor, READ)
        return _shape(row_named(TicketType.objects, parsed_path.id, "ticket type"))

    @modify(tags=["Ticket types"])
    def patch(self, parsed_path: Path[IdPath], parsed_body: Body[TypeChangesBody]) -> TypeShape:
        """Change a ticket type."""
        require_scope(self.actor, SETTINGS)
        type: TicketType = row_named(TicketType.objects, parsed_path.id, "ticket type")
        return _shape(change_type(type, **_fields(parsed_body), by=self.actor, at=self.at))


def _fields(body: NewType | TypeChanges) -> dict[str, Any]:
    fields = {name: value for name, value in msgspec.structs.asdict(body).items() if given(value)}
    if "team_id" in fields:
        errors: dict[str, str] = {}
        fields["team"] = found(Team.objects, fields.pop("team_id"), "teamId", errors)
        if errors:
            raise Invalid(errors)
    return fields


def _shape(type: TicketType) -> TypeShape:
    return TypeShape(type.pk, type.name, type.description, type.team_id, type.is_active, type.sort_order, type.created_at)
