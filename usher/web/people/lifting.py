"""Letting mail to a contact go again."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.base.refusals import NotFound
from usher.frame.scoping import MemberRequest, scoped
from usher.mail.actions import lift
from usher.mail.outgoing.suspending import troubles
from usher.people.access import require
from usher.web.people.contact import contact_page, get_contact


@scoped
@require_POST
def lift_stop(request: MemberRequest, id: int, stop: int) -> HttpResponse:
    """Lift what stops mail to one of the contact's own addresses."""
    require(request.actor, "contacts")
    contact, at = get_contact(id), timezone.now()
    own = [address.email for address in contact.addresses.all()]
    row = next((each for each in troubles(own, at) if each.pk == stop and not each.is_everybody), None)
    if row is None:
        raise NotFound(_("Mail to this contact is not stopped any more."))
    lift(row, by=request.actor, at=at)
    return contact_page(request, contact, toast=_("Mail goes there again."))
