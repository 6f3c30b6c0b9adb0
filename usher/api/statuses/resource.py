"""/api/statuses: the ten built-in statuses as the organization calls them, and those that it added."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import given
from usher.api.naming import named_as_sent
from usher.api.resource import Resource
from usher.api.scopes import READ, SETTINGS, require_scope
from usher.base.refusals import NotFound
from usher.base.text import HUES
from usher.tickets import actions
from usher.tickets.lifecycles import Shown, catalogue

StatusCode = Annotated[str, Meta(min_length=1, max_length=60, examples=["waiting_for_parts"])]
StatusTitle = Annotated[str, Meta(max_length=60, examples=["Waiting for parts"])]
Hue = Annotated[int, Meta(ge=0, lt=HUES, description="One of the palette's 24 colours; null: the built-in one")]


class StatusShape(msgspec.Struct, rename="camel", frozen=True):
    """A status. An added one stands for a built-in one, by which rules, clocks and `state` go."""

    code: str
    name: str
    stands_for: str
    state: str
    hue: int | None
    is_built_in: bool
    is_hidden: bool


class StatusList(msgspec.Struct, frozen=True):
    """All statuses in the organization's order."""

    statuses: list[StatusShape]


class StatusPath(msgspec.Struct):
    """The address of a status."""

    code: Annotated[str, Meta(description="Its code", examples=["waiting_customer"])]


class NewStatus(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A new status; its code is made from the name and stays."""

    name: Annotated[str, Meta(min_length=1, max_length=60)]
    stands_for: Annotated[str, Meta(description="The code of a built-in status other than draft", max_length=60)]
    hue: Hue | None = None


class StatusChanges(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Any subset. An empty name gives a built-in status its own back."""

    name: StatusTitle | UnsetType = UNSET
    hue: Hue | None | UnsetType = UNSET
    is_hidden: bool | UnsetType = UNSET


class StatusOrder(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Codes; what is not named follows in its present order."""

    order: Annotated[list[StatusCode], Meta(max_length=200)]


NewStatusBody = Annotated[
    NewStatus, MediaTypeMetadata(example={"name": "Waiting for parts", "standsFor": "on_hold", "hue": 4})
]
StatusChangesBody = Annotated[StatusChanges, MediaTypeMetadata(example={"name": "Pending"})]
StatusOrderBody = Annotated[StatusOrder, MediaTypeMetadata(example={"order": ["open", "in_progress"]})]


class Statuses(Resource):
    """Statuses."""

    @modify(tags=["Settings"])
    def get(self) -> StatusList:
        """List all statuses in their order, hidden ones too.

        A ticket's lifecycle decides which of them it can take and what it calls them.
        """
        require_scope(self.actor, READ)
        return _list()

    @modify(status_code=HTTPStatus.CREATED, tags=["Settings"])
    def post(self, parsed_body: Body[NewStatusBody]) -> StatusShape:
        """Add a status that stands for a built-in one.

        Lifecycles take it up when they are told to; where there are none it can be used at once.
        """
        require_scope(self.actor, SETTINGS)
        body = msgspec.structs.asdict(parsed_body)
        with named_as_sent():
            return _shape(actions.create_status(**body, by=self.actor, at=self.at))

    @modify(tags=["Settings"])
    def patch(self, parsed_body: Body[StatusOrderBody]) -> StatusList:
        """Put statuses in another order."""
        require_scope(self.actor, SETTINGS)
        actions.order_statuses(parsed_body.order, by=self.actor, at=self.at)
        return _list()


class OneStatus(Resource):
    """One status."""

    @modify(tags=["Settings"])
    def get(self, parsed_path: Path[StatusPath]) -> StatusShape:
        """Read a status."""
        require_scope(self.actor, READ)
        return _shape(_status(parsed_path.code))

    @modify(tags=["Settings"])
    def patch(self, parsed_path: Path[StatusPath], parsed_body: Body[StatusChangesBody]) -> StatusShape:
        """Rename, recolour, hide or show a status.

        Tickets in a hidden one keep it. Refused with 409 where a lifecycle would have nothing left to begin or finish with.
        """
        require_scope(self.actor, SETTINGS)
        code = _status(parsed_path.code).code
        changes = {name: value for name, value in msgspec.structs.asdict(parsed_body).items() if given(value)}
        return _shape(actions.change_status(code, **changes, by=self.actor, at=self.at))

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Settings"])
    def delete(self, parsed_path: Path[StatusPath]) -> None:
        """Delete an added status.

        Refused with 409 while tickets have it or lifecycles hold it, and for built-in ones, which can be hidden.
        """
        require_scope(self.actor, SETTINGS)
        actions.delete_status(_status(parsed_path.code).code, by=self.actor, at=self.at)


def _status(code: str) -> Shown:
    status = catalogue().statuses.get(code)
    if status is None:
        raise NotFound("There is no such status.")
    return status


def _list() -> StatusList:
    return StatusList([_shape(status) for status in catalogue().statuses.values()])


def _shape(status: Shown) -> StatusShape:
    return StatusShape(
        status.code, status.name, status.stands_for.code, status.state, status.hue, status.own_id is None, status.is_hidden
    )
