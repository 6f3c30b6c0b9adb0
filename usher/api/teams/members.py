"""/api/teams/{id}/members/{member}: one member comes, leads or goes, whoever else is there."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.fields import IdPath, row_named
from usher.api.resource import Resource
from usher.api.scopes import TEAM, require_scope
from usher.api.teams.shape import TeamShape, members_of, shape
from usher.base.refusals import NotFound
from usher.people.actions import set_team
from usher.people.models import Member, Team


class TeamMemberPath(IdPath):
    """A member's place in a team."""

    member: Annotated[str, Meta(description="The member's id", examples=["7"])]


class TeamPlace(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """What the member is in the team; a new lead takes the place of the one before."""

    is_lead: bool = False


PlaceBody = Annotated[TeamPlace, MediaTypeMetadata(example={"isLead": True})]


class OneTeamMember(Resource):
    """A member's place in a team."""

    @modify(tags=["Teams"])
    def put(self, parsed_path: Path[TeamMemberPath], parsed_body: Body[PlaceBody]) -> TeamShape:
        """Put a member into a team, as its lead or not.

        A new lead takes the place of the one before, who stays a member.
        """
        require_scope(self.actor, TEAM)
        team, member = _both(parsed_path)
        now = shape(team)
        kept = now.lead_id if now.lead_id != member.pk else None
        return self._set(team, [*now.member_ids, member.pk], member.pk if parsed_body.is_lead else kept)

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Teams"])
    def delete(self, parsed_path: Path[TeamMemberPath]) -> None:
        """Take a member out of a team.

        They stay a member of the organization, and keep their tickets.
        """
        require_scope(self.actor, TEAM)
        team, member = _both(parsed_path)
        now = shape(team)
        if member.pk not in now.member_ids:
            raise NotFound("This member is not in the team.")
        self._set(team, [pk for pk in now.member_ids if pk != member.pk], now.lead_id if now.lead_id != member.pk else None)

    def _set(self, team: Team, ids: list[int], lead_id: int | None) -> TeamShape:
        members, lead = members_of(ids, lead_id)
        set_team(team, name=team.name, members=members, lead=lead, by=self.actor, at=self.at)
        return shape(Team.objects.get(pk=team.pk))


def _both(path: TeamMemberPath) -> tuple[Team, Member]:
    return row_named(Team.objects, path.id, "team"), row_named(Member.objects, path.member, "member")
