"""Teams."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Invalid
from usher.base.text import hue_of
from usher.events.bus import Author, record
from usher.people.models import Member, Team, TeamMember


@transaction.atomic
def create_team(*, name: str, members: list[Member], by: Author, at: datetime, lead: Member | None = None) -> Team:
    """A new team with its members; the lead is one of them."""
    name = _checked_name(name, None)
    team = Team.objects.create(name=name, hue=hue_of(name))
    _set_places(team, members, lead)
    record("team.created", team, by=by, at=at, data={"name": name, "members": [m.pk for m in members]})
    return team


@transaction.atomic
def set_team(team: Team, *, name: str, members: list[Member], by: Author, at: datetime, lead: Member | None = None) -> None:
    """Name, members and lead of a team."""
    row = Team.objects.select_for_update().get(pk=team.pk)
    before = {"name": row.name, "members": sorted(row.places.values_list("member_id", flat=True))}
    row.name = _checked_name(name, row)
    row.save(update_fields=["name"])
    _set_places(row, members, lead)
    after = {"name": row.name, "members": sorted(m.pk for m in members)}
    record("team.changed", row, by=by, at=at, data={"from": before, "to": after})


def _checked_name(name: str, row: Team | None) -> str:
    name = name.strip()
    if not name:
        raise Invalid({"name": "Write the name of the team."})
    if Team.objects.filter(name=name).exclude(pk=row.pk if row else 0).exists():
        raise Invalid({"name": f"There is a team “{name}” already."})
    return name


def _set_places(team: Team, members: list[Member], lead: Member | None) -> None:
    team.places.all().delete()
    TeamMember.objects.bulk_create(
        TeamMember(team=team, member=member, is_lead=member == lead) for member in dict.fromkeys(members)
    )
