"""/api/custom-fields."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from msgspec import Meta

from usher.api.custom_fields.shape import FieldChangesBody, FieldShape, NewFieldBody, shape, told
from usher.api.fields import row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import READ, SETTINGS, require_scope
from usher.tickets import actions
from usher.tickets.models import CustomField


class FieldPage(msgspec.Struct, rename="camel", frozen=True):
    """A page of custom fields."""

    custom_fields: list[FieldShape]
    pagination: Pagination


class FieldPath(msgspec.Struct):
    """The address of a field."""

    field: Annotated[str, Meta(description="Its id or its key", examples=["brand"])]


class CustomFields(Resource):
    """Custom fields."""

    @modify(tags=["Custom fields"])
    def get(self, parsed_query: Query[Paged]) -> FieldPage:
        """List custom fields in their order, inactive ones too."""
        require_scope(self.actor, READ)
        fields, where = page_of(CustomField.objects.order_by("sort_order", "id"), parsed_query)
        return FieldPage([shape(field) for field in fields], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Custom fields"])
    def post(self, parsed_body: Body[NewFieldBody]) -> FieldShape:
        """Make a custom field.

        Its key is made from the name (`Order number` becomes orderNumber). What tickets hold under that key already is
        taken over in the background, as far as it fits the kind.
        """
        require_scope(self.actor, SETTINGS)
        fields = told(parsed_body)
        kind = str(fields.pop("kind").value)
        return shape(actions.create_field(kind=kind, **fields, by=self.actor, at=self.at))


class OneCustomField(Resource):
    """One custom field."""

    @modify(tags=["Custom fields"])
    def get(self, parsed_path: Path[FieldPath]) -> FieldShape:
        """Read a custom field."""
        require_scope(self.actor, READ)
        return shape(_named(parsed_path.field))

    @modify(tags=["Custom fields"])
    def patch(self, parsed_path: Path[FieldPath], parsed_body: Body[FieldChangesBody]) -> FieldShape:
        """Change a custom field; values that tickets have stay, also those that new rules would refuse."""
        require_scope(self.actor, SETTINGS)
        return shape(actions.change_field(_named(parsed_path.field), **told(parsed_body), by=self.actor, at=self.at))

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Custom fields"])
    def delete(self, parsed_path: Path[FieldPath]) -> None:
        """Delete a custom field that no ticket has a value of; others are refused: make them inactive."""
        require_scope(self.actor, SETTINGS)
        actions.delete_field(_named(parsed_path.field), by=self.actor, at=self.at)


def _named(text: str) -> CustomField:
    field = None if text[:1].isdigit() else CustomField.objects.filter(key=text.replace("\x00", "")).first()
    found: CustomField = field or row_named(CustomField.objects, text, "custom field")
    return found
