"""/api/invitations: who was asked to join."""

from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

import msgspec
from django.db.models import Q
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.fields import IdPath, row_named
from usher.api.members.shape import Address, RoleId, RoleKey, role_of
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import TEAM, require_scope
from usher.people.actions import invite, renew, revoke_invitation
from usher.people.models import Invitation


class State(StrEnum):
    """What became of an invitation."""

    OPEN = "open"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    REVOKED = "revoked"


class InvitationShape(msgspec.Struct, rename="camel", frozen=True, kw_only=True):
    """An invitation by mail; its link stands in that mail alone."""

    id: int
    email: str
    name: str
    role_id: int
    role_name: str
    state: State
    invited_by_id: int | None
    created_at: datetime
    sent_at: Annotated[datetime | None, Meta(description="null: not left yet, or nothing here sends mail")]
    expires_at: datetime
    accepted_at: datetime | None
    revoked_at: datetime | None


class InvitationPage(msgspec.Struct, frozen=True):
    """A page of invitations."""

    invitations: list[InvitationShape]
    pagination: Pagination


class InvitationQuery(Paged, kw_only=True):
    """Which invitations."""

    state: State | None = None


class NewInvitation(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Whom to ask, and with which role they join."""

    email: Address
    name: Annotated[str, Meta(max_length=120)] = ""
    role: RoleKey = "agent"
    role_id: RoleId | None = None


NewInvitationBody = Annotated[
    NewInvitation, MediaTypeMetadata(example={"email": "nia@example.com", "name": "Nia Nut", "role": "agent"})
]


class Invitations(Resource):
    """Invitations."""

    @modify(tags=["Members"])
    def get(self, parsed_query: Query[InvitationQuery]) -> InvitationPage:
        """List invitations.

        The newest first.
        """
        require_scope(self.actor, TEAM)
        rows = Invitation.objects.select_related("role").order_by("-created_at", "-id")
        if parsed_query.state:
            rows = rows.filter(_that_are(parsed_query.state, self.at))
        here, where = page_of(rows, parsed_query)
        return InvitationPage([_shape(invitation, self.at) for invitation in here], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Members"])
    def post(self, parsed_body: Body[NewInvitationBody]) -> InvitationShape:
        """Invite somebody by mail.

        The link works once, for seven days. Nobody gives a role beyond their own.
        """
        require_scope(self.actor, TEAM)
        role = role_of(parsed_body.role, parsed_body.role_id)
        made = invite(
            email=parsed_body.email, name=parsed_body.name, role=role or parsed_body.role, by=self.actor, at=self.at
        )  # fmt: skip
        return _shape(made, self.at)


class OneInvitation(Resource):
    """One invitation."""

    @modify(tags=["Members"])
    def get(self, parsed_path: Path[IdPath]) -> InvitationShape:
        """Read an invitation.

        What became of it, and until when its link works.
        """
        require_scope(self.actor, TEAM)
        return _shape(row_named(Invitation.objects.select_related("role"), parsed_path.id, "invitation"), self.at)

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Members"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Revoke an invitation.

        Its link stops working at once. One that was accepted or revoked is refused with 409.
        """
        require_scope(self.actor, TEAM)
        revoke_invitation(row_named(Invitation.objects, parsed_path.id, "invitation"), by=self.actor, at=self.at)


class InvitationAgain(Resource):
    """Sending an invitation again."""

    @modify(status_code=HTTPStatus.OK, tags=["Members"])
    def post(self, parsed_path: Path[IdPath]) -> InvitationShape:
        """Send an invitation again.

        With a new link, good for seven days; the one sent before stops working.
        """
        require_scope(self.actor, TEAM)
        invitation: Invitation = row_named(Invitation.objects, parsed_path.id, "invitation")
        return _shape(renew(invitation, by=self.actor, at=self.at), self.at)


def _that_are(state: State, at: datetime) -> Q:
    unsettled = Q(accepted_at=None, revoked_at=None)
    return {
        State.OPEN: unsettled & Q(expires_at__gt=at),
        State.EXPIRED: unsettled & Q(expires_at__lte=at),
        State.ACCEPTED: ~Q(accepted_at=None),
        State.REVOKED: ~Q(revoked_at=None),
    }[state]


def _shape(invitation: Invitation, at: datetime) -> InvitationShape:
    open_state = State.OPEN if invitation.expires_at > at else State.EXPIRED
    settled = State.ACCEPTED if invitation.accepted_at else State.REVOKED if invitation.revoked_at else None
    return InvitationShape(
        id=invitation.pk, email=invitation.email, name=invitation.name, role_id=invitation.role_id,
        role_name=invitation.role.name, state=settled or open_state, invited_by_id=invitation.invited_by_id,
        created_at=invitation.created_at, sent_at=invitation.sent_at, expires_at=invitation.expires_at,
        accepted_at=invitation.accepted_at, revoked_at=invitation.revoked_at,
    )  # fmt: skip
