"""The fine permissions in plain words, the built-in roles, and the token scopes made of them (product.md section 3)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that a role may include; `text` says in plain words what it opens."""

    code: str
    title: str | Promise
    text: str | Promise


# In the order in which people read them: subject, then its permissions.
SUBJECTS: tuple[tuple[str | Promise, tuple[Permission, ...]], ...] = (
    (_("Seeing tickets"), (
        Permission("view_all", _("See all tickets"), _("Every ticket of the organization.")),
        Permission("view_team", _("See team's tickets"), _("Tickets of their teams, and their own.")),
        Permission("view_own", _("See own tickets"), _("Only tickets that are assigned to them.")),
    )),
    (_("Working on tickets"), (
        Permission("create", _("Open tickets"), _("New tickets and follow-ups, for any contact.")),
        Permission("reply", _("Reply to customers"), _("Public replies and updates. They may also take a ticket.")),
        Permission("note", _("Write notes"), _("Notes and updates that only members see.")),
        Permission("assign", _("Assign others"), _("Give tickets to members and teams.")),
        Permission("edit", _("Change tickets"), _("Status, priority, labels, subject, fields, links, snoozing.")),
        Permission("merge", _("Merge tickets"), _("Join tickets into one, and take that back.")),
        Permission("delete", _("Delete tickets"), _("Put them into the bin, look into it, and restore from it.")),
        Permission("act_on_all", _("Act on everybody's tickets"),
                   _("All of the above on any ticket they see; without it on own, team's and unassigned ones.")),
    )),
    (_("Around tickets"), (
        Permission("contacts", _("Manage contacts"), _("Add and change contacts and companies.")),
        Permission("labels", _("Manage labels"), _("Make, rename and delete labels.")),
        Permission("dispatch", _("Dispatch"), _("Offer tickets to members, and assign or withdraw them.")),
        Permission("knowledge", _("Write knowledge"), _("Articles and reply templates.")),
    )),
    (_("Time and money"), (
        Permission("time_own", _("Log own time"), _("Timers and entries of their own.")),
        Permission("time_all", _("Manage everybody's time"), _("See and correct all entries.")),
        Permission("invoices", _("Manage invoices"), _("Draft, issue and credit them.")),
        Permission("reports", _("See reports"), _("Figures about tickets, times and people.")),
    )),
    (_("Settings"), (
        Permission("mailboxes", _("Manage mailboxes"), _("Connect them, and look after incoming and outgoing mail.")),
        Permission("team", _("Manage members"), _("Members, teams and roles. Nobody can give what they do not have.")),
        Permission("automation", _("Manage automation"), _("Rules, escalations and service levels.")),
        Permission("integrations", _("Manage integrations"), _("Access tokens, webhooks and connections.")),
        Permission("organization", _("Organization settings"), _("Name, types, statuses, fields and the rest.")),
    )),
)  # fmt: skip

PERMISSIONS: dict[str, Permission] = {one.code: one for _subject, group in SUBJECTS for one in group}
ALL = frozenset(PERMISSIONS)
VIEW = ("view_all", "view_team", "view_own")
TICKETS = ("create", "reply", "note", "assign", "edit", "delete", "merge")
# An agent acts on own, team's and unassigned tickets; this one widens that to all.
WIDE = "act_on_all"
SETTINGS = ("mailboxes", "team", "automation", "integrations", "organization")

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
    "readSupport": frozenset((*VIEW, "reports")),
    "writeSupport": frozenset((*TICKETS, WIDE, "contacts", "labels", "time_own", "dispatch", "knowledge")),
    "manageSettings": frozenset(SETTINGS),
}


def of_scopes(scopes: list[str]) -> frozenset[str]:
    """All permissions that the given token scopes carry: bundles, or fine permissions by name. Unknown ones carry none."""
    return frozenset().union(*(SCOPES.get(scope, ALL & {scope}) for scope in scopes))


def title_of(code: str) -> str:
    """The permission as people read it."""
    return str(PERMISSIONS[code].title) if code in PERMISSIONS else code


def implied(permissions: frozenset[str]) -> frozenset[str]:
    """The permissions with the weaker ones they contain: who sees all may also let others see a part."""
    if "view_all" in permissions:
        return permissions | {"view_team", "view_own"}
    if "view_team" in permissions:
        return permissions | {"view_own"}
    return permissions
