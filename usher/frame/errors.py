"""What a person reads when a page cannot be shown. The roof names these as its error handlers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from usher.base.refusals import Refused


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    context = {"code": status, "title": title, "text": text}
    return render(request, "frame/error.html", context, status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    return _page(request, 400, _("This request could not be read"), _("Nothing was changed. Go back and try again."))


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: known, but not allowed."""
    text = _("Your role does not include this. An administrator of your organization can change that.")
    return _page(request, 403, _("You may not do this"), text)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: does not exist, or is not this person's to see."""
    text = _("It may have been deleted or merged, or it belongs to someone else.")
    return _page(request, 404, _("There is nothing at this address"), text)


@requires_csrf_token
def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: asked too often in a short time."""
    return _page(request, 429, _("Too many tries"), _("Wait a minute, then try again."))


def broken(request: HttpRequest) -> HttpResponse:
    """500: our own fault. Touches neither session nor database, which may be what is broken."""
    text = _("This is our fault and has been recorded. What you saved before is safe.")
    return _page(request, 500, _("Something broke"), text)


def stale_form(request: HttpRequest, reason: str = "", **rest: Any) -> HttpResponse:
    """403 for a form whose protection token is missing or old (CSRF_FAILURE_VIEW)."""
    text = _("The page was open for a long time, or cookies are blocked. Reload it and send again.")
    return _page(request, 403, _("This form has expired"), text)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """What a verb or the access rule said no to, in its own words, with the refusal's status."""
    titles = {403: _("You may not do this"), 404: _("There is nothing at this address")}
    return _page(request, refusal.status, titles.get(refusal.status, _("This was not done")), str(refusal))
