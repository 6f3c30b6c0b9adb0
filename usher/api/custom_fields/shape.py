"""Custom fields as the API shows and takes them."""

from enum import StrEnum
from typing import Annotated, Any

import msgspec
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import given
from usher.tickets.fields.rules import LONGEST_CHOICE, MOST_CHOICES
from usher.tickets.models import CustomField

FieldName = Annotated[str, Meta(min_length=1, max_length=60, examples=["Order number"])]
Choices = Annotated[
    list[Annotated[str, Meta(max_length=LONGEST_CHOICE)]],
    Meta(max_length=MOST_CHOICES, description="Of the kinds choice and choices; tickets keep what is offered no longer."),
]
Help = Annotated[str, Meta(max_length=500, description="A sentence below the field")]
Section = Annotated[str, Meta(max_length=60, description="The heading it stands under in forms")]
Place = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
Bound = int | float | str | None


class FieldKind(StrEnum):
    """What kind of value it takes. time is a day with a time of day; numbers have six decimals at most."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    CHECKBOX = "checkbox"
    CHOICE = "choice"
    CHOICES = "choices"
    EMAIL = "email"
    URL = "url"


class Rules(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What a value has to keep to. min and max are lengths of texts, bounds of numbers and times, or how many choices."""

    min: Annotated[Bound, Meta(description="A date may be “today”, a time “now”")] = None
    max: Annotated[Bound, Meta(description="A date may be “today”, a time “now”")] = None
    format: Annotated[str | None, Meta(description="Of a text: ip, phone or digits")] = None
    pattern: Annotated[str | None, Meta(description="Of a text: # is a digit, @ a letter, * either; the rest is itself",
                                        examples=["@@-####"])] = None  # fmt: skip


class FieldShape(msgspec.Struct, rename="camel", frozen=True):
    """A custom field; tickets show its values in `customFields` under the key, which never changes."""

    id: int
    key: str
    name: str
    kind: FieldKind
    help: str
    section: str
    choices: list[str]
    rules: Rules
    is_required: bool
    is_for_all_types: bool
    is_public: bool
    is_active: bool
    sort_order: int


class FieldOptions(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """All but name, key and kind; what is left out stays as it is, or is as usual."""

    help: Help | UnsetType = UNSET
    section: Section | UnsetType = UNSET
    choices: Choices | UnsetType = UNSET
    rules: Rules | UnsetType = UNSET
    is_required: Annotated[bool, Meta(description="On every type that has it")] | UnsetType = UNSET
    is_for_all_types: Annotated[bool, Meta(description="Every type asks for it")] | UnsetType = UNSET
    is_public: Annotated[bool, Meta(description="The requester sees it and may fill it in")] | UnsetType = UNSET
    is_active: Annotated[bool, Meta(description="Inactive ones are asked no more; values stay")] | UnsetType = UNSET
    sort_order: Place | UnsetType = UNSET


class NewField(FieldOptions, kw_only=True):
    """A new field; its key is made from the name."""

    name: FieldName
    kind: FieldKind = FieldKind.TEXT


class FieldChanges(FieldOptions, kw_only=True):
    """Any subset; kind and key stay for ever. choices and rules are replaced whole."""

    name: FieldName | UnsetType = UNSET


NewFieldBody = Annotated[
    NewField,
    MediaTypeMetadata(example={"name": "Brand of the bike", "kind": "choice", "choices": ["Northwind", "Marchetti"]}),
]
FieldChangesBody = Annotated[FieldChanges, MediaTypeMetadata(example={"isRequired": True, "help": "As on the frame."})]


def told(body: FieldOptions) -> dict[str, Any]:
    """What the body says, for the verb."""
    fields = {name: value for name, value in msgspec.structs.asdict(body).items() if given(value)}
    if "rules" in fields:
        fields["rules"] = msgspec.structs.asdict(fields["rules"])
    return fields


def shape(field: CustomField) -> FieldShape:
    """A row as it is shown."""
    return FieldShape(
        field.pk, field.key, field.name, FieldKind(field.kind), field.help, field.section, field.choices,
        Rules(**field.rules), field.is_required, field.is_for_all_types, field.is_public, field.is_active, field.sort_order,
    )  # fmt: skip
