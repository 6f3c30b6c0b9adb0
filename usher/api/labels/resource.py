"""/api/labels: the tags of tickets, each with its colour."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from django.db.models import Count, QuerySet
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import IdPath, row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import LABELS, READ, require_scope
from usher.base.text import HUES
from usher.tickets import actions
from usher.tickets.models import Label

LabelName = Annotated[str, Meta(min_length=1, max_length=60, examples=["needs-review"])]
Hue = Annotated[int, Meta(ge=0, lt=HUES, description="One of the palette's 24 colours", examples=[7])]


class LabelShape(msgspec.Struct, rename="camel", frozen=True):
    """A label; tickets carry its name among their tags."""

    id: int
    name: str
    hue: int
    ticket_count: int


class LabelPage(msgspec.Struct, frozen=True):
    """A page of labels."""

    labels: list[LabelShape]
    pagination: Pagination


class NewLabel(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A new label; without a hue its name chooses one."""

    name: LabelName
    hue: Hue | None = None


class LabelChanges(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Any subset."""

    name: LabelName | UnsetType = UNSET
    hue: Hue | UnsetType = UNSET


NewLabelBody = Annotated[NewLabel, MediaTypeMetadata(example={"name": "needs-review", "hue": 7})]
LabelChangesBody = Annotated[LabelChanges, MediaTypeMetadata(example={"name": "waiting-external"})]


class Labels(Resource):
    """Labels."""

    @modify(tags=["Labels"])
    def get(self, parsed_query: Query[Paged]) -> LabelPage:
        """List labels by name.

        Each with the number of tickets that carry it.
        """
        require_scope(self.actor, READ)
        labels, where = page_of(_rows().order_by("name", "id"), parsed_query)
        return LabelPage([_shape(label) for label in labels], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Labels"])
    def post(self, parsed_body: Body[NewLabelBody]) -> LabelShape:
        """Make a label.

        Names are unique in any case; a ticket's `tags` may make labels too.
        """
        require_scope(self.actor, LABELS)
        label = actions.create_label(name=parsed_body.name, hue=parsed_body.hue, by=self.actor, at=self.at)
        return _shape(_rows().get(pk=label.pk))


class OneLabel(Resource):
    """One label."""

    @modify(tags=["Labels"])
    def get(self, parsed_path: Path[IdPath]) -> LabelShape:
        """Read a label."""
        require_scope(self.actor, READ)
        return _shape(row_named(_rows(), parsed_path.id, "label"))

    @modify(tags=["Labels"])
    def patch(self, parsed_path: Path[IdPath], parsed_body: Body[LabelChangesBody]) -> LabelShape:
        """Rename or recolour a label.

        Its tickets keep it, under the new name.
        """
        require_scope(self.actor, LABELS)
        label: Label = row_named(Label.objects, parsed_path.id, "label")
        name = parsed_body.name if isinstance(parsed_body.name, str) else label.name
        hue = parsed_body.hue if isinstance(parsed_body.hue, int) else label.hue
        actions.change_label(label, name=name, hue=hue, by=self.actor, at=self.at)
        return _shape(_rows().get(pk=label.pk))

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Labels"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Delete a label.

        It is taken away from all tickets; the tickets stay.
        """
        require_scope(self.actor, LABELS)
        actions.delete_label(row_named(Label.objects, parsed_path.id, "label"), by=self.actor, at=self.at)


def _rows() -> QuerySet[Label]:
    return Label.objects.annotate(count=Count("ticket_labels"))


def _shape(label: Label) -> LabelShape:
    return LabelShape(label.pk, label.name, label.hue, getattr(label, "count", 0))
