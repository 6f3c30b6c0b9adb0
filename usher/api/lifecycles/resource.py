"""/api/lifecycles: which statuses tickets go through, what they are called, what may follow what."""

from datetime import datetime
from http import HTTPStatus

import msgspec
from django.db.models import QuerySet
from dmr import Body, Path, modify

from usher.api.fields import IdPath, row_named
from usher.api.lifecycles.shape import Fields, LifecycleChangesBody, LifecycleShape, NewLifecycleBody, shape, told
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import READ, SETTINGS, require_scope
from usher.base.refusals import Invalid
from usher.people.actors import Actor
from usher.tickets import actions
from usher.tickets.models import Lifecycle


class LifecyclePage(msgspec.Struct, frozen=True):
    """A page of lifecycles."""

    lifecycles: list[LifecycleShape]
    pagination: Pagination


class Lifecycles(Resource):
    """Lifecycles."""

    @modify(tags=["Settings"])
    def get(self, parsed_query: Query[Paged]) -> LifecyclePage:
        """List lifecycles by name.

        Where none is the default, tickets whose type names none may take every status that is not hidden.
        """
        require_scope(self.actor, READ)
        rows, where = page_of(_rows().order_by("name", "id"), parsed_query)
        return LifecyclePage([_shape(row) for row in rows], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Settings"])
    def post(self, parsed_body: Body[NewLifecycleBody]) -> LifecycleShape:
        """Install a preset, or make a lifecycle.

        With `preset`, what else is given replaces what the preset says. Without, `name` and `statuses` are needed.
        """
        require_scope(self.actor, SETTINGS)
        fields = told(parsed_body)
        if isinstance(parsed_body.preset, str):
            row = actions.install_preset(parsed_body.preset, name=fields.pop("name", ""), by=self.actor, at=self.at)
            row = actions.change_lifecycle(row, **fields, by=self.actor, at=self.at)
        elif missing := {"name", "statuses"} - set(fields):
            raise Invalid(dict.fromkeys(sorted(missing), "is needed, unless a preset is installed."))
        else:
            row = actions.create_lifecycle(**fields, by=self.actor, at=self.at)
        return _settled(row, parsed_body, self.actor, self.at)


class OneLifecycle(Resource):
    """One lifecycle."""

    @modify(tags=["Settings"])
    def get(self, parsed_path: Path[IdPath]) -> LifecycleShape:
        """Read a lifecycle."""
        require_scope(self.actor, READ)
        return _shape(row_named(_rows(), parsed_path.id, "lifecycle"))

    @modify(tags=["Settings"])
    def patch(self, parsed_path: Path[IdPath], parsed_body: Body[LifecycleChangesBody]) -> LifecycleShape:
        """Change a lifecycle.

        Tickets in a status that is taken out keep it and may leave it to any that the lifecycle has.
        """
        require_scope(self.actor, SETTINGS)
        row: Lifecycle = row_named(Lifecycle.objects, parsed_path.id, "lifecycle")
        row = actions.change_lifecycle(row, **told(parsed_body), by=self.actor, at=self.at)
        return _settled(row, parsed_body, self.actor, self.at)

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Settings"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Delete a lifecycle.

        Refused with 409 while types use it or it is the default.
        """
        require_scope(self.actor, SETTINGS)
        row: Lifecycle = row_named(Lifecycle.objects, parsed_path.id, "lifecycle")
        actions.delete_lifecycle(row, by=self.actor, at=self.at)


def _settled(row: Lifecycle, body: Fields, by: Actor, at: datetime) -> LifecycleShape:
    """The lifecycle as it is now, made the default or no longer so if the body says that."""
    if body.is_default is True:
        actions.choose_default(row, by=by, at=at)
    elif body.is_default is False and row.is_default:
        actions.choose_default(None, by=by, at=at)
    return _shape(_rows().get(pk=row.pk))


def _rows() -> QuerySet[Lifecycle]:
    return Lifecycle.objects.prefetch_related("types")


def _shape(row: Lifecycle) -> LifecycleShape:
    return shape(row, sorted(type.pk for type in row.types.all()))
