"""Every request has an id: in its answer (X-Request-Id), in all it logs, and in the API's refusals."""

import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest
from django.utils.decorators import sync_and_async_middleware

HEADER = "X-Request-Id"
TAKEN_OVER = re.compile(r"[A-Za-z0-9._-]{1,64}\Z")  # from a proxy or a client; anything else is replaced

_current: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The id of the request we work for; empty outside of one."""
    return _current.get()


def _named(request: HttpRequest) -> str:
    given = str(request.META.get("HTTP_X_REQUEST_ID", ""))
    name = given if TAKEN_OVER.match(given) else secrets.token_hex(8)
    _current.set(name)
    return name


@sync_and_async_middleware
def request_ids(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Middleware that names each request and its answer; written both ways, so that no thread is changed for it."""
    if iscoroutinefunction(get_response):

        async def awaited(request: HttpRequest) -> Any:
            name = _named(request)
            response = await get_response(request)
            response[HEADER] = name
            return response

        return awaited

    def called(request: HttpRequest) -> Any:
        name = _named(request)
        response = get_response(request)
        response[HEADER] = name
        return response

    return called


class RequestNamed(logging.Filter):
    """Lets a format say %(request)s: the id in brackets with a blank behind, or nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Name the record; every one passes."""
        name = request_id()
        record.request = f"[{name}] " if name else ""
        return True
