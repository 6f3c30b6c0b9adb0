"""Addresses of the members' screens: account."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
