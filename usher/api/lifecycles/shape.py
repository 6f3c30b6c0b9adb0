"""What a lifecycle looks like, and what can be written to one."""

from typing import Annotated, Any

import msgspec
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import given
from usher.organizations.models.organization import ClosedMail
from usher.tickets.lifecycles import PRESETS, catalogue
from usher.tickets.models import Lifecycle

Title = Annotated[str, Meta(min_length=1, max_length=60, examples=["Repair"])]
Code = Annotated[str, Meta(min_length=1, max_length=60, examples=["in_progress"])]
Moves = Annotated[
    dict[Code, Annotated[list[Code], Meta(max_length=200)]],
    Meta(
        description="The statuses that may follow each; one that is left out leads anywhere. Moves that happen by"
        " themselves are not bound by it.",
        examples=[{"resolved": ["open", "closed"]}],
    ),
]  # fmt: skip


class StatusIn(msgspec.Struct, rename="camel", frozen=True):
    """A status of the lifecycle: `called` is its name here, empty for its own, `name` what it comes to."""

    code: str
    called: str
    name: str


class LifecycleShape(msgspec.Struct, rename="camel", frozen=True):
    """A lifecycle; the default one is that of all types without one."""

    id: int
    name: str
    preset: str
    is_default: bool
    statuses: list[StatusIn]
    moves: dict[str, list[str]]
    wakes_to_in_progress: bool
    closed_mail: str
    type_ids: list[int]


class StatusOf(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A status to take in, under a name of its own or not."""

    code: Code
    called: Annotated[str, Meta(max_length=60, description="Empty: its own name")] = ""


Statuses = Annotated[list[StatusOf], Meta(max_length=200, description="In their order")]


class Fields(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """What can be said of a lifecycle."""

    name: Title | UnsetType = UNSET
    statuses: Statuses | UnsetType = UNSET
    moves: Moves | UnsetType = UNSET
    wakes_to_in_progress: Annotated[bool, Meta(description="An answer wakes a waiting ticket to in_progress even when nobody"
                                               " is assigned")] | UnsetType = UNSET  # fmt: skip
    closed_mail: Annotated[ClosedMail, Meta(description="What becomes of mail to a closed ticket; null: as the organization"
                                            " says")] | None | UnsetType = UNSET  # fmt: skip
    is_default: bool | UnsetType = UNSET


class NewLifecycle(Fields, kw_only=True):
    """A copy of a preset, or a new one with a name and statuses."""

    preset: Annotated[str, Meta(description=f"One of {', '.join(PRESETS)}", max_length=60)] | UnsetType = UNSET


class LifecycleChanges(Fields, kw_only=True):
    """Any subset; statuses are all of them."""


NewLifecycleBody = Annotated[NewLifecycle, MediaTypeMetadata(example={"preset": "tiketti", "name": "Service desk"})]
LifecycleChangesBody = Annotated[
    LifecycleChanges,
    MediaTypeMetadata(
        example={"statuses": [{"code": "open"}, {"code": "resolved", "called": "Fixed"}], "moves": {"resolved": ["open"]}}
    ),
]


def told(body: Fields) -> dict[str, Any]:
    """The fields for the verbs; `is_default` and `preset` are not among them."""
    fields = {name: value for name, value in msgspec.structs.asdict(body).items() if given(value)}
    if isinstance(body.statuses, list):
        fields["statuses"] = [(status.code, status.called) for status in body.statuses]
    if "closed_mail" in fields:
        fields["closed_mail"] = str(fields["closed_mail"] or "")
    return {name: value for name, value in fields.items() if name not in {"is_default", "preset"}}


def shape(row: Lifecycle, type_ids: list[int]) -> LifecycleShape:
    """As it is now."""
    known = catalogue().statuses
    statuses = [StatusIn(code, called, called or known[code].name) for code, called in row.statuses if code in known]
    return LifecycleShape(
        row.pk, row.name, row.preset, row.is_default, statuses, row.moves, row.wakes_to_in_progress, row.closed_mail,
        type_ids,
    )  # fmt: skip
