"""The sections of the settings, and the start of every settings page."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from usher.frame.answer import answer
from usher.frame.pieces import NavGroup, NavItem
from usher.frame.scoping import MemberRequest
from usher.mail.alarms import alarms
from usher.mail.queries import review_count
from usher.web.shell import shell

Item = tuple[str, str, str, str]  # address, name, icon, permission


def sections(request: MemberRequest, current: str) -> list[NavGroup]:
    """The sections that the member's role includes."""
    counts = _alarms(request)
    shown = []
    for title, items in _all():
        links = [
            NavItem(text, reverse(name, args=[request.organization.slug]), icon, counts.get(name), name == current, hot=True)
            for name, text, icon, needed in items
            if needed in request.actor.permissions
        ]
        if links:
            shown.append(NavGroup(links, title))
    return shown


def _all() -> tuple[tuple[str, tuple[Item, ...]], ...]:
    return (
        (
            _("Organization"),
            (
                ("settings", _("General"), "settings", "organization"),
                ("members", _("Members"), "users", "team"),
                ("teams", _("Teams"), "network", "team"),
                ("roles", _("Roles"), "shield-check", "team"),
                ("tokens", _("Access tokens"), "key-round", "integrations"),
                ("webhooks", _("Webhooks"), "webhook", "integrations"),
            ),
        ),
        (
            _("Tickets"),
            (
                ("labels", _("Labels"), "tag", "labels"),
                ("types", _("Types"), "shapes", "organization"),
                ("fields", _("Fields"), "text-cursor-input", "organization"),
                ("categories", _("Categories"), "folder", "organization"),
                ("statuses", _("Statuses"), "circle-dot", "organization"),
                ("lifecycles", _("Lifecycles"), "route", "organization"),
            ),
        ),
        (
            _("Mail"),
            (
                ("mailboxes", _("Mailboxes"), "mailbox", "mailboxes"),
                ("mail-texts", _("Mail texts"), "text-quote", "mailboxes"),
                ("ledger", _("Ledger"), "book-open-check", "mailboxes"),
                ("review-mail", _("Review"), "user-check", "mailboxes"),
                ("outbox", _("Outbox"), "send", "mailboxes"),
                ("stopped-mail", _("Stopped mail"), "octagon-alert", "mailboxes"),
                ("sink", _("Sink"), "droplets", "mailboxes"),
            ),
        ),
    )


def _alarms(request: MemberRequest) -> dict[str, int | None]:
    if "mailboxes" not in request.actor.permissions:
        return {}
    found = alarms(timezone.now())
    return {
        "mailboxes": found.stopped or None, "ledger": found.quarantined or None, "outbox": found.undelivered or None,
        "review-mail": review_count() or None,
    }  # fmt: skip


def settings_page(
    request: MemberRequest, current: str, template: str, context: dict[str, Any], *, status: int = 200,
    swap: str | None = None,
) -> HttpResponse:  # fmt: skip
    """A page of the settings with its frame, or the pieces of `swap` for htmx."""
    around = {"shell": shell(request, "settings"), "sections": sections(request, current)}
    return answer(request, page=template, swap=swap, context=around | context, status=status)


def done(request: MemberRequest, name: str, toast: str, *args: Any) -> HttpResponse:
    """Back to the named page, with a sentence about what happened."""
    return answer(request, page="", context={}, to=reverse(name, args=[request.organization.slug, *args]), toast=toast)
