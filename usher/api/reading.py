"""Reading what a request says: every wrong field is named at once, in words for people."""

from collections.abc import Mapping
from typing import Annotated, Any, Never, TypeVar, get_args, get_origin

import msgspec
from dmr.components import QueryComponent
from dmr.errors import ErrorDetail
from dmr.exceptions import RequestSerializationError
from dmr.plugins.msgspec import MsgspecSerializer
from dmr.serializer import ContextField, ContextModel
from msgspec.inspect import type_info

from usher.api.forms import Form
from usher.api.wording import fields_of, mistake


class JoinedQuery(QueryComponent):  # type: ignore[misc]
    """A parameter that is repeated means the same as one with commas."""

    def provide_context_data(self, endpoint: Any, controller: Any, **_: Any) -> dict[str, str]:
        return {name: ",".join(values) for name, values in controller.request.GET.lists()}


Asked = TypeVar("Asked")
Query = Annotated[Asked, JoinedQuery()]


class WrongFields(msgspec.ValidationError):
    """`errors` maps each wrong field to what is wrong; `part` is where they were: parsed_body, parsed_query …"""

    def __init__(self, errors: dict[str, str], part: str) -> None:
        super().__init__("; ".join(f"{name}: {text}" for name, text in errors.items()))
        self.errors = errors
        self.part = part


class Parts:
    """The parts of a request that an endpoint takes, each read on its own."""

    def __init__(self, fields: Mapping[str, ContextField]) -> None:
        self.types = {name: _bare(field.annotation) for name, field in fields.items()}

    def read(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """Bodies are taken by the letter ("3" is not 3); addresses and queries are text and are converted."""
        return {name: _read(raw[name], wanted, name) for name, wanted in self.types.items()}


class Serializer(MsgspecSerializer):  # type: ignore[misc]
    """msgspec, told to go on after the first mistake: the library's own stops there."""

    @classmethod
    def build_context_model(cls, name: str, fields: Mapping[str, ContextField]) -> ContextModel:
        return ContextModel(Parts(fields), to_kwargs=None)

    @classmethod
    def from_python(cls, unstructured: Any, model: Any, **options: Any) -> Any:
        if isinstance(model, Parts):
            return model.read(unstructured)
        return super().from_python(unstructured, model, **options)

    @classmethod
    def serialize_validation_error(cls, exc: Exception) -> list[ErrorDetail]:
        if isinstance(exc, WrongFields):
            return [{"msg": text, "loc": [exc.part, name]} for name, text in exc.errors.items()]
        return [{"msg": str(exc)}]


def _bare(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _read(value: Any, wanted: Any, part: str) -> Any:
    strict = part == "parsed_body" and not isinstance(value, Form)
    try:
        return msgspec.convert(value, wanted, strict=strict)
    except msgspec.ValidationError:
        if not isinstance(value, dict):
            _refuse_unreadable()
    raise WrongFields(dict(_mistakes(value, wanted, strict)), part)


def _refuse_unreadable() -> Never:
    raise RequestSerializationError('The body must be a JSON object, like {"subject": "Printer is offline"}.')


def _mistakes(value: dict[str, Any], wanted: Any, strict: bool, inside: str = "") -> list[tuple[str, str]]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(wanted)}
    found = [
        (inside + name, "is required.")
        for name, field in fields.items()
        if name not in value and field.default is field.default_factory is msgspec.NODEFAULT
    ]
    for name, item in value.items():
        if name not in fields:
            if wanted.__struct_config__.forbid_unknown_fields:
                found.append((inside + name, f"is not known here; known are {', '.join(fields)}."))
            continue
        try:
            msgspec.convert(item, fields[name].type, strict=strict)
        except msgspec.ValidationError:
            kind = type_info(fields[name].type)
            within = fields_of(kind)
            deeper = _mistakes(item, within.cls, strict, f"{inside}{name}.") if within and isinstance(item, dict) else []
            found += deeper or [(inside + name, mistake(kind, item))]
    return found
