"""The sections of the settings, and the start of every settings page."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from usher.frame.answer import answer
from usher.frame.pieces import NavGroup, NavItem
from usher.frame.scoping import MemberRequest
from usher.web.shell import shell


def sections(request: MemberRequest, current: str) -> list[NavGroup]:
    """The sections that the member's role includes."""
    groups = (
        (
            _("Organization"),
            (
                ("settings", _("General"), "settings", "organization"),
                ("members", _("Members"), "users", "team"),
                ("teams", _("Teams"), "network", "team"),
                ("tokens", _("Access tokens"), "key-round", "integrations"),
            ),
        ),
        (
            _("Tickets"),
            (
                ("labels", _("Labels"), "tag", "labels"),
                ("types", _("Types"), "shapes", "organization"),
                ("categories", _("Categories"), "folder", "organization"),
            ),
        ),
    )
    shown = []
    for title, items in groups:
        links = [
            NavItem(text, reverse(name, args=[request.organization.slug]), icon, current=name == current)
            for name, text, icon, needed in items
            if needed in request.actor.permissions
        ]
        if links:
            shown.append(NavGroup(links, title))
    return shown


def settings_page(
    request: MemberRequest, current: str, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the settings with its frame."""
    around = {"shell": shell(request, "settings"), "sections": sections(request, current)}
    return answer(request, page=template, context=around | context, status=status)


def done(request: MemberRequest, name: str, toast: str, *args: Any) -> HttpResponse:
    """Back to the named page, with a sentence about what happened."""
    return answer(request, page="", context={}, to=reverse(name, args=[request.organization.slug, *args]), toast=toast)
