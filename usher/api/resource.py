"""What every resource of the API is made of.

The library ends here: it routes, negotiates, reads parameters and bodies, and writes the OpenAPI document. Signing in,
the tenant, the transaction, limits, kept answers, ETags, links between pages and every refusal are ours, in this one
place, so that no endpoint can forget them.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any, ClassVar, TypeVar

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from dmr import Controller, HeaderSpec, ResponseSpec
from dmr.endpoint import Endpoint
from dmr.openapi.objects import SecurityRequirement, SecurityScheme
from dmr.security import SyncAuth

from usher.api import limits, origins
from usher.api.auth import Caller, caller_of
from usher.api.errors import Problem, answer
from usher.api.keeping import HEADER, once
from usher.api.matching import hold_address, labelled, refuse_stale
from usher.api.packing import pack
from usher.api.paging import link_header
from usher.api.reading import Serializer
from usher.api.refusing import CHALLENGE, REFUSALS, refusal
from usher.base.refusals import Refused
from usher.base.tenancy import entered
from usher.people.actors import Actor

ENTERS_ITSELF = "enters_itself"
METHODS = ("get", "post", "put", "patch", "delete")
SAFE = {"GET", "HEAD"}
Method = TypeVar("Method", bound=Callable[..., Any])
encode = msgspec.json.Encoder().encode


class BearerToken(SyncAuth):  # type: ignore[misc]
    """An access token of one organization."""

    __slots__ = ()

    @property
    def www_authenticate_challenge(self) -> str | None:
        return CHALLENGE["WWW-Authenticate"]

    def __call__(self, endpoint: Endpoint, controller: Any) -> "BearerToken":
        request = controller.request
        request.caller = caller_of(request)
        request.allowance = limits.spend(request.caller.organization_id, request.caller.token_id)
        return self

    def security_schemes(self, metadata: Any, controller_cls: Any) -> dict[str, Any]:
        return {"token": SecurityScheme(type="http", scheme="bearer", description="usher token create --organization …")}

    def security_requirements(self, metadata: Any, controller_cls: Any) -> list[SecurityRequirement]:
        return [{"token": []}]


class Resource(Controller[Serializer]):  # type: ignore[misc]
    """An endpoint's method runs signed in, inside the token's organization, in one transaction."""

    is_abstract: ClassVar[bool] = True
    at: datetime  # of the request; every verb gets it
    keeps_answers: ClassVar[bool] = True  # for requests with an Idempotency-Key
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

    def held(self, **parsed: Any) -> Any:
        """What GET shows now, locked until the end: If-Match and `version` are compared with it.

        Here changes with If-Match wait for each other; a resource whose rows other doors change too locks its row.
        """
        hold_address(self.request.path)
        return self.shown(**parsed)

    def shown(self, **parsed: Any) -> Any:
        """What GET answers now; Refused (412) where there is no GET."""
        get = getattr(type(self), "get", None)
        if get is None:
            raise NothingToMatch("Nothing is read at this address, so there is no ETag to match.")
        return get.__wrapped__(self, **{name: value for name, value in parsed.items() if name == "parsed_path"})

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer any method: HEAD as GET without its body, OPTIONS with what can be done here."""
        method = request.method or ""
        endpoint = self.api_endpoints.get("GET" if method == "HEAD" else method)
        if endpoint is not None:
            response = endpoint.func(self, *args, **kwargs)
        elif method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": self._allowed})
            del response["Content-Type"]
        else:
            response = answer(405, f"Here only {self._allowed} can be used.", headers={"Allow": self._allowed})
        return _finished(request, response)

    @property
    def _allowed(self) -> str:
        methods = set(self.api_endpoints) | ({"HEAD"} if "GET" in self.api_endpoints else set())
        return ", ".join(sorted({*methods, "OPTIONS"}))

    def handle_error(self, endpoint: Endpoint, controller: Any, exc: Exception) -> HttpResponse:
        return refusal(self.request, exc)


class NothingToMatch(Refused):
    """If-Match was sent where nothing has an ETag."""

    status = 412
    code = "nothing_to_match"


def enters_itself(method: Method) -> Method:
    """Mark a method that enters the organization where it needs to; it only reads."""
    setattr(method, ENTERS_ITSELF, True)
    return method


def _inside(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def run(self: Resource, **parsed: Any) -> HttpResponse:
        request = self.request
        self.at = timezone.now()
        with entered(self.caller.organization_id):  # an exception leaves it, so nothing of a refused request is kept
            if request.method in SAFE:
                return _rendered(self, method(self, **parsed))

            def change() -> HttpResponse:
                refuse_stale(self, parsed)
                return _rendered(self, method(self, **parsed))

            keeps = HEADER in request.headers and self.keeps_answers
            return once(request, self.caller.token_id, self.at, change) if keeps else change()

    return run


def _rendered(resource: Resource, result: Any) -> HttpResponse:
    if isinstance(result, HttpResponse):
        return result
    request = resource.request
    status = request.__dmr_endpoint__.metadata.modification.status_code
    if result is None:
        response = HttpResponse(status=status)
        del response["Content-Type"]
        return response
    response = HttpResponse(encode(result), status=status, content_type="application/json")
    if link := link_header(request, getattr(result, "pagination", None)):
        response["Link"] = link
    if status == HTTPStatus.OK and request.method != "POST":
        return labelled(request, response, getattr(result, "version", None))
    return response


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What every answer carries, however it came about."""
    whole = response.status_code == HTTPStatus.OK and not response.streaming
    if request.method in SAFE and whole and "ETag" not in response:
        labelled(request, response)
    if allowance := getattr(request, "allowance", None):
        allowance.mark(response)
    origins.admit(request, response)
    if whole:
        pack(request, response)
    if request.method == "HEAD" and not response.streaming:
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


__all__ = ["REFUSALS", "HeaderSpec", "Resource", "ResponseSpec", "refusal"]
