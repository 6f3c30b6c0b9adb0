"""Ticket types as the API shows and takes them."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.custom_fields.shape import Place
from usher.api.fields import Id
from usher.tickets.fields import fields
from usher.tickets.models import TicketType

TypeName = Annotated[str, Meta(min_length=1, max_length=60)]
About = Annotated[str, Meta(max_length=10_000)]


class TypeField(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """A custom field that the type asks for."""

    key: Annotated[str, Meta(max_length=100, description="Its key, as in /api/custom-fields", examples=["brand"])]
    is_required: bool = False


class AskedField(msgspec.Struct, rename="camel", frozen=True):
    """A custom field that the type asks for; /api/custom-fields has the rest."""

    key: str
    name: str
    kind: str
    is_required: bool


class TypeShape(msgspec.Struct, rename="camel", frozen=True):
    """What a request is: new tickets of the type go to its team, get its category and are asked its fields, in order."""

    id: int
    account_id: int
    name: str
    description: str
    category: str | None
    category_id: int | None
    team_id: int | None
    lifecycle_id: int | None
    custom_fields: list[AskedField]
    is_active: bool
    is_default: bool
    sort_order: int
    created_at: datetime


TypeFields = Annotated[
    list[TypeField | str],
    Meta(max_length=500, description="All fields of the type in order, as keys or with isRequired. Fields for all types are"
                                     " asked in any case.", examples=[["floor", {"key": "brand", "isRequired": True}]]),
]  # fmt: skip


class TypeOptions(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """All but the name; what is left out stays as it is, or is as usual."""

    description: About | UnsetType = UNSET
    category: Annotated[str, Meta(description="The name of a category", max_length=200)] | None | UnsetType = UNSET
    category_id: Id | None | UnsetType = UNSET
    team_id: Id | None | UnsetType = UNSET
    lifecycle_id: Id | None | UnsetType = UNSET
    custom_fields: TypeFields | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET
    is_default: Annotated[bool, Meta(description="Chosen beforehand in forms; one type at most")] | UnsetType = UNSET
    sort_order: Place | UnsetType = UNSET


class NewType(TypeOptions, kw_only=True):
    """A new ticket type."""

    name: TypeName


class TypeChanges(TypeOptions, kw_only=True):
    """Any subset."""

    name: TypeName | UnsetType = UNSET


NewTypeBody = Annotated[NewType, MediaTypeMetadata(example={"name": "Bug", "description": "Something is broken."})]
TypeChangesBody = Annotated[TypeChanges, MediaTypeMetadata(example={"isActive": False})]


def shape(type: TicketType, organization_id: int) -> TypeShape:
    """A row, with its category, as it is shown."""
    asks = [
        AskedField(asked.field.key, asked.field.name, asked.field.kind, asked.is_required)
        for asked in fields().of_type(type.pk)
    ]
    category = type.category.name if type.category else None
    return TypeShape(
        type.pk, organization_id, type.name, type.description, category, type.category_id, type.team_id, type.lifecycle_id,
        asks, type.is_active, type.is_default, type.sort_order, type.created_at,
    )  # fmt: skip


def asked_keys(wanted: Any) -> dict[str, bool]:
    """Key → whether it is required, of a body's customFields."""
    return {
        field.key if isinstance(field, TypeField) else str(field): isinstance(field, TypeField) and field.is_required
        for field in wanted
    }
