"""People outside who get copies of public replies."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from usher.base.refusals import Invalid
from usher.base.text import one_line
from usher.events.bus import record
from usher.people.actors import Actor
from usher.people.models import ContactAddress
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.models import Participant, Ticket


@transaction.atomic
def set_participants(ticket: Ticket, *, people: Mapping[str, str], by: Actor, at: datetime) -> Ticket:
    """Exactly these addresses (mapped to names) get copies. Refuses what is no address."""
    wanted = {address.strip().lower(): name for address, name in people.items()}
    for address in wanted:
        refuse_bad(address)
    row = locked(ticket)
    present = set(row.participants.values_list("email", flat=True))
    added, removed = sorted(set(wanted) - present), sorted(present - set(wanted))
    if not added and not removed:
        return row
    row.participants.filter(email__in=removed).delete()
    add_participants(row, {address: wanted[address] for address in added})
    save(row, at)
    record(events.PARTICIPANTS_CHANGED, row, by=by, at=at, data={"added": added, "removed": removed})
    return row


def add_participants(ticket: Ticket, people: Mapping[str, str]) -> None:
    """Add those not there yet; known addresses are tied to their contact. Records nothing."""
    addresses = {address.strip().lower(): one_line(name, 200) for address, name in people.items()}
    contacts = dict(ContactAddress.objects.filter(email__in=addresses).values_list("email", "contact_id"))
    Participant.objects.bulk_create(
        [
            Participant(ticket=ticket, email=address, name=name, contact_id=contacts.get(address))
            for address, name in addresses.items()
        ],
        ignore_conflicts=True,
    )


def refuse_bad(address: str) -> None:
    """Raise Invalid for what is no e-mail address."""
    try:
        validate_email(address)
    except ValidationError as error:
        raise Invalid({"cc": f"“{address}” is not an e-mail address; write one like carl@example.com."}) from error
