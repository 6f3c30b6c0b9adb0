"""/api/me: who is calling, and what they may."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from dmr import Body, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import given
from usher.api.members.shape import MemberName, MemberShape, Signature, rows, shape
from usher.api.naming import named_as_sent
from usher.api.resource import Resource
from usher.base.refusals import Forbidden, NotFound
from usher.organizations.queries import current
from usher.people.actions import change_member
from usher.people.actors import member_actor
from usher.people.models import AccessToken, Member
from usher.people.permissions import SCOPES, of_scopes


class MyToken(msgspec.Struct, rename="camel", frozen=True):
    """The token of the call."""

    id: int
    name: str
    scopes: list[str]
    expires_at: datetime | None


class MyOrganization(msgspec.Struct, rename="camel", frozen=True):
    """The organization that the token belongs to."""

    id: int
    name: str
    slug: str
    prefix: str


class MeShape(msgspec.Struct, rename="camel", frozen=True):
    """Who is calling: the token, its organization, and the member who made it, if one did."""

    organization: MyOrganization
    token: MyToken
    member: Annotated[MemberShape | None, Meta(description="Whose rights bound the token's; null: it is the organization's")]
    permissions: Annotated[list[str], Meta(description="What the token may at present")]


class MyChanges(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """What members decide about themselves; any subset."""

    name: MemberName | UnsetType = UNSET
    signature: Signature | UnsetType = UNSET
    is_available: bool | UnsetType = UNSET
    hears_assigned: Annotated[bool, Meta(description="Mail when a ticket is given to them")] | UnsetType = UNSET
    hears_replies: (
        Annotated[bool, Meta(description="Mail when somebody outside writes on a ticket of theirs")] | UnsetType
    ) = UNSET


MyBody = Annotated[MyChanges, MediaTypeMetadata(example={"isAvailable": False})]


class Me(Resource):
    """Who is calling."""

    @modify(tags=["Members"])
    def get(self) -> MeShape:
        """Read who is calling.

        The token, its organization, the member who made it, and what it may at present.
        """
        token = AccessToken.objects.get(pk=self.caller.token_id)
        organization = current()
        member = rows().filter(pk=self.actor.made_by or 0).first()
        return MeShape(
            MyOrganization(organization.pk, organization.name, organization.slug, organization.prefix),
            MyToken(token.pk, token.name, token.scopes, token.expires_at),
            shape(member, self.actor) if member else None,
            sorted(self.actor.permissions),
        )

    @modify(tags=["Members"])
    def patch(self, parsed_body: Body[MyBody]) -> MeShape:
        """Change one's own name, signature, availability, or what one hears of by mail.

        Of the member who made the token, whatever their role; a token that only reads is refused with 403, one of the
        organization itself with 404.
        """
        token = AccessToken.objects.get(pk=self.caller.token_id)
        if of_scopes(token.scopes) <= SCOPES["readSupport"]:
            raise Forbidden("This token only reads.")
        member = Member.objects.select_related("role").filter(pk=self.actor.made_by or 0).first()
        if member is None:
            raise NotFound("No member made this token, so there is nobody to change.")
        changes: dict[str, Any] = {n: v for n, v in msgspec.structs.asdict(parsed_body).items() if given(v)}
        with named_as_sent():
            change_member(member, by=member_actor(member), at=self.at, changes=changes)
        return self.get.__wrapped__(self)  # type: ignore[no-any-return]
