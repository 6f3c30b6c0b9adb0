"""May this actor do that in this organization? (Tickets have a finer rule: `tickets/access.py`.)"""

from collections.abc import Iterable

from usher.base.refusals import Forbidden
from usher.people.actors import Actor
from usher.people.models import Member
from usher.people.permissions import implied, title_of


def require(actor: Actor, permission: str) -> None:
    """Refuse with Forbidden unless the actor has the permission."""
    if permission not in actor.permissions:
        raise Forbidden(f"{actor.name} may not do this: it needs the permission “{title_of(permission)}”.")


def require_to_grant(actor: Actor, permissions: Iterable[str]) -> None:
    """Refuse with Forbidden unless the actor has all of these: nobody gives, or takes away, what they do not have."""
    if actor.kind == "system":
        return
    if beyond := sorted(set(permissions) - implied(actor.permissions)):
        names = ", ".join(f"“{title_of(code)}”" for code in beyond)
        raise Forbidden(f"{actor.name} may not decide about what they cannot do themselves: {names}.")


def sees_rate(actor: Actor, member: Member) -> bool:
    """Whether the actor may know what the member's hour costs: their own, or by managing members, time or invoices."""
    return member.pk == actor.own_id or not actor.permissions.isdisjoint({"team", "time_all", "invoices"})
