"""Who acts: every verb takes one, every event names one."""

from dataclasses import dataclass
from typing import Literal

from usher.people.models import AccessToken, Contact, Member
from usher.people.permissions import of_scopes

Kind = Literal["member", "contact", "token", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A member, a contact, an access token or the system, with what it may do in the organization we are in."""

    kind: Kind
    id: int | None
    name: str
    permissions: frozenset[str] = frozenset()
    team_ids: frozenset[int] = frozenset()

    @property
    def is_staff(self) -> bool:
        """Everyone but contacts: sees internal text, subject to permissions."""
        return self.kind != "contact"

    @property
    def member_id(self) -> int | None:
        return self.id if self.kind == "member" else None


SYSTEM = Actor("system", None, "Usher", frozenset())


def member_actor(member: Member) -> Actor:
    """The member with the permissions of their role and their teams; two queries."""
    return Actor(
        "member",
        member.pk,
        member.name,
        frozenset(member.role.permissions),
        frozenset(member.places.values_list("team_id", flat=True)),
    )


def contact_actor(contact: Contact) -> Actor:
    """A contact: may write on own tickets, sees public text only."""
    return Actor("contact", contact.pk, contact.shown_name)


def token_actor(token: AccessToken) -> Actor:
    """An access token with the permissions of its scopes."""
    return Actor("token", token.pk, token.name, of_scopes(token.scopes))
