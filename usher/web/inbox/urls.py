"""Addresses of the members' screens: inbox."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
