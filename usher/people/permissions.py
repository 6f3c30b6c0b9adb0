"""The fine permissions, the built-in roles and the token scopes made of them (product.md section 3)."""

VIEW = ("view_all", "view_team", "view_own")
TICKETS = ("create", "reply", "note", "assign", "edit", "delete", "merge")
# An agent acts on own, team's and unassigned tickets; this one widens that to all.
WIDE = "act_on_all"
ROOMS = ("contacts", "labels", "reports", "time_own", "time_all", "invoices", "dispatch", "knowledge")
SETTINGS = ("mailboxes", "team", "automation", "integrations", "organization")
ALL = frozenset((*VIEW, *TICKETS, WIDE, *ROOMS, *SETTINGS))

ROLES: dict[str, tuple[str, frozenset[str]]] = {
    "admin": ("Admin", ALL),
    "manager": (
        "Manager",
        frozenset(
            ("view_all", *TICKETS, WIDE, "contacts", "labels", "reports", "time_own", "time_all", "dispatch", "knowledge")
        ),
    ),
    "agent": (
        "Agent",
        frozenset(("view_all", "create", "reply", "note", "assign", "edit", "merge", "contacts", "time_own", "knowledge")),
    ),
    "viewer": ("Viewer", frozenset({"view_all"})),
    "moderator": ("Moderator", frozenset({"view_all", "dispatch"})),
}

SCOPES: dict[str, frozenset[str]] = {
    "readSupport": frozenset({"view_all", "reports"}),
    "writeSupport": frozenset((*TICKETS, WIDE, "contacts", "labels", "time_own", "dispatch", "knowledge")),
    "manageSettings": frozenset(SETTINGS),
}


def of_scopes(scopes: list[str]) -> frozenset[str]:
    """All permissions that the given token scopes carry; unknown scopes carry none."""
    return frozenset().union(*(SCOPES.get(scope, frozenset()) for scope in scopes))
