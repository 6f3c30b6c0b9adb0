"""What a field should have been, in words for people; the library's own speak of its types."""

from typing import Any

from msgspec.inspect import (
    BoolType,
    CustomType,
    DateTimeType,
    DateType,
    DictType,
    EnumType,
    FloatType,
    IntType,
    ListType,
    LiteralType,
    Metadata,
    NoneType,
    SetType,
    StrType,
    StructType,
    Type,
    UnionType,
    UUIDType,
)  # fmt: skip

SHOWN = 40  # characters of a wrong value


def mistake(kind: Type, value: Any) -> str:
    """The sentence for a value that is not of the kind: what it must be, and what it was where that helps."""
    choices = _choices(kind)
    if choices and isinstance(value, str):
        return f"“{value[:SHOWN]}” is not known; choose from {', '.join(choices)}."
    return f"must be {wanted(kind)}{_place(kind, value)}."


def wanted(kind: Type) -> str:
    """What values of the kind are: “a whole number from 1”."""
    match kind:
        case Metadata():
            return wanted(kind.type)
        case UnionType():
            return _either(kind)
        case BoolType():
            return "true or false"
        case IntType():
            return f"a whole number{_span(kind.ge, kind.le)}"
        case FloatType():
            return f"a number{_span(kind.ge, kind.le)}"
        case StrType():
            return f"text{_size(kind.min_length, kind.max_length, 'characters')}"
        case DateTimeType():
            return "a time with its zone, like 2026-11-02T12:00:00Z"
        case DateType():
            return "a day, like 2026-11-02"
        case UUIDType():
            return "a UUID"
    return _composed(kind)


def _composed(kind: Type) -> str:
    match kind:
        case EnumType() | LiteralType():
            return f"one of {', '.join(_choices(kind))}"
        case ListType() | SetType():
            return f"a list{_size(kind.min_length, kind.max_length, 'entries')}, each {wanted(kind.item_type)}"
        case DictType() | StructType() | CustomType():
            return "an object"
        case NoneType():
            return "null"
    return "something else"


def fields_of(kind: Type) -> StructType | None:
    """The object that the kind is, if it is one (or null)."""
    match kind:
        case Metadata():
            return fields_of(kind.type)
        case UnionType():
            return next((found for each in kind.types if (found := fields_of(each))), None)
        case StructType():
            return kind
    return None


def _either(kind: UnionType) -> str:
    null = any(isinstance(each, NoneType) for each in kind.types)
    others = [wanted(each) for each in kind.types if not isinstance(each, NoneType)]
    return " or ".join([*others, "null"] if null else others)


def _choices(kind: Type) -> list[str]:
    match kind:
        case Metadata():
            return _choices(kind.type)
        case UnionType():
            return [choice for each in kind.types for choice in _choices(each)]
        case EnumType():
            return [str(member.value) for member in kind.cls]
        case LiteralType():
            return [str(value) for value in kind.values]
    return []


def _place(kind: Type, value: Any) -> str:
    """Which entry of a list was meant, by its first wrong one as far as plain types tell."""
    match kind:
        case Metadata():
            return _place(kind.type, value)
        case ListType(item_type=StrType()) if isinstance(value, list):
            wrong = [index for index, each in enumerate(value, 1) if not isinstance(each, str)]
            return f" (entry {wrong[0]} is not)" if wrong else ""
        case ListType(item_type=IntType()) if isinstance(value, list):
            wrong = [index for index, each in enumerate(value, 1) if not isinstance(each, int) or isinstance(each, bool)]
            return f" (entry {wrong[0]} is not)" if wrong else ""
    return ""


def _span(least: Any, most: Any) -> str:
    if least is None and most is None:
        return ""
    if most is None or most >= 2**31:
        return f" from {least}" if least is not None else ""
    return f" from {least} to {most}" if least is not None else f" up to {most}"


def _size(least: int | None, most: int | None, noun: str) -> str:
    if least and most:
        return f" of {least} to {most} {noun}"
    if least:
        return f" of at least {least} {noun}"
    return f" of at most {most} {noun}" if most else ""
