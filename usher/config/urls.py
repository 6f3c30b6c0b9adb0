"""The root of all addresses: doors are included here, each under its own beginning."""

from django.urls import URLPattern, URLResolver, include, path

from usher.config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.view),
    path("api/", include("usher.api.urls")),
    path("", include("usher.frame.urls")),
    # Last: its addresses begin with an organization's slug, which could be any word.
    path("", include("usher.web.urls")),
]

handler400 = "usher.frame.errors.bad_request"
handler403 = "usher.frame.errors.forbidden"
handler404 = "usher.frame.errors.not_found"
handler429 = "usher.frame.errors.too_many"  # asked for by allauth
handler500 = "usher.frame.errors.broken"
