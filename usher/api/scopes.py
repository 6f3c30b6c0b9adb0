"""What a token may do, said in its own words."""

from usher.base.refusals import Forbidden
from usher.people.actors import Actor
from usher.people.permissions import SCOPES, VIEW

READ, CREATE, SETTINGS, CONTACTS, TEAM = "view", "create", "organization", "contacts", "team"
INTEGRATIONS, LABELS, REPLY = "integrations", "labels", "reply"


def require_scope(actor: Actor, permission: str) -> None:
    """Refuse with the scope to ask for, unless the token has the permission; for READ any of those to view will do."""
    wanted = VIEW if permission == READ else (permission,)
    if actor.permissions.isdisjoint(wanted):
        scope = next((name for name, bundle in SCOPES.items() if wanted[0] in bundle), permission)
        whose = ", or the member who made it lost the right" if actor.made_by else ""
        raise Forbidden(f"This token lacks the scope {scope}{whose}.")
