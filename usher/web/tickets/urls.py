"""Addresses of the members' screens: tickets."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
