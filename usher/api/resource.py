"""What every resource of the API is made of.

The library ends here: it routes, negotiates, reads parameters and bodies, and writes the OpenAPI document. Signing in,
the tenant, the transaction and every refusal are ours, in this one place, so that no endpoint can forget them.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any, ClassVar, TypeVar

import msgspec
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils import timezone
from dmr import Controller, HeaderSpec, ResponseSpec
from dmr.endpoint import Endpoint
from dmr.exceptions import NotAcceptableError, RequestSerializationError, ValidationError
from dmr.openapi.objects import SecurityRequirement, SecurityScheme
from dmr.security import SyncAuth

from usher.api.auth import Caller, NotSignedIn, WrongOrganization, caller_of
from usher.api.errors import INTERNAL, Problem, answer
from usher.api.reading import Serializer
from usher.base.refusals import Invalid, Refused
from usher.base.tenancy import entered
from usher.people.actors import Actor

log = logging.getLogger(__name__)

ENTERS_ITSELF = "enters_itself"
METHODS = ("get", "post", "patch", "delete")
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="usher"'}
EXPECTED = {
    400: "The body or the request cannot be read", 401: "No token, or none that works",
    403: "The token's scopes do not include this", 404: "There is no such thing, or the token may not know of it",
    406: "Only application/json is spoken", 409: "Understood and refused, with the reason", 413: "The body is too large",
    415: "The body is not JSON", 422: "Wrong input; every wrong field is named",
}  # fmt: skip


REFUSALS = tuple(ResponseSpec(Problem, status_code=HTTPStatus(code), description=text) for code, text in EXPECTED.items())
Method = TypeVar("Method", bound=Callable[..., Any])


class BearerToken(SyncAuth):  # type: ignore[misc]
    """An access token of one organization."""

    __slots__ = ()

    @property
    def www_authenticate_challenge(self) -> str | None:
        return CHALLENGE["WWW-Authenticate"]

    def __call__(self, endpoint: Endpoint, controller: Any) -> "BearerToken":
        controller.request.caller = caller_of(controller.request)
        return self

    def security_schemes(self, metadata: Any, controller_cls: Any) -> dict[str, Any]:
        return {"token": SecurityScheme(type="http", scheme="bearer", description="usher token create --organization …")}

    def security_requirements(self, metadata: Any, controller_cls: Any) -> list[SecurityRequirement]:
        return [{"token": []}]


class Resource(Controller[Serializer]):  # type: ignore[misc]
    """An endpoint's method runs signed in, inside the token's organization, in one transaction."""

    is_abstract: ClassVar[bool] = True
    at: datetime  # of the request; every verb gets it
    auth = (BearerToken(),)
    error_model = Problem
    validate_responses = False  # the suite checks every answer against the OpenAPI document instead
    responses = REFUSALS

    def __init_subclass__(cls) -> None:
        for name in METHODS:
            method = cls.__dict__.get(name)
            if method and not hasattr(method, ENTERS_ITSELF):
                setattr(cls, name, _inside(method))
        super().__init_subclass__()

    @property
    def caller(self) -> Caller:
        return self.request.caller  # type: ignore[no-any-return]

    @property
    def actor(self) -> Actor:
        return self.caller.actor

    def handle_method_not_allowed(self, method: str) -> HttpResponse:
        allowed = ", ".join(sorted(self.api_endpoints))
        return answer(405, f"Here only {allowed} can be used.", headers={"Allow": allowed})

    def handle_error(self, endpoint: Endpoint, controller: Any, exc: Exception) -> HttpResponse:
        return refusal(self.request, exc)


def enters_itself(method: Method) -> Method:
    """Mark a method that enters the organization where it needs to."""
    setattr(method, ENTERS_ITSELF, True)
    return method


def _inside(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def run(self: Resource, *args: Any, **kwargs: Any) -> Any:
        self.at = timezone.now()
        with entered(self.caller.organization_id):  # an exception leaves it, so nothing of a refused request is kept
            return method(self, *args, **kwargs)

    return run


def refusal(request: HttpRequest, exc: Exception) -> HttpResponse:
    """The answer to whatever went wrong."""
    match exc:
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
        case RequestDataTooBig():
            return answer(413, "The body is larger than this server takes.")
        case RequestSerializationError() | msgspec.ValidationError():  # the latter: a number like 1e999
            if request.content_type not in {"application/json", ""}:
                return answer(415, "Send the body as JSON, with the header Content-Type: application/json.")
            return answer(400, f"The body is not readable JSON: {exc}", code="unreadable")
        case RecursionError():
            return answer(400, "The body is nested too deeply.", code="unreadable")
        case SuspiciousOperation() | UnreadablePostError():
            return answer(400, "The request cannot be read.", code="unreadable")
    log.error("%s %s failed", request.method, request.path, exc_info=exc)
    return answer(500, INTERNAL)


def _sentence(errors: dict[str, str]) -> str:
    return " ".join(f"{name}: {text}" for name, text in errors.items())


__all__ = ["REFUSALS", "HeaderSpec", "Resource", "ResponseSpec", "refusal"]
