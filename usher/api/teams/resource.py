"""/api/teams."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import Id, IdPath, Name, given, row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import READ, TEAM, require_scope
from usher.base.refusals import Invalid
from usher.base.text import one_line
from usher.people.actions import create_team, set_team
from usher.people.models import Member, Team


class TeamShape(msgspec.Struct, rename="camel", frozen=True):
    """Members who share a queue."""

    id: int
    name: str
    is_active: bool
    lead_id: int | None
    member_ids: list[int]


class TeamPage(msgspec.Struct, frozen=True):
    """A page of teams."""

    teams: list[TeamShape]
    pagination: Pagination


MemberIds = Annotated[list[Id], Meta(max_length=1000)]


class NewTeam(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A new team."""

    name: Name
    member_ids: MemberIds = []
    lead_id: Annotated[Id, Meta(description="One of the members")] | None = None


class TeamChanges(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Any subset; memberIds are all of them."""

    name: Name | UnsetType = UNSET
    member_ids: MemberIds | UnsetType = UNSET
    lead_id: Id | None | UnsetType = UNSET


NewTeamBody = Annotated[NewTeam, MediaTypeMetadata(example={"name": "Night shift", "memberIds": []})]
TeamChangesBody = Annotated[TeamChanges, MediaTypeMetadata(example={"name": "Day shift"})]


class Teams(Resource):
    """Teams."""

    @modify(tags=["Teams"])
    def get(self, parsed_query: Query[Paged]) -> TeamPage:
        """List teams by name."""
        require_scope(self.actor, READ)
        teams, where = page_of(Team.objects.order_by("name", "id").prefetch_related("places"), parsed_query)
        return TeamPage([_shape(team) for team in teams], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Teams"])
    def post(self, parsed_body: Body[NewTeamBody]) -> TeamShape:
        """Make a team."""
        require_scope(self.actor, TEAM)
        members, lead = _members(parsed_body.member_ids, parsed_body.lead_id)
        return _shape(create_team(name=one_line(parsed_body.name), members=members, lead=lead, by=self.actor, at=self.at))


class OneTeam(Resource):
    """One team."""

    @modify(tags=["Teams"])
    def get(self, parsed_path: Path[IdPath]) -> TeamShape:
        """Read a team."""
        require_scope(self.actor, READ)
        return _shape(row_named(Team.objects, parsed_path.id, "team"))

    @modify(tags=["Teams"])
    def patch(self, parsed_path: Path[IdPath], parsed_body: Body[TeamChangesBody]) -> TeamShape:
        """Change a team's name, members or lead."""
        require_scope(self.actor, TEAM)
        team: Team = row_named(Team.objects, parsed_path.id, "team")
        now = _shape(team)
        ids = parsed_body.member_ids if isinstance(parsed_body.member_ids, list) else now.member_ids
        lead_id = parsed_body.lead_id if given(parsed_body.lead_id) else now.lead_id if now.lead_id in ids else None
        members, lead = _members(ids, lead_id)
        name = one_line(parsed_body.name) if isinstance(parsed_body.name, str) else team.name
        set_team(team, name=name, members=members, lead=lead, by=self.actor, at=self.at)
        return _shape(Team.objects.get(pk=team.pk))


def _members(ids: list[int], lead_id: int | None) -> tuple[list[Member], Member | None]:
    rows = {member.pk: member for member in Member.objects.filter(pk__in=ids)}
    if unknown := sorted(set(ids) - set(rows)):
        raise Invalid({"memberIds": f"There is no member {', '.join(map(str, unknown))}."})
    if lead_id and lead_id not in rows:
        raise Invalid({"leadId": "is not one of the members."})
    return [rows[member_id] for member_id in dict.fromkeys(ids)], rows.get(lead_id or 0)


def _shape(team: Team) -> TeamShape:
    places = sorted(team.places.all(), key=lambda place: place.pk)
    lead = next((place.member_id for place in places if place.is_lead), None)
    return TeamShape(team.pk, team.name, team.is_active, lead, [place.member_id for place in places])
