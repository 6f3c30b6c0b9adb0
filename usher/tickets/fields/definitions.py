"""What an organization asks beside the built-in fields, and which type asks what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from usher.base.tenancy import remembered
from usher.tickets.models.custom_field import CustomField


@dataclass(frozen=True, slots=True)
class Definition:
    """One field; see `models/custom_field.py`."""

    id: int
    key: str
    name: str
    kind: str
    help: str = ""
    section: str = ""
    choices: tuple[str, ...] = ()
    rules: Mapping[str, Any] | None = None
    is_required: bool = False
    is_for_all_types: bool = False
    is_public: bool = True
    is_active: bool = True
    sort_order: int = 0

    def offering(self, stored: Any) -> "Definition":
        """The same field, with choices that a ticket has and that are offered no longer."""
        present = [one for one in (stored if isinstance(stored, list) else [stored]) if isinstance(one, str)]
        gone = tuple(one for one in present if one not in self.choices)
        return replace(self, choices=self.choices + gone) if self.choices and gone else self

    def rule(self, name: str) -> Any:
        """The rule of this name, None when there is none."""
        return (self.rules or {}).get(name)


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as one type asks for it."""

    field: Definition
    is_required: bool


@dataclass(frozen=True, slots=True)
class Fields:
    """All fields of the organization by key, and those that each type asks for, in their order."""

    by_key: Mapping[str, Definition]
    by_type: Mapping[int | None, tuple[Asked, ...]]

    def of_type(self, type_id: int | None) -> tuple[Asked, ...]:
        """The active fields of a type; of a ticket without a type, or of one without fields, those for all."""
        return self.by_type.get(type_id, self.by_type[None])


@remembered()
def fields() -> Fields:
    """The fields of the organization we are in; one query, remembered for seconds."""
    names = (*_COLUMNS, "type_fields__type_id", "type_fields__is_required", "type_fields__sort_order")
    by_key: dict[str, Definition] = {}
    places: dict[int, dict[str, tuple[bool, int]]] = {}
    for *columns, type_id, is_required, place in CustomField.objects.order_by("sort_order", "id").values_list(*names):
        definition = _definition(columns)
        by_key.setdefault(definition.key, definition)
        if type_id is not None:
            places.setdefault(type_id, {})[definition.key] = (is_required, place)
    by_type: dict[int | None, tuple[Asked, ...]] = {None: _asked(by_key, {})}
    for type_id, own in places.items():
        by_type[type_id] = _asked(by_key, own)
    return Fields(by_key, by_type)


_COLUMNS = (
    "id", "key", "name", "kind", "help", "section", "choices", "rules", "is_required", "is_for_all_types", "is_public",
    "is_active", "sort_order",
)  # fmt: skip


def definition_of(row: CustomField) -> Definition:
    """A row as a definition."""
    return _definition([getattr(row, name) for name in _COLUMNS])


def _definition(columns: list[Any]) -> Definition:
    values = dict(zip(_COLUMNS, columns, strict=True))
    return Definition(**{**values, "choices": tuple(values["choices"])})


def _asked(by_key: Mapping[str, Definition], own: Mapping[str, tuple[bool, int]]) -> tuple[Asked, ...]:
    rows = [field for field in by_key.values() if field.is_active and (field.is_for_all_types or field.key in own)]
    rows.sort(key=lambda field: (own.get(field.key, (False, field.sort_order))[1], field.sort_order, field.id))
    return tuple(Asked(field, field.is_required or own.get(field.key, (False, 0))[0]) for field in rows)
