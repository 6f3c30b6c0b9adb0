"""Who asks: contacts suggested while typing, and the one that was meant."""

import re
from datetime import datetime
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from usher.base.refusals import Invalid
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.people.actions import contact_for
from usher.people.actors import Actor
from usher.people.models import Contact
from usher.web.tickets.requesters import contacts_like

_ID = re.compile(r"\(contact (\d{1,18})\)\s*$|^\s*(\d{1,18})\s*$")


@scoped
@require_safe
def requesters(request: MemberRequest) -> HttpResponse:
    """Suggestions for what has been typed so far, as options of the field's list."""
    require(request.actor, "create")
    typed = request.GET.get("requester", "")
    return answer(
        request, page="inbox/_requesters.html", context={"contacts": contacts_like(typed) if len(typed) > 1 else []}
    )


def requester_named(text: str, name: str = "", *, by: Actor | None = None, at: datetime | None = None) -> Contact | None:
    """The contact that the text names: an id, an address, or "Name <address>"; None for an empty text.

    With `by` and `at` an unknown address becomes a new contact. Invalid for what names nobody.
    """
    if not text.strip():
        return None
    if found := _ID.search(text):
        contact = Contact.objects.filter(pk=int(found[1] or found[2])).first()
        if contact is None and by:
            raise Invalid({"requester": _("There is no such contact.")})
        return contact
    written, address = parseaddr(text) if "<" in text else ("", text.strip())
    try:
        validate_email(address)
    except ValidationError as error:
        raise Invalid({"requester": _("Choose a contact, or write an address like carl@example.com.")}) from error
    if by and at:
        return contact_for(email=address, name=name or written, by=by, at=at)
    return Contact.objects.filter(addresses__email=address.lower()).first()
