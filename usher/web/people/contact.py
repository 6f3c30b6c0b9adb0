"""One contact: who they are, and all their tickets."""

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from usher.base.refusals import NotFound
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people.lists import probable_duplicates
from usher.people.models import Contact
from usher.web.mail.stops import stops_of
from usher.web.people.history import history_of
from usher.web.people.tickets import tickets_where
from usher.web.shell import shell

MOST_REPORTS = 20  # names of those who report to them


def get_contact(id: int) -> Contact:
    """The contact with its company, manager and addresses; NotFound for strangers' ids."""
    found = Contact.objects.select_related("company", "manager").prefetch_related("addresses").filter(pk=id).first()
    if found is None:
        raise NotFound("There is no such contact.")
    return found


@scoped
@require_safe
def show(request: MemberRequest, id: int) -> HttpResponse:
    """The contact's page."""
    return contact_page(request, get_contact(id))


def contact_page(
    request: MemberRequest, contact: Contact, *, problem: str = "", typed: str = "", status: int = 200,
    swap: str | None = None, toast: str | None = None,
) -> HttpResponse:  # fmt: skip
    """The page, or after a change of its addresses the piece with them; `problem` is what was refused, `typed` for what."""
    slug, can_edit = request.organization.slug, "contacts" in request.actor.permissions
    context = {
        "contact": contact,
        "addresses": sorted(contact.addresses.all(), key=lambda each: (each.email != contact.email, each.pk)),
        "stops": [stop for stop in stops_of((each.email for each in contact.addresses.all()), timezone.now())
                  if not stop.is_everybody],
        "can_edit": can_edit, "problem": problem, "typed": typed,
    }  # fmt: skip
    to = reverse("contact", args=[slug, contact.pk])
    if swap and request.headers.get("HX-Request"):
        return answer(request, page="people/contact.html", swap=swap, context=context, status=status, toast=toast)
    if request.method == "POST" and status < 400:
        return answer(request, page="", context={}, to=to, toast=toast)
    context |= {
        "shell": shell(request, "contacts"),
        "tickets": tickets_where(request, Q(requester=contact), timezone.now()),
        "reports": list(contact.reports.order_by("name", "pk")[:MOST_REPORTS]),
        "alike": probable_duplicates(contact) if can_edit else [],
        "history": history_of("contact", contact.pk),
        "can_open": "create" in request.actor.permissions,
    }
    return answer(request, page="people/contact.html", context=context, status=status)
