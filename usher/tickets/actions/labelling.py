"""Labels."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from usher.base.text import hue_of
from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.classifying import checked_name
from usher.tickets.actions.locking import locked, save
from usher.tickets.models import Label, Ticket, TicketLabel


@transaction.atomic
def create_label(*, name: str, hue: int | None, by: Actor, at: datetime) -> Label:
    """A new label; its colour is one of the palette's 24 hues, chosen from the name when None."""
    name = checked_name(Label, name, None)
    label = Label.objects.create(name=name, hue=hue_of(name) if hue is None else hue)
    record("label.created", label, by=by, at=at, data={"name": name})
    return label


@transaction.atomic
def set_labels(ticket: Ticket, *, labels: Iterable[Label], by: Actor, at: datetime) -> Ticket:
    """Exactly these labels, no others."""
    row = locked(ticket)
    present = {label.pk: label for label in row.labels.all()}
    wanted = {label.pk: label for label in labels}
    added = [wanted[pk] for pk in wanted if pk not in present]
    removed = [present[pk] for pk in present if pk not in wanted]
    if not added and not removed:
        return row
    row.ticket_labels.filter(label__in=removed).delete()
    TicketLabel.objects.bulk_create(TicketLabel(ticket=row, label=label) for label in added)
    save(row, at)
    data = {"added": [label.name for label in added], "removed": [label.name for label in removed]}
    record(events.LABELLED, row, by=by, at=at, data=data)
    return row
