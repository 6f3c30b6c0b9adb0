"""/api/teams and /api/teams/{id}."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import Id, IdPath, Name, given, row_named
from usher.api.naming import named_as_sent
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import READ, TEAM, require_scope
from usher.api.teams.shape import TeamShape, members_of, shape
from usher.people.actions import create_team, delete_team, set_team
from usher.people.models import Team


class TeamPage(msgspec.Struct, frozen=True):
    """A page of teams."""

    teams: list[TeamShape]
    pagination: Pagination


class TeamQuery(Paged, kw_only=True):
    """Filters of the list of teams."""

    search: Annotated[str, Meta(max_length=200, description="A part of the name")] = ""
    is_active: bool | None = None
    member_id: Annotated[Id | None, Meta(description="Teams of this member")] = None


MemberIds = Annotated[list[Id], Meta(max_length=1000)]


class NewTeam(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A new team."""

    name: Name
    member_ids: MemberIds = []
    lead_id: Annotated[Id, Meta(description="One of the members")] | None = None


class TeamChanges(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Any subset; memberIds are all of them. Without leadId a lead who stays a member stays lead."""

    name: Name | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET
    member_ids: MemberIds | UnsetType = UNSET
    lead_id: Id | None | UnsetType = UNSET


NewTeamBody = Annotated[NewTeam, MediaTypeMetadata(example={"name": "Night shift", "memberIds": []})]
TeamChangesBody = Annotated[TeamChanges, MediaTypeMetadata(example={"name": "Day shift"})]


class Teams(Resource):
    """Teams."""

    @modify(tags=["Teams"])
    def get(self, parsed_query: Query[TeamQuery]) -> TeamPage:
        """List teams.

        By name, each with its members and lead.
        """
        require_scope(self.actor, READ)
        teams = Team.objects.order_by("name", "id").prefetch_related("places")
        if words := parsed_query.search.replace("\x00", "").strip():
            teams = teams.filter(name__icontains=words)
        if parsed_query.is_active is not None:
            teams = teams.filter(is_active=parsed_query.is_active)
        if parsed_query.member_id:
            teams = teams.filter(places__member_id=parsed_query.member_id)
        here, where = page_of(teams, parsed_query)
        return TeamPage([shape(team) for team in here], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Teams"])
    def post(self, parsed_body: Body[NewTeamBody]) -> TeamShape:
        """Make a team.

        The lead, if there is one, is among the members.
        """
        require_scope(self.actor, TEAM)
        members, lead = members_of(parsed_body.member_ids, parsed_body.lead_id)
        with named_as_sent(lead="leadId"):
            return shape(create_team(name=parsed_body.name, members=members, lead=lead, by=self.actor, at=self.at))


class OneTeam(Resource):
    """One team."""

    @modify(tags=["Teams"])
    def get(self, parsed_path: Path[IdPath]) -> TeamShape:
        """Read a team.

        With its members and lead.
        """
        require_scope(self.actor, READ)
        return shape(row_named(Team.objects, parsed_path.id, "team"))

    @modify(tags=["Teams"])
    def patch(self, parsed_path: Path[IdPath], parsed_body: Body[TeamChangesBody]) -> TeamShape:
        """Change a team.

        Name, members, lead, and whether it gets new tickets. What stands in its queue stays there.
        """
        require_scope(self.actor, TEAM)
        team: Team = row_named(Team.objects, parsed_path.id, "team")
        now = shape(team)
        ids = parsed_body.member_ids if isinstance(parsed_body.member_ids, list) else now.member_ids
        lead_id = parsed_body.lead_id if given(parsed_body.lead_id) else now.lead_id if now.lead_id in ids else None
        members, lead = members_of(ids, lead_id)
        name = parsed_body.name if isinstance(parsed_body.name, str) else team.name
        active = parsed_body.is_active if isinstance(parsed_body.is_active, bool) else None
        with named_as_sent(lead="leadId"):
            set_team(team, name=name, members=members, lead=lead, is_active=active, by=self.actor, at=self.at)
        return shape(Team.objects.get(pk=team.pk))

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Teams"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Delete a team without tickets.

        Its members stay. A team with tickets in its queue is refused with 409: deactivate it instead.
        """
        require_scope(self.actor, TEAM)
        delete_team(row_named(Team.objects, parsed_path.id, "team"), by=self.actor, at=self.at)
