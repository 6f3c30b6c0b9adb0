"""A contact's addresses, changed where they stand."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid, Refused
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.people.access import require
from usher.people.models import Contact
from usher.web.people.contact import contact_page, get_contact


@scoped
@require_POST
def add(request: MemberRequest, id: int) -> HttpResponse:
    """One more address."""
    return _changed(request, id, actions.add_address, _("%(email)s was added."))


@scoped
@require_POST
def make_primary(request: MemberRequest, id: int) -> HttpResponse:
    """Answers go to this address from now on."""
    return _changed(request, id, actions.make_primary, _("Answers go to %(email)s."))


@scoped
@require_POST
def remove(request: MemberRequest, id: int) -> HttpResponse:
    """Forget an address."""
    return _changed(request, id, actions.remove_address, _("%(email)s was removed."))


def _changed(request: MemberRequest, id: int, verb: Callable[..., Contact], toast: str) -> HttpResponse:
    require(request.actor, "contacts")
    email, swap = request.POST.get("email", "").replace("\x00", "")[:300].strip(), "people/addressed.swap.html"
    contact = get_contact(id)
    try:
        with transaction.atomic():
            verb(contact, email=email, by=request.actor, at=timezone.now())
    except Refused as refusal:
        problem = " ".join(refusal.errors.values()) if isinstance(refusal, Invalid) else str(refusal)
        status = refusal.status if isinstance(refusal, Invalid) else 409
        return contact_page(request, get_contact(id), problem=problem, typed=email, status=status, swap=swap)
    return contact_page(request, get_contact(id), swap=swap, toast=toast % {"email": email.lower()})
