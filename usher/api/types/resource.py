"""/api/ticket-types."""

from http import HTTPStatus
from typing import Any

import msgspec
from django.db.models import QuerySet
from dmr import Body, Path, modify

from usher.api.fields import IdPath, found, given, row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import READ, SETTINGS, require_scope
from usher.api.types.shape import NewTypeBody, TypeChangesBody, TypeOptions, TypeShape, asked_keys, shape
from usher.base.refusals import Invalid
from usher.people.models import Team
from usher.tickets import actions
from usher.tickets.models import Category, CustomField, Lifecycle, TicketType


class TypePage(msgspec.Struct, rename="camel", frozen=True):
    """A page of ticket types."""

    ticket_types: list[TypeShape]
    pagination: Pagination


class Types(Resource):
    """Ticket types."""

    @modify(tags=["Ticket types"])
    def get(self, parsed_query: Query[Paged]) -> TypePage:
        """List ticket types in their order, inactive ones too."""
        require_scope(self.actor, READ)
        types, where = page_of(_rows().order_by("sort_order", "id"), parsed_query)
        return TypePage([shape(type, self.caller.organization_id) for type in types], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Ticket types"])
    def post(self, parsed_body: Body[NewTypeBody]) -> TypeShape:
        """Make a ticket type."""
        require_scope(self.actor, SETTINGS)
        changes, asks = _told(parsed_body)
        type = actions.create_type(**changes, by=self.actor, at=self.at)
        if asks is not None:
            actions.set_type_fields(type, asks=asks, by=self.actor, at=self.at)
        return shape(_rows().get(pk=type.pk), self.caller.organization_id)


class OneType(Resource):
    """One ticket type."""

    @modify(tags=["Ticket types"])
    def get(self, parsed_path: Path[IdPath]) -> TypeShape:
        """Read a ticket type."""
        require_scope(self.actor, READ)
        return shape(row_named(_rows(), parsed_path.id, "ticket type"), self.caller.organization_id)

    @modify(tags=["Ticket types"])
    def patch(self, parsed_path: Path[IdPath], parsed_body: Body[TypeChangesBody]) -> TypeShape:
        """Change a ticket type; its tickets keep what they have."""
        require_scope(self.actor, SETTINGS)
        type: TicketType = row_named(_rows(), parsed_path.id, "ticket type")
        changes, asks = _told(parsed_body)
        actions.change_type(type, **changes, by=self.actor, at=self.at)
        if asks is not None:
            actions.set_type_fields(type, asks=asks, by=self.actor, at=self.at)
        return shape(_rows().get(pk=type.pk), self.caller.organization_id)

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Ticket types"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Delete a ticket type that no ticket has; others are refused: make them inactive."""
        require_scope(self.actor, SETTINGS)
        actions.delete_type(row_named(TicketType.objects, parsed_path.id, "ticket type"), by=self.actor, at=self.at)


def _rows() -> QuerySet[TicketType]:
    return TicketType.objects.select_related("category")


def _told(body: TypeOptions) -> tuple[dict[str, Any], list[tuple[CustomField, bool]] | None]:
    """What the body says, for the verbs; Invalid names everything that is not there."""
    errors: dict[str, str] = {}
    told = {name: value for name, value in msgspec.structs.asdict(body).items() if given(value)}
    for name, rows in (("team", Team.objects), ("lifecycle", Lifecycle.objects), ("category", Category.objects)):
        if f"{name}_id" in told:
            told[name] = found(rows, told.pop(f"{name}_id"), f"{name}Id", errors)
    if isinstance(told.get("category"), str):
        told["category"] = _category(told["category"], errors)
    asks = _asks(asked_keys(told.pop("custom_fields")), errors) if "custom_fields" in told else None
    if errors:
        raise Invalid(errors)
    return told, asks


def _category(name: str, errors: dict[str, str]) -> Category | None:
    spoken = name.replace("\x00", "").replace("_", " ").strip()
    category = Category.objects.filter(name__iexact=spoken).first() if spoken else None
    if spoken and category is None:
        errors["category"] = "There is no category of this name; /api/categories lists them."
    return category


def _asks(wanted: dict[str, bool], errors: dict[str, str]) -> list[tuple[CustomField, bool]]:
    rows = {field.key: field for field in CustomField.objects.all() if field.key in wanted}
    if unknown := [key for key in wanted if key not in rows]:
        errors["customFields"] = f"There is no field {', '.join(unknown)[:200]}; /api/custom-fields lists them."
    return [(rows[key], required) for key, required in wanted.items() if key in rows]
