"""What the pickers of a ticket's properties offer."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from usher.frame.glyphs import avatar, icon, priority_glyph, status_glyph
from usher.frame.pieces import Choice
from usher.people.actors import Actor
from usher.people.models import Member, Team
from usher.tickets.lifecycles import Shown
from usher.tickets.models import Category, Priority, Ticket, TicketType

MOST = 200  # people or teams in one picker


def statuses(statuses: Iterable[Shown]) -> list[Choice]:
    """The present status and those the ticket can be moved to."""
    return [Choice(each.code, each.title, status_glyph(each.glyph, hue=each.hue)) for each in statuses]


def priorities() -> list[Choice]:
    """Urgent first."""
    return [Choice(each.code, _(each.label), priority_glyph(each.code)) for each in reversed(Priority)]


def members(ticket: Ticket, actor: Actor) -> list[Choice]:
    """Active members, the reader first, and the present assignee even if deactivated; who is away is marked."""
    rows = list(Member.objects.filter(is_active=True).order_by("name", "id")[:MOST])
    if ticket.assignee and ticket.assignee not in rows:
        rows.append(ticket.assignee)
    rows.sort(key=lambda row: row.pk != actor.member_id)
    return [Choice(str(row.pk), _told(row), avatar(row, "xs", named=False)) for row in rows]


def _told(member: Member) -> str:
    return member.name if member.is_available else _("%(name)s (away)") % {"name": member.name}


def teams(ticket: Ticket) -> list[Choice]:
    """Active teams and the present one."""
    rows = list(Team.objects.filter(is_active=True).order_by("name", "id")[:MOST])
    return [Choice(str(row.pk), row.name, icon("users")) for row in _with(rows, ticket.team)]


def types(ticket: Ticket) -> list[Choice]:
    """Active types in their order and the present one."""
    rows = list(TicketType.objects.filter(is_active=True).order_by("sort_order", "name")[:MOST])
    return [Choice(str(row.pk), row.name) for row in _with(rows, ticket.type)]


def categories(ticket: Ticket) -> list[Choice]:
    """All categories in their order."""
    rows = list(Category.objects.order_by("sort_order", "name")[:MOST])
    return [Choice(str(row.pk), row.name) for row in _with(rows, ticket.category)]


def _with(rows: list[Any], present: Any) -> list[Any]:
    return rows if present is None or present in rows else [*rows, present]
