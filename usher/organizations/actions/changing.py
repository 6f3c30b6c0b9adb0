"""Settings of an organization."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from usher.base.refusals import Invalid
from usher.events.bus import Author, record
from usher.organizations.models import Organization
from usher.organizations.queries import current

CHANGEABLE = {
    "name", "hue", "currency", "time_zone", "language", "acknowledges", "reply_waits_on_screens",
    "reply_waits_by_api", "reopens_closed", "closed_mail", "tells_closure", "new_ticket_address",
}  # fmt: skip


@transaction.atomic
def change(organization: Organization, *, by: Author, at: datetime, changes: dict[str, Any]) -> None:
    """Set the given settings; unknown names raise KeyError, unchanged values record nothing.

    Invalid when the team's address is none.
    """
    if unknown := set(changes) - CHANGEABLE:
        raise KeyError(f"not a setting: {', '.join(sorted(unknown))}")
    if "new_ticket_address" in changes:
        changes = changes | {"new_ticket_address": _address(str(changes["new_ticket_address"]))}
    row = Organization.objects.select_for_update().get(pk=organization.pk)
    changed = {key: [getattr(row, key), value] for key, value in changes.items() if getattr(row, key) != value}
    if not changed:
        return
    for key, (_, value) in changed.items():
        setattr(row, key, value)
    row.save(update_fields=list(changed))
    current.forget()
    record("organization.changed", row, by=by, at=at, data=changed)


def _address(text: str) -> str:
    address = text.strip().lower()
    try:
        if address:
            validate_email(address)
    except ValidationError:
        raise Invalid({"new_ticket_address": "Write one mail address like team@example.com, or nothing."}) from None
    return address
