"""The root of all addresses: doors are included here, each under its own beginning."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
