"""A member as the API shows them."""

from datetime import datetime
from typing import Annotated

import msgspec
from django.db.models import QuerySet
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import Id
from usher.base.refusals import Invalid
from usher.people.access import sees_rate
from usher.people.actors import Actor
from usher.people.models import Member, Role

MemberName = Annotated[str, Meta(min_length=1, max_length=120, examples=["Nia Nut"])]
Address = Annotated[str, Meta(min_length=3, max_length=254, examples=["nia@example.com"])]
RoleKey = Annotated[
    str, Meta(max_length=20, description="A built-in role: admin, manager, agent, viewer, moderator", examples=["agent"])
]
RoleId = Annotated[Id, Meta(description="Any role by its id, instead of `role`")]
Rate = Annotated[float, Meta(ge=0, le=9_999_999_999.99, description="In the organization's currency", examples=[80])]
Signature = Annotated[str, Meta(max_length=2000, description="Stands below their replies, as plain text")]


class MemberShape(msgspec.Struct, rename="camel", frozen=True, kw_only=True):
    """A user's place in the organization."""

    id: int
    name: str
    email: str
    role_id: int
    role: Annotated[str | None, Meta(description="The key of a built-in role; null for your own")]
    role_name: str
    team_ids: list[int]
    hourly_rate: float | None
    signature: str
    is_available: bool
    hears_assigned: Annotated[bool, Meta(description="Mailed when a ticket is given to them")]
    hears_replies: Annotated[bool, Meta(description="Mailed when somebody outside writes on a ticket of theirs")]
    is_active: bool
    created_at: datetime


def rows() -> "QuerySet[Member]":
    """Members with all that their shape takes."""
    return Member.objects.select_related("role").prefetch_related("places")


def role_of(role: str | UnsetType | None, role_id: int | UnsetType | None) -> Role | None:
    """The role that a body names by key or by id; None when it names none, Invalid when there is no such role."""
    if role_id is not UNSET and role_id is not None:
        by_id = Role.objects.filter(pk=role_id).first()
        if by_id is None:
            raise Invalid({"roleId": f"There is none with the id {role_id}."})
        return by_id
    if role is UNSET or role is None:
        return None
    by_key = Role.objects.exclude(key="").filter(key=str(role).replace("\x00", "")).first()
    if by_key is None:
        raise Invalid({"role": f"There is no built-in role “{str(role)[:20]}”; name others by roleId."})
    return by_key


def shape(member: Member, reader: Actor) -> MemberShape:
    """The member with role and teams; with their rate for those who may know it."""
    rate = member.hourly_rate if sees_rate(reader, member) else None
    return MemberShape(
        id=member.pk, name=member.name, email=member.email, role_id=member.role_id, role=member.role.key or None,
        role_name=member.role.name, team_ids=sorted(place.team_id for place in member.places.all()),
        hourly_rate=None if rate is None else float(rate), signature=member.signature, is_available=member.is_available,
        hears_assigned=member.hears_assigned, hears_replies=member.hears_replies,
        is_active=member.is_active, created_at=member.created_at,
    )  # fmt: skip
