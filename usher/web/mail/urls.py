"""Addresses of the members' screens: mail."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
