"""A team as the API shows it, and from ids to its members."""

import msgspec

from usher.base.refusals import Invalid
from usher.people.models import Member, Team


class TeamShape(msgspec.Struct, rename="camel", frozen=True):
    """Members who share a queue."""

    id: int
    name: str
    is_active: bool
    lead_id: int | None
    member_ids: list[int]


def shape(team: Team) -> TeamShape:
    """The team; its members in the order in which they came."""
    places = sorted(team.places.all(), key=lambda place: place.pk)
    lead = next((place.member_id for place in places if place.is_lead), None)
    return TeamShape(team.pk, team.name, team.is_active, lead, [place.member_id for place in places])


def members_of(ids: list[int], lead_id: int | None) -> tuple[list[Member], Member | None]:
    """The members with these ids and the lead among them; Invalid names who is not there."""
    rows = {member.pk: member for member in Member.objects.filter(pk__in=ids)}
    if unknown := sorted(set(ids) - set(rows)):
        raise Invalid({"memberIds": f"There is no member {', '.join(map(str, unknown))}."})
    if lead_id and lead_id not in rows:
        raise Invalid({"leadId": "is not one of the members."})
    return [rows[member_id] for member_id in dict.fromkeys(ids)], rows.get(lead_id or 0)
