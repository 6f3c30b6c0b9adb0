"""/api/categories."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.custom_fields.shape import Place
from usher.api.fields import Id, IdPath, found, given, row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import READ, SETTINGS, require_scope
from usher.base.refusals import Invalid
from usher.tickets import actions
from usher.tickets.models import Category

CategoryName = Annotated[str, Meta(min_length=1, max_length=60, examples=["Billing"])]


class CategoryShape(msgspec.Struct, rename="camel", frozen=True):
    """A plain classification of tickets."""

    id: int
    name: str
    sort_order: int


class CategoryPage(msgspec.Struct, frozen=True):
    """A page of categories."""

    categories: list[CategoryShape]
    pagination: Pagination


class NewCategory(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A new category, behind all others unless a place is named."""

    name: CategoryName
    sort_order: Place | None = None


class CategoryChanges(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Any subset."""

    name: CategoryName | UnsetType = UNSET
    sort_order: Place | UnsetType = UNSET


class Replacement(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """What the tickets of a deleted category get."""

    replacement_id: Annotated[Id, Meta(description="Another category")] | None = None


NewCategoryBody = Annotated[NewCategory, MediaTypeMetadata(example={"name": "Compliance"})]
CategoryChangesBody = Annotated[CategoryChanges, MediaTypeMetadata(example={"sortOrder": 1})]


class Categories(Resource):
    """Categories."""

    @modify(tags=["Categories"])
    def get(self, parsed_query: Query[Paged]) -> CategoryPage:
        """List categories in their order."""
        require_scope(self.actor, READ)
        categories, where = page_of(Category.objects.order_by("sort_order", "id"), parsed_query)
        return CategoryPage([_shape(category) for category in categories], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Categories"])
    def post(self, parsed_body: Body[NewCategoryBody]) -> CategoryShape:
        """Make a category."""
        require_scope(self.actor, SETTINGS)
        place = parsed_body.sort_order
        return _shape(actions.create_category(name=parsed_body.name, sort_order=place, by=self.actor, at=self.at))


class OneCategory(Resource):
    """One category."""

    @modify(tags=["Categories"])
    def get(self, parsed_path: Path[IdPath]) -> CategoryShape:
        """Read a category."""
        require_scope(self.actor, READ)
        return _shape(row_named(Category.objects, parsed_path.id, "category"))

    @modify(tags=["Categories"])
    def patch(self, parsed_path: Path[IdPath], parsed_body: Body[CategoryChangesBody]) -> CategoryShape:
        """Rename or move a category; its tickets keep it."""
        require_scope(self.actor, SETTINGS)
        category: Category = row_named(Category.objects, parsed_path.id, "category")
        changes = {name: value for name, value in msgspec.structs.asdict(parsed_body).items() if given(value)}
        return _shape(actions.change_category(category, **changes, by=self.actor, at=self.at))

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Categories"])
    def delete(self, parsed_path: Path[IdPath], parsed_query: Query[Replacement]) -> None:
        """Delete a category; its tickets get the replacement. Refused when tickets have it and none is named."""
        require_scope(self.actor, SETTINGS)
        category: Category = row_named(Category.objects, parsed_path.id, "category")
        errors: dict[str, str] = {}
        replacement = found(Category.objects.exclude(pk=category.pk), parsed_query.replacement_id, "replacementId", errors)
        if errors:
            raise Invalid(errors)
        actions.delete_category(category, replacement=replacement, by=self.actor, at=self.at)


def _shape(category: Category) -> CategoryShape:
    return CategoryShape(category.pk, category.name, category.sort_order)
