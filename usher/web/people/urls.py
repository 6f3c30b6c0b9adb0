"""Addresses of the members' screens: people."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
