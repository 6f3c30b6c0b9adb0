"""/api/members and /api/members/{id}."""

from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import Id, IdPath, given, row_named
from usher.api.members.shape import (
    Address,
    MemberName,
    MemberShape,
    Rate,
    RoleId,
    RoleKey,
    Signature,
    role_of,
    rows,
    shape,
)  # fmt: skip
from usher.api.naming import named_as_sent
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import READ, TEAM, require_scope
from usher.people.actions import add_member, change_member, remove_member
from usher.people.lists import members_found
from usher.people.models import Member


class MemberPage(msgspec.Struct, frozen=True):
    """A page of members."""

    members: list[MemberShape]
    pagination: Pagination


class MemberQuery(Paged, kw_only=True):
    """Filters of the list of members."""

    search: Annotated[str, Meta(max_length=200, description="Parts of name or address")] = ""
    is_active: bool | None = None
    is_available: bool | None = None
    team_id: Id | None = None
    role_id: Id | None = None


class NewMember(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A new member with a login of their own; somebody who has one already is invited instead."""

    email: Address
    name: MemberName
    role: RoleKey = "agent"
    role_id: RoleId | None = None
    password: Annotated[str, Meta(min_length=8, max_length=128, description="Without: they set one by mail")] | None = None


class MemberChanges(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Any subset."""

    name: MemberName | UnsetType = UNSET
    role: RoleKey | UnsetType = UNSET
    role_id: RoleId | UnsetType = UNSET
    hourly_rate: Rate | None | UnsetType = UNSET
    signature: Signature | UnsetType = UNSET
    is_available: bool | UnsetType = UNSET
    is_active: Annotated[bool, Meta(description="false: out at once, with pages, streams and tokens")] | UnsetType = UNSET


NewMemberBody = Annotated[
    NewMember, MediaTypeMetadata(example={"email": "nia@example.com", "name": "Nia Nut", "role": "agent"})
]
MemberBody = Annotated[MemberChanges, MediaTypeMetadata(example={"isAvailable": False, "hourlyRate": 80})]


class Members(Resource):
    """Members."""

    @modify(tags=["Members"])
    def get(self, parsed_query: Query[MemberQuery]) -> MemberPage:
        """List members.

        By name, the deactivated ones too unless `isActive` says otherwise.
        """
        require_scope(self.actor, READ)
        members = members_found(parsed_query.search.replace("\x00", " ")).prefetch_related("places")
        for name in ("is_active", "is_available", "role_id"):
            if (wanted := getattr(parsed_query, name)) is not None:
                members = members.filter(**{name: wanted})
        if parsed_query.team_id:
            members = members.filter(places__team_id=parsed_query.team_id)
        here, where = page_of(members, parsed_query)
        return MemberPage([shape(member, self.actor) for member in here], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Members"])
    def post(self, parsed_body: Body[NewMemberBody]) -> MemberShape:
        """Add a member with a login of their own.

        Somebody who has a login here already is refused with 409: invite them, so that they join with it.
        """
        require_scope(self.actor, TEAM)
        role = role_of(parsed_body.role, parsed_body.role_id)
        member = add_member(
            email=parsed_body.email, name=parsed_body.name, role=role or parsed_body.role, password=parsed_body.password,
            by=self.actor, at=self.at,
        )  # fmt: skip
        return shape(rows().get(pk=member.pk), self.actor)


class OneMember(Resource):
    """One member."""

    @modify(tags=["Members"])
    def get(self, parsed_path: Path[IdPath]) -> MemberShape:
        """Read a member.

        With role and teams.
        """
        require_scope(self.actor, READ)
        return shape(row_named(rows(), parsed_path.id, "member"), self.actor)

    @modify(tags=["Members"])
    def patch(self, parsed_path: Path[IdPath], parsed_body: Body[MemberBody]) -> MemberShape:
        """Change a member, or deactivate them.

        Who is deactivated keeps their history and is out at once. The last admin stays, and nobody decides about a role
        beyond their own.
        """
        require_scope(self.actor, TEAM)
        member: Member = row_named(Member.objects, parsed_path.id, "member")
        with named_as_sent():
            change_member(member, by=self.actor, at=self.at, changes=_changes(parsed_body))
        return shape(rows().get(pk=member.pk), self.actor)

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Members"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Remove a deactivated member.

        The login stays, messages keep the name. Refused with 409 while they are active or have unfinished tickets.
        """
        require_scope(self.actor, TEAM)
        remove_member(row_named(Member.objects, parsed_path.id, "member"), by=self.actor, at=self.at)


def _changes(body: MemberChanges) -> dict[str, Any]:
    changes = {
        name: value for name, value in msgspec.structs.asdict(body).items() if given(value) and not name.startswith("role")
    }
    role = role_of(body.role, body.role_id)
    return changes | ({"role": role} if role else {})
