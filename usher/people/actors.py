"""Who acts: every verb takes one, every event names one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Q

from usher.people.models import AccessToken, Contact, Member
from usher.people.permissions import implied, of_scopes

Kind = Literal["member", "contact", "token", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A member, a contact, an access token or the system, with what it may do in the organization we are in."""

    kind: Kind
    id: int | None
    name: str
    permissions: frozenset[str] = frozenset()
    team_ids: frozenset[int] = frozenset()
    made_by: int | None = None  # of a token: the member whose present rights bound its own
    primary_of: int | None = None  # of a contact: the company whose tickets they see

    @property
    def is_staff(self) -> bool:
        """Everyone but contacts: sees internal text, subject to permissions."""
        return self.kind != "contact"

    @property
    def member_id(self) -> int | None:
        return self.id if self.kind == "member" else None

    @property
    def own_id(self) -> int | None:
        """The member whose tickets count as one's own: oneself, or whoever made the token."""
        return self.id if self.kind == "member" else self.made_by


SYSTEM = Actor("system", None, "Usher", frozenset())


def member_actor(member: Member) -> Actor:
    """The member with the permissions of their role and their teams; one query beside the role's."""
    return Actor("member", member.pk, member.name, member.role.granted, _teams_of(member))


def contact_actor(contact: Contact) -> Actor:
    """A contact: may write on own tickets, sees public text only."""
    primary_of = contact.company_id if contact.is_primary else None
    return Actor("contact", contact.pk, contact.shown_name, primary_of=primary_of)


def token_actor(token: AccessToken) -> Actor:
    """A token may what its scopes say and whoever made it may at present; one made by nobody is the organization's own."""
    permissions, maker = of_scopes(token.scopes), token.created_by
    if maker is None:
        return Actor("token", token.pk, token.name, permissions)
    bound = implied(maker.role.granted) if maker.is_active else frozenset()
    return Actor("token", token.pk, token.name, permissions & bound, _teams_of(maker), made_by=maker.pk)


def present_actor(kind: str, id: int | None, at: datetime) -> Actor | None:
    """Who acted once, with the rights they have by now; None for those who may nothing any more."""
    if kind == "system":
        return SYSTEM
    if kind == "member":
        member = Member.objects.select_related("role").filter(pk=id or 0, is_active=True).first()
        return member_actor(member) if member else None
    if kind == "token":
        tokens = AccessToken.objects.select_related("created_by__role").filter(Q(expires_at=None) | Q(expires_at__gt=at))
        token = tokens.filter(pk=id or 0, revoked_at=None).first()
        return token_actor(token) if token else None
    contact = Contact.objects.filter(pk=id or 0).first()
    return contact_actor(contact) if contact else None


def _teams_of(member: Member) -> frozenset[int]:
    return frozenset(member.places.values_list("team_id", flat=True))
