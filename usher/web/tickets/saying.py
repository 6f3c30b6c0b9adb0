"""Sentences with names set off."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString


def say(template: str, **values: Any) -> SafeString:
    """The sentence with each value escaped and bold; translations carry the braces."""
    return format_html(template, **{name: format_html("<b>{}</b>", value) for name, value in values.items()})
