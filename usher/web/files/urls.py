"""Addresses of stored files."""

from django.urls import path

from usher.web.files.downloading import download

urlpatterns = [path("files/<str:token>/<path:name>", download, name="stored-file")]
