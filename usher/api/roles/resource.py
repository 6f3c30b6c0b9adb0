"""/api/roles: named sets of permissions; every member has one."""

from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from django.db.models import Count, Q, QuerySet
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import IdPath, row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import READ, TEAM, require_scope
from usher.people.actions import change_role, create_role, delete_role
from usher.people.models import Role
from usher.people.permissions import PERMISSIONS

RoleName = Annotated[str, Meta(min_length=1, max_length=60, examples=["Night shift"])]
PermissionName = Annotated[str, Meta(description=f"One of {', '.join(PERMISSIONS)}", examples=["reply"], max_length=40)]
PermissionNames = Annotated[list[PermissionName], Meta(max_length=len(PERMISSIONS))]


class RoleShape(msgspec.Struct, rename="camel", frozen=True):
    """A role. The five built-in ones have a key; `memberCount` counts the active members who have it."""

    id: int
    key: Annotated[str | None, Meta(description="admin, manager, agent, viewer, moderator; null for your own")]
    name: str
    permissions: list[str]
    member_count: int


class RolePage(msgspec.Struct, frozen=True):
    """A page of roles."""

    roles: list[RoleShape]
    pagination: Pagination


class NewRole(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A new role."""

    name: RoleName
    permissions: PermissionNames


class RoleChanges(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Any subset; `permissions` are all of them."""

    name: RoleName | UnsetType = UNSET
    permissions: PermissionNames | UnsetType = UNSET


NewRoleBody = Annotated[
    NewRole, MediaTypeMetadata(example={"name": "Night shift", "permissions": ["view_team", "reply", "note"]})
]
RoleChangesBody = Annotated[RoleChanges, MediaTypeMetadata(example={"permissions": ["view_all", "reply", "note"]})]


class Roles(Resource):
    """Roles."""

    @modify(tags=["Roles"])
    def get(self, parsed_query: Query[Paged]) -> RolePage:
        """List roles.

        The built-in ones come first.
        """
        require_scope(self.actor, READ)
        roles, where = page_of(_rows().order_by("id"), parsed_query)
        return RolePage([_shape(role) for role in roles], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Roles"])
    def post(self, parsed_body: Body[NewRoleBody]) -> RoleShape:
        """Make a role.

        Nobody gives what they do not have: permissions beyond those of the token are refused with 403.
        """
        require_scope(self.actor, TEAM)
        return _shape(create_role(**msgspec.structs.asdict(parsed_body), by=self.actor, at=self.at))


class OneRole(Resource):
    """One role."""

    @modify(tags=["Roles"])
    def get(self, parsed_path: Path[IdPath]) -> RoleShape:
        """Read a role."""
        require_scope(self.actor, READ)
        return _shape(row_named(_rows(), parsed_path.id, "role"))

    @modify(tags=["Roles"])
    def patch(self, parsed_path: Path[IdPath], parsed_body: Body[RoleChangesBody]) -> RoleShape:
        """Change a role.

        It counts at once for all who have it. The admin's permissions stay everything.
        """
        require_scope(self.actor, TEAM)
        role: Role = row_named(Role.objects, parsed_path.id, "role")
        name = parsed_body.name if isinstance(parsed_body.name, str) else role.name
        given: Any = parsed_body.permissions if isinstance(parsed_body.permissions, list) else role.granted
        change_role(role, name=name, permissions=given, by=self.actor, at=self.at)
        return _shape(_rows().get(pk=role.pk))

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Roles"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Delete a role that nobody has.

        Built-in roles, and those that somebody has, are refused with 409.
        """
        require_scope(self.actor, TEAM)
        delete_role(row_named(Role.objects, parsed_path.id, "role"), by=self.actor, at=self.at)


def _rows() -> QuerySet[Role]:
    return Role.objects.annotate(count=Count("members", filter=Q(members__is_active=True)))


def _shape(role: Role) -> RoleShape:
    return RoleShape(role.pk, role.key or None, role.name, sorted(role.granted), getattr(role, "count", 0))
