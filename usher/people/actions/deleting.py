"""Contacts, companies and teams go, as long as no ticket needs them.

Whether one does is known on the floor above: rooms refuse in a reaction, which undoes everything.
"""

from datetime import datetime

from django.db import transaction

from usher.events.bus import Author, record
from usher.people import events
from usher.people.actions.companies import told
from usher.people.models import Company, Contact, Team


@transaction.atomic
def delete_contact(contact: Contact, *, by: Author, at: datetime) -> None:
    """The contact goes with its addresses; what it wrote on others' tickets keeps its name. Refused while it has tickets."""
    row = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    was = {"name": row.name, "phone": row.phone, "addresses": sorted(row.addresses.values_list("email", flat=True))}
    record(events.CONTACT_DELETED, row, by=by, at=at, data={"was": was})
    row.delete()


@transaction.atomic
def delete_company(company: Company, *, by: Author, at: datetime) -> None:
    """The company goes with its domains; its contacts stay without one. Refused while it has tickets."""
    row = Company.objects.select_for_update().get(pk=company.pk)
    Contact.objects.filter(company=row, is_primary=True).update(is_primary=False)
    record(events.COMPANY_DELETED, row, by=by, at=at, data={"was": told(row)})
    row.delete()


@transaction.atomic
def delete_team(team: Team, *, by: Author, at: datetime) -> None:
    """The team goes; its members stay. Refused while tickets stand in its queue."""
    row = Team.objects.select_for_update().get(pk=team.pk)
    record(events.TEAM_DELETED, row, by=by, at=at, data={"name": row.name})
    row.delete()
