"""Addresses of the members' screens: settings."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
