"""From what went wrong to its answer."""

import logging
from http import HTTPStatus

import msgspec
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from dmr import ResponseSpec
from dmr.exceptions import NotAcceptableError, RequestSerializationError, ValidationError

from usher.api.auth import NotSignedIn, WrongOrganization
from usher.api.errors import INTERNAL, Problem, answer
from usher.api.forms import FORM
from usher.api.keeping import StillRunning
from usher.api.limits import TooMany
from usher.api.matching import Stale
from usher.base.refusals import Invalid, Refused

log = logging.getLogger(__name__)

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="usher"'}
EXPECTED = {
    400: "The body or the request cannot be read", 401: "No token, or none that works",
    403: "The token's scopes do not include this", 404: "There is no such thing, or the token may not know of it",
    406: "Only application/json is spoken", 409: "Understood and refused, with the reason",
    412: "Changed since the ETag in If-Match; conflicts names both values", 413: "The body is too large",
    415: "The body is not JSON", 422: "Wrong input; every wrong field is named",
    429: "The token has used up its minute; Retry-After says how long to wait",
}  # fmt: skip
REFUSALS = tuple(ResponseSpec(Problem, status_code=HTTPStatus(code), description=text) for code, text in EXPECTED.items())


def refusal(request: HttpRequest, exc: Exception) -> HttpResponse:
    """The answer to whatever went wrong."""
    match exc:
        case TooMany():
            return answer(429, str(exc), code=exc.code, headers=_marked(exc))
        case Stale():
            return answer(exc.status, str(exc), code=exc.code, conflicts=exc.conflicts, headers={"ETag": exc.etag})
        case StillRunning():
            return answer(exc.status, str(exc), code=exc.code, headers={"Retry-After": "1"})
        case Invalid():
            return answer(exc.status, _sentence(exc.errors), code=exc.code, errors=exc.errors)
        case Refused():
            return answer(exc.status, str(exc), code=exc.code)
        case NotSignedIn():
            return answer(401, str(exc), headers=CHALLENGE)
        case WrongOrganization():
            return answer(403, str(exc), code="wrong_organization")
        case ValidationError():
            errors = {str(detail["loc"][-1]): detail["msg"] for detail in exc.payload if detail.get("loc")}
            return answer(422, _sentence(errors), code="invalid", errors=errors)
        case IntegrityError():
            log.warning("%s %s met a change of the same moment", request.method, request.path, exc_info=exc)
            return answer(409, "Somebody else changed this at the same moment. Read it again and retry.", code="conflict")
        case NotAcceptableError():
            return answer(406, "Ask for application/json.")
    return _unreadable(request, exc)


def _unreadable(request: HttpRequest, exc: Exception) -> HttpResponse:
    match exc:
        case RequestDataTooBig():
            return answer(413, "The body is larger than this server takes.", code="too_large")
        case RequestSerializationError() | msgspec.ValidationError():  # the latter: a number like 1e999
            return _unread(request, exc)
        case RecursionError():
            return answer(400, "The body is nested too deeply.", code="unreadable")
        case SuspiciousOperation() | UnreadablePostError():
            return answer(400, "The request cannot be read.", code="unreadable")
    log.error("%s %s failed", request.method, request.path, exc_info=exc)
    return answer(500, INTERNAL)


def _unread(request: HttpRequest, exc: Exception) -> HttpResponse:
    endpoint = getattr(request, "__dmr_endpoint__", None)
    spoken = [*endpoint.metadata.parsers] if endpoint else ["application/json"]
    if request.content_type and request.content_type not in spoken:
        return answer(415, f"Send the body as {' or '.join(spoken)}, and say so in the header Content-Type.")
    if request.content_type == FORM:
        return answer(400, "The form cannot be read: its parts or the boundary between them are broken.", code="unreadable")
    return answer(400, f"The body is not readable JSON: {exc}", code="unreadable")


def _marked(exc: TooMany) -> dict[str, str]:
    response = HttpResponse(headers={"Retry-After": str(exc.allowance.seconds)})
    exc.allowance.mark(response)
    return {name: value for name, value in response.items() if name != "Content-Type"}


def _sentence(errors: dict[str, str]) -> str:
    return " ".join(f"{name}: {text}" for name, text in errors.items())
