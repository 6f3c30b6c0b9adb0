"""Teams."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.refusals import Invalid
from usher.base.text import HUES, hue_of, one_line
from usher.events.bus import Author, record
from usher.people import events
from usher.people.models import Member, Team, TeamMember

NAME_LENGTH = 120  # characters


@transaction.atomic
def create_team(*, name: str, members: Sequence[Member], by: Author, at: datetime, lead: Member | None = None) -> Team:
    """A new team with its members; the lead is one of them."""
    name = _checked_name(name, None)
    _check_lead(members, lead)
    team = Team.objects.create(name=name, hue=_hue(name))
    _set_places(team, members, lead)
    record(events.TEAM_CREATED, team, by=by, at=at, data={"name": name, "members": [m.pk for m in members]})
    return team


@transaction.atomic
def set_team(
    team: Team, *, name: str, members: Sequence[Member], by: Author, at: datetime, lead: Member | None = None,
    is_active: bool | None = None,
) -> None:  # fmt: skip
    """Name, members, lead and, if given, whether the team gets new tickets; what stands in its queue stays there."""
    row = Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    name = _checked_name(name, row)
    _check_lead(members, lead)
    before = _told(row)
    row.name, row.is_active = name, row.is_active if is_active is None else is_active
    row.save(update_fields=["name", "is_active"])
    _set_places(row, members, lead)
    after = _told(row)
    if before != after:
        record(events.TEAM_CHANGED, row, by=by, at=at, data={"from": before, "to": after})


def _hue(name: str) -> int:
    """The hue that stands farthest from those of the other teams; the first team, and a tie, go by the name."""
    own, taken = hue_of(name), list(Team.objects.values_list("hue", flat=True))

    def apart(one: int, other: int) -> int:
        return min((one - other) % HUES, (other - one) % HUES)

    return max(range(HUES), key=lambda hue: (min((apart(hue, each) for each in taken), default=0), -apart(hue, own)))


def _checked_name(name: str, row: Team | None) -> str:
    name = one_line(name, NAME_LENGTH + 1)
    if not name:
        raise Invalid({"name": "Write the name of the team."})
    if len(name) > NAME_LENGTH:
        raise Invalid({"name": f"is longer than {NAME_LENGTH} characters; shorten it."})
    if Team.objects.filter(name=name).exclude(pk=row.pk if row else 0).exists():
        raise Invalid({"name": f"There is a team “{name}” already."})
    return name


def _check_lead(members: Sequence[Member], lead: Member | None) -> None:
    if lead and lead not in members:
        raise Invalid({"lead": "The lead is one of the members. Choose them there too."})


def _set_places(team: Team, members: Sequence[Member], lead: Member | None) -> None:
    wanted = {member.pk: member == lead for member in members}
    team.places.exclude(member__in=wanted).delete()
    present = dict(team.places.values_list("member_id", "is_lead"))
    for is_lead in (False, True):
        changed = [pk for pk, was in present.items() if was != is_lead and wanted[pk] == is_lead]
        team.places.filter(member__in=changed).update(is_lead=is_lead)
    TeamMember.objects.bulk_create(
        TeamMember(team=team, member_id=pk, is_lead=is_lead) for pk, is_lead in wanted.items() if pk not in present
    )


def _told(team: Team) -> dict[str, Any]:
    places = dict(team.places.values_list("member_id", "is_lead"))
    lead = next((pk for pk, is_lead in places.items() if is_lead), None)
    return {"name": team.name, "is_active": team.is_active, "members": sorted(places), "lead": lead}
