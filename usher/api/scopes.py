"""What a token may do, said in its own words."""

from usher.base.refusals import Forbidden
from usher.people.actors import Actor
from usher.people.permissions import SCOPES

READ, CREATE, SETTINGS, CONTACTS, TEAM = "view_all", "create", "organization", "contacts", "team"


def require_scope(actor: Actor, permission: str) -> None:
    """Refuse with the scope to ask for, unless the token's scopes carry the permission."""
    if permission not in actor.permissions:
        scope = next((name for name, bundle in SCOPES.items() if permission in bundle), permission)
        raise Forbidden(f"This token lacks the scope {scope}.")
