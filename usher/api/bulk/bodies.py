"""What a bulk change is told: which tickets, and what shall be done to each."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import Id, Moment, PriorityName, StatusText, Visibility, given
from usher.api.tickets.bodies import Fields, Tags
from usher.api.tickets.references import labels_of
from usher.api.tickets.searching import Condition
from usher.base.refusals import Invalid
from usher.people.actors import Actor

MOST_IDS = 10_000  # of one body; a filter reaches further


class BulkAction(StrEnum):
    """update does what `changes` says; the others are short for one thing."""

    UPDATE = "update"
    ASSIGN = "assign"
    ADD_TAGS = "add_tags"
    REMOVE_TAGS = "remove_tags"
    CLOSE = "close"
    DELETE = "delete"
    RESTORE = "restore"


class BulkChanges(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Any subset; each is done to every ticket."""

    status: StatusText | UnsetType = UNSET
    priority: PriorityName | UnsetType = UNSET
    visibility: Visibility | UnsetType = UNSET
    type_id: Id | None | UnsetType = UNSET
    category_id: Id | None | UnsetType = UNSET
    assigned_to_user_id: Id | None | UnsetType = UNSET
    assigned_to_team_id: Id | None | UnsetType = UNSET
    custom_fields: Fields | UnsetType = UNSET
    snoozed_until: Moment | UnsetType = UNSET
    add_tags: Tags | UnsetType = UNSET
    remove_tags: Tags | UnsetType = UNSET
    tags: Annotated[Tags | UnsetType, Meta(description="For the actions add_tags and remove_tags")] = UNSET


class NewBulk(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Tickets by id or by a condition, never both."""

    action: BulkAction = BulkAction.UPDATE
    ticket_ids: Annotated[list[Id], Meta(min_length=1, max_length=MOST_IDS)] | UnsetType = UNSET
    filter: Condition = None
    changes: BulkChanges = msgspec.field(default_factory=BulkChanges)


NewBulkBody = Annotated[
    NewBulk,
    MediaTypeMetadata(
        example={"ticketIds": [1234, 1235], "action": "update", "changes": {"priority": "high", "addTags": ["vip"]}}
    ),
]


def steps_of(body: NewBulk, *, by: Actor, at: datetime) -> list[dict[str, Any]]:
    """The body in the words of `tickets/bulk`; Invalid when the action and its changes do not go together."""
    steps = [step for step in _said(body, by, at) if step]
    if not steps:
        raise Invalid({"changes": f"says nothing to {body.action.value.replace('_', ' ')}."})
    return steps


def _said(body: NewBulk, by: Actor, at: datetime) -> Iterator[dict[str, Any]]:
    match body.action:
        case BulkAction.DELETE | BulkAction.RESTORE:
            yield {"do": body.action.value}
        case BulkAction.CLOSE:
            yield {"do": "move", "to": "closed"}
        case BulkAction.ADD_TAGS | BulkAction.REMOVE_TAGS:
            named = body.changes.tags if isinstance(body.changes.tags, list) else []
            if named:
                do = "add_labels" if body.action is BulkAction.ADD_TAGS else "remove_labels"
                yield {"do": do, "labels": _labels(named, by, at)}
        case BulkAction.ASSIGN:
            yield from _simple(body.changes, "assigned_to_user_id", "assigned_to_team_id")
        case BulkAction.UPDATE:
            yield from _changes(body.changes, by, at)


NAMES = {
    "visibility": ("set_visibility", "to"), "type_id": ("set_type", "to"), "category_id": ("set_category", "to"),
    "custom_fields": ("set_fields", "values"), "priority": ("prioritise", "to"), "snoozed_until": ("snooze", "until"),
    "assigned_to_team_id": ("assign_team", "to"), "assigned_to_user_id": ("assign", "to"), "status": ("move", "to"),
}  # fmt: skip


def _changes(changes: BulkChanges, by: Actor, at: datetime) -> Iterator[dict[str, Any]]:
    """The status comes last, so that one change can both finish tickets and say who did."""
    if given(changes.tags):
        raise Invalid({"changes.tags": "belongs to add_tags and remove_tags; with update say addTags or removeTags."})
    for do, names in (("add_labels", changes.add_tags), ("remove_labels", changes.remove_tags)):
        if isinstance(names, list) and names:
            yield {"do": do, "labels": _labels(names, by, at)}
    yield from _simple(changes, *NAMES)


def _simple(changes: BulkChanges, *names: str) -> Iterator[dict[str, Any]]:
    for name in names:
        value = getattr(changes, name)
        if given(value):
            do, key = NAMES[name]
            yield {"do": do, key: value.isoformat() if isinstance(value, datetime) else value}


def _labels(names: list[str], by: Actor, at: datetime) -> list[int]:
    return [label.pk for label in labels_of(names, by=by, at=at)]
