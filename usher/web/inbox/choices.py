"""What the menus of a list offer: members, teams, labels and types of the organization."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from usher.frame.scoping import MemberRequest
from usher.people.models import Member, Team
from usher.tickets.fields import Definition, fields
from usher.tickets.lifecycles import catalogue
from usher.tickets.models import Label, TicketType
from usher.web.inbox.asked import Asked
from usher.web.tickets.snooze_times import quick_choices


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that can be chosen, each kind by name; deactivated members, teams and types are left out."""

    members: Sequence[Member]
    teams: Sequence[Team]
    labels: Sequence[Label]
    types: Sequence[TicketType]
    fields: Sequence[Definition]


def choices() -> Choices:
    """Load them; four queries."""
    return Choices(
        members=list(Member.objects.filter(is_active=True).order_by("name", "pk")),
        teams=list(Team.objects.filter(is_active=True).order_by("name")),
        labels=list(Label.objects.order_by("name")),
        types=list(TicketType.objects.filter(is_active=True).order_by("sort_order", "name")),
        fields=[field for field in fields().by_key.values() if field.is_active],
    )


def bulk_context(request: MemberRequest, asked: Asked, offered: Choices | None = None) -> dict[str, object]:
    """What the bar of deeds for a selection is drawn from."""
    statuses = catalogue().offered
    return {
        "asked": asked, "choices": offered or choices(), "statuses": statuses, "can": request.actor.permissions,
        "snoozes": quick_choices(timezone.now()),
    }  # fmt: skip
