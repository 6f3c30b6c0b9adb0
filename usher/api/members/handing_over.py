"""/api/members/{id}/hand-over."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.fields import Id, IdPath, found, row_named
from usher.api.naming import named_as_sent
from usher.api.resource import Resource
from usher.api.scopes import TEAM, require_scope
from usher.base.refusals import Invalid
from usher.people.models import Member
from usher.tickets.actions import hand_over


class HandOver(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """To whom the member's unfinished tickets go."""

    to_member_id: Annotated[Id | None, Meta(description="null: to nobody, back to the queue")]


class HandedOver(msgspec.Struct, frozen=True):
    """How many tickets follow, one by one."""

    tickets: int


HandOverBody = Annotated[HandOver, MediaTypeMetadata(example={"toMemberId": None})]


class MemberHandOver(Resource):
    """What somebody has in their hands goes to somebody else."""

    @modify(status_code=HTTPStatus.ACCEPTED, tags=["Members"])
    def post(self, parsed_path: Path[IdPath], parsed_body: Body[HandOverBody]) -> HandedOver:
        """Hand a member's unfinished tickets over.

        To another active member or to nobody. They follow one by one, in the background.
        """
        require_scope(self.actor, TEAM)
        member: Member = row_named(Member.objects, parsed_path.id, "member")
        errors: dict[str, str] = {}
        to = found(Member.objects, parsed_body.to_member_id, "toMemberId", errors)
        if errors:
            raise Invalid(errors)
        with named_as_sent(to="toMemberId"):
            return HandedOver(hand_over(member, to=to, by=self.actor, at=self.at))
