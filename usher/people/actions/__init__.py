"""All that can happen to people."""

from usher.people.actions.accepting import accept
from usher.people.actions.adding_members import add_member
from usher.people.actions.addressing import add_address, make_primary, remove_address
from usher.people.actions.changing_contacts import change_contact, create_contact
from usher.people.actions.changing_members import change_member
from usher.people.actions.changing_users import change_user
from usher.people.actions.companies import change_company, create_company, create_company_of
from usher.people.actions.deleting import delete_company, delete_contact, delete_team
from usher.people.actions.finding_contacts import contact_for, contacts_for
from usher.people.actions.inviting import invite, renew, revoke_invitation
from usher.people.actions.mailing_invitations import mail_invitation
from usher.people.actions.merging_companies import merge_companies
from usher.people.actions.merging_contacts import merge_contacts
from usher.people.actions.proving import prove, purge
from usher.people.actions.removing_members import remove_member
from usher.people.actions.roles import change_role, create_builtin_roles, create_role, delete_role
from usher.people.actions.teams import create_team, set_team
from usher.people.actions.tokens import issue_token, revoke_token

__all__ = [
    "accept", "add_address", "add_member", "change_company", "change_contact", "change_member", "change_role", "change_user",
    "contact_for", "contacts_for", "create_builtin_roles", "create_company", "create_company_of", "create_contact",
    "create_role", "create_team", "delete_company", "delete_contact", "delete_role", "delete_team", "invite", "issue_token",
    "mail_invitation", "make_primary", "merge_companies", "merge_contacts", "prove", "purge", "remove_address",
    "remove_member", "renew", "revoke_invitation", "revoke_token", "set_team",
]  # fmt: skip
