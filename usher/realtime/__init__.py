"""Hints to open pages: "this changed, ask again". Nothing private is ever pushed."""

from usher.realtime.publishing import publish

__all__ = ["publish"]
