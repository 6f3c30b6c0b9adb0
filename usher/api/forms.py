"""Bodies that may be a form with files: the same fields as in JSON, as text, and the files beside them."""

from typing import Any

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from dmr.components import BodyComponent
from dmr.parsers import MultiPartParser
from dmr.plugins.msgspec import MsgspecJsonParser
from dmr.types import EMPTY
from msgspec.inspect import ListType, Metadata, Type, UnionType, type_info

from usher.files.accepting import MOST_BYTES

ROOM = 6_000_000  # bytes of a form beside its files
FORM = "multipart/form-data"
FORMS = (MultiPartParser(),)
FORMS_AND_JSON = (MsgspecJsonParser(), MultiPartParser())


class Form(dict[str, Any]):
    """Fields of a form: all of them text."""


class FormBody(BodyComponent):  # type: ignore[misc]
    """A body that is read from JSON or from a form, whichever came; a form repeats a list's name or separates by commas."""

    def provide_context_data(self, endpoint: Any, controller: Any, *, field_model: Any, default: Any = EMPTY) -> Any:
        request: HttpRequest = controller.request
        if request.content_type != FORM:
            return super().provide_context_data(endpoint, controller, field_model=field_model, default=default)
        parser = endpoint.request_negotiator(request)
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + ROOM:
            raise RequestDataTooBig
        controller.serializer.deserialize(b"", parser=parser, request=request, model=field_model)
        lists = {field.encode_name for field in msgspec.structs.fields(field_model) if _is_list(type_info(field.type))}
        return Form({name: _value(request.POST.getlist(name), name in lists) for name in request.POST})


def _value(values: list[Any], is_list: bool) -> Any:
    texts = [str(value) for value in values]
    if is_list:
        return [part for text in texts for part in text.split(",") if part.strip()]
    return texts[0] if len(texts) == 1 else texts  # several where one is meant: refused as a list


def _is_list(kind: Type) -> bool:
    match kind:
        case Metadata():
            return _is_list(kind.type)
        case UnionType():
            return any(_is_list(each) for each in kind.types)
    return isinstance(kind, ListType)


__all__ = ["FORM", "FORMS", "FORMS_AND_JSON", "Form", "FormBody", "MultiPartParserError"]
