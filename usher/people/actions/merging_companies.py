"""Companies that are the same become one."""

from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.refusals import Invalid, NotFound
from usher.events.bus import Author, record
from usher.people import events
from usher.people.actions.companies import told
from usher.people.actions.merging import joined_notes, move_references
from usher.people.models import Company, Contact

FILLED = ("tier", "prefix")


def merged_company(kept: Company, duplicate: Company) -> dict[str, Any]:
    """The fields that the kept company will have; changes nothing. Invalid for one and the same company."""
    if kept.pk == duplicate.pk:
        raise Invalid({"company": f"{kept.name} is the one that is kept. Choose another."})
    fields = {name: getattr(kept, name) or getattr(duplicate, name) for name in FILLED}
    rated = kept if kept.hourly_rate is not None or kept.currency else duplicate  # a rate means nothing without its currency
    fields |= {"hourly_rate": rated.hourly_rate, "currency": rated.currency}
    return {**fields, "notes": joined_notes(kept.notes, duplicate.notes)}


@transaction.atomic
def merge_companies(kept: Company, duplicate: Company, *, by: Author, at: datetime) -> Company:
    """The duplicate goes; its contacts, domains and tickets are the kept one's. Codes of tickets stay as they are.

    The kept company's fields win, empty ones are filled, notes are appended, its primary contact stays. An event keeps
    what the duplicate was.
    """
    merged_company(kept, duplicate)
    rows = {}
    for pk in sorted((kept.pk, duplicate.pk)):  # what goes is locked so that nothing new can refer to it
        rows[pk] = Company.objects.select_for_update(no_key=pk == kept.pk).filter(pk=pk).first()
    row, gone = rows[kept.pk], rows[duplicate.pk]
    if row is None or gone is None:
        raise NotFound("One of these companies is gone: somebody merged or deleted it a moment ago.")
    fields, was = merged_company(row, gone), told(gone)
    if Contact.objects.filter(company=row, is_primary=True).exists():
        Contact.objects.filter(company=gone, is_primary=True).update(is_primary=False)
    move_references(gone, row)
    record(events.COMPANY_MERGED, row, by=by, at=at, data={"company": gone.pk, "was": was})
    Company.objects.filter(pk=gone.pk).delete()
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    return row
