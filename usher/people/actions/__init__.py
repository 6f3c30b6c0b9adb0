"""All that can happen to people."""

from usher.people.actions.adding_members import add_member
from usher.people.actions.changing_contacts import change_contact, create_contact
from usher.people.actions.changing_members import change_member
from usher.people.actions.changing_users import change_user
from usher.people.actions.companies import change_company, create_company
from usher.people.actions.finding_contacts import contact_for
from usher.people.actions.roles import change_role, create_builtin_roles, create_role, delete_role
from usher.people.actions.teams import create_team, set_team
from usher.people.actions.tokens import issue_token, revoke_token

__all__ = [
    "add_member", "change_company", "change_contact", "change_member", "change_role", "change_user", "contact_for",
    "create_builtin_roles", "create_company", "create_contact", "create_role", "create_team", "delete_role", "issue_token",
    "revoke_token", "set_team",
]  # fmt: skip
