"""The root of all addresses: doors are included here, each under its own beginning."""

from django.urls import URLPattern, URLResolver, path

from usher.config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.view),
]
