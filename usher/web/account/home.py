"""The address without anything: on to the organization one was in last."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from usher.people.queries import places_of
from usher.people.sign_in import COOKIE_AGE

LAST = "organization"  # the browser's note of where one was last: unlike the session's, it outlives signing out


def remember_place(request: HttpRequest, response: HttpResponse, slug: str) -> None:
    """Write the note where it says something else. It opens nothing: `home` asks for the membership again."""
    if request.COOKIES.get(LAST) != slug:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(LAST, slug, max_age=COOKIE_AGE, samesite="Lax", secure=secure, httponly=True)


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The last used organization if one is still a member, else the first by name, else a page that says there is none."""
    slugs = [place.slug for place in places_of(request.user.pk or 0)]
    if not slugs:
        return render(request, "account/nowhere.html", status=403)
    last = request.COOKIES.get(LAST)
    return HttpResponseRedirect(reverse("start", args=[last if last in slugs else slugs[0]]))
