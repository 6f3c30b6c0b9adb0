"""How a view answers: the changed pieces for htmx, a page or a redirect for a plain browser."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

SEE_OTHER = 303


def wants_piece(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page (not for a whole page to select from or to restore)."""
    htmx = getattr(request, "htmx", None)
    if not htmx or htmx.boosted or htmx.history_restore_request:
        return False
    return bool(htmx.request_type != "full")


def answer(
    request: HttpRequest,
    *,
    page: str,
    context: dict[str, Any],
    swap: str | None = None,
    to: str | None = None,
    status: int = 200,
    toast: str | None = None,
    undo: str | None = None,
    undo_seconds: int | None = None,
) -> HttpResponse:
    """Answer one click for every kind of browser.

    `page` is the whole page's template, `swap` the pieces that the change touches, `to` where a plain browser goes
    after a change that succeeded. With `status` 422 the piece (or page) is drawn again with its errors. `toast` is one
    sentence about what happened, `undo` the address that a POST takes it back at, `undo_seconds` how long it can.
    """
    went_well = status < 400
    if wants_piece(request):
        if swap is None and to and went_well:
            _remember(request, toast, undo)
            return _vary(HttpResponse(headers={"HX-Redirect": to}))
        response = render(request, swap or page, context, status=status)
        if toast:
            _say(response, toast, "" if went_well else "bad", undo, undo_seconds)
        return _vary(response)
    if to and went_well and request.method not in ("GET", "HEAD"):
        _remember(request, toast, undo)
        return _vary(HttpResponseRedirect(to, status=SEE_OTHER))
    return _vary(render(request, page, context, status=status))


def nothing(toast: str) -> HttpResponse:
    """No pieces and one sentence, for a page that asks again for what is gone: what it shows stays as it is."""
    response = HttpResponse(status=204)
    _say(response, toast)
    return _vary(response)


def _say(response: HttpResponse, text: str, kind: str = "", undo: str | None = None, seconds: int | None = None) -> None:
    detail = {"text": text, "kind": kind, "undo": undo or "", "seconds": seconds or 0}
    response["HX-Trigger"] = json.dumps({"usher:toast": detail})


def _remember(request: HttpRequest, toast: str | None, undo: str | None) -> None:
    if toast:
        messages.success(request, toast, extra_tags=undo or "")


def _vary(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["HX-Request", "HX-Request-Type"])
    return response
