"""One contact: who they are, and all their tickets."""

from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from usher.base.refusals import NotFound
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people.models import Contact
from usher.web.people.tickets import tickets_where
from usher.web.shell import shell


def get_contact(id: int) -> Contact:
    """The contact with its company and addresses; NotFound for strangers' ids."""
    found = Contact.objects.select_related("company", "manager").prefetch_related("addresses").filter(pk=id).first()
    if found is None:
        raise NotFound("There is no such contact.")
    return found


@scoped
@require_safe
def show(request: MemberRequest, id: int) -> HttpResponse:
    """The contact's page."""
    contact = get_contact(id)
    context = {
        "shell": shell(request, "contacts"),
        "contact": contact,
        "addresses": [address.email for address in contact.addresses.all() if address.email != contact.email],
        "tickets": tickets_where(request, Q(requester=contact), timezone.now()),
        "can_edit": "contacts" in request.actor.permissions,
        "can_open": "create" in request.actor.permissions,
    }
    return answer(request, page="people/contact.html", context=context)
