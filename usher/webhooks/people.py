"""What webhooks are told of contacts and companies: people stand below this room and cannot register themselves."""

from typing import Any

from usher.events.models import Event
from usher.people import events
from usher.people.models import Company, Contact
from usher.webhooks.register import Kind, Told, register


def _contact(event: Event, includes_internal: bool) -> Told:
    row = Contact.objects.filter(pk=event.subject_id).first()
    data: dict[str, Any] = _base(event)
    if row:
        addresses = list(row.addresses.order_by("pk").values_list("email", flat=True))
        data["contact"] = {
            "id": row.pk, "name": row.name, "email": row.email, "addresses": addresses, "phone": row.phone,
            "companyId": row.company_id, "language": row.language, "timeZone": row.time_zone,
        }  # fmt: skip
    return Told(data, row)


def _company(event: Event, includes_internal: bool) -> Told:
    row = Company.objects.filter(pk=event.subject_id).first()
    data = _base(event)
    if row:
        domains = list(row.domains.order_by("domain").values_list("domain", flat=True))
        data["company"] = {"id": row.pk, "name": row.name, "tier": row.tier, "domains": domains}
    return Told(data, row)


def _base(event: Event) -> dict[str, Any]:
    """Notes are for members, so what changed is not repeated; ask the API for it."""
    return {
        "eventId": event.pk,
        "actor": {"kind": event.actor_kind, "id": event.actor_id, "name": event.actor_name},
        "subjectId": event.subject_id,
    }


register(Kind("contact", events.CONTACTS, None, _contact))
register(Kind("company", events.COMPANIES, None, _company))
