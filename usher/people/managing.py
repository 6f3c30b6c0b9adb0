"""Who reports to whom: never in a circle."""

from django.db import connection

from usher.base.refusals import Invalid
from usher.base.tenancy import current_id
from usher.organizations.models import Organization
from usher.people.models import Contact


def lock_managers() -> None:
    """Let nobody else change who reports to whom until the transaction ends: two changes at once could close a circle."""
    Organization.objects.select_for_update(no_key=True).get(pk=current_id())


def refuse_circle(contact: Contact, manager: Contact) -> None:
    """Invalid when the contact is the manager, or one of those above them."""
    if manager.pk == contact.pk:
        raise Invalid({"manager": "Nobody reports to themselves. Choose somebody else."})
    if contact.pk in above(manager):
        raise Invalid({"manager": f"{manager.shown_name} reports to {contact.shown_name}. Choose somebody else."})


def above(contact: Contact) -> set[int]:
    """The ids of all whom the contact reports to, directly or not; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE line(id) AS ("
            " SELECT manager_id FROM people_contact WHERE organization_id = %(here)s AND id = %(start)s"
            " UNION SELECT up.manager_id FROM people_contact up JOIN line ON up.id = line.id"
            " WHERE up.organization_id = %(here)s)"
            " SELECT id FROM line WHERE id IS NOT NULL",
            {"here": current_id(), "start": contact.pk},
        )
        return {row[0] for row in cursor.fetchall()}
