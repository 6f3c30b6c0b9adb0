"""May this actor do that in this organization? (Tickets have a finer rule: `tickets/access.py`.)"""

from usher.base.refusals import Forbidden
from usher.people.actors import Actor


def require(actor: Actor, permission: str) -> None:
    """Refuse with Forbidden unless the actor has the permission."""
    if permission not in actor.permissions:
        raise Forbidden(f"{actor.name} may not do this: it needs the permission “{permission}”.")
