"""Finding a contact by a few letters."""

from django.db.models import Exists, OuterRef, Q

from usher.people.models import Contact, ContactAddress

MOST = 8  # results
LONGEST = 100  # characters of what is looked for


def contacts_like(words: str) -> list[Contact]:
    """At most eight contacts whose name or one of whose addresses contains each word; none for no words."""
    parts = words[:LONGEST].replace("\x00", "").split()
    if not parts:
        return []
    rows = Contact.objects.select_related("company")
    for part in parts:
        addresses = ContactAddress.objects.filter(contact=OuterRef("pk"), email__icontains=part)
        rows = rows.filter(Q(name__icontains=part) | Q(Exists(addresses)))
    return list(rows.order_by("name", "id")[:MOST])
