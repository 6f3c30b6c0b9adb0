"""Making, changing and deleting a contact."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import Invalid, Refused
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.people.access import require
from usher.web.people.contact import contact_page, get_contact
from usher.web.people.contact_form import ContactForm, fields_in, initial_of
from usher.web.people.editing import done, form_page

FIELDS = ("name", "phone", "company", "is_primary", "manager", "language", "time_zone", "notes")
NEW_FIELDS = ("name", "email", *FIELDS[1:])


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """A contact by hand; `company` in the address is filled in."""
    require(request.actor, "contacts")
    form = ContactForm(request.POST or None, initial={"company": request.GET.get("company", "").replace("\x00", "")[:240]})
    if request.method == "POST":
        contact = saved(
            form, lambda values: actions.create_contact(by=request.actor, at=timezone.now(), fields=fields_in(values))
        )
        if contact:
            return done(request, "contact", _("%(name)s was added.") % {"name": contact.shown_name}, contact.pk)
    back = reverse("contacts", args=[request.organization.slug])
    return form_page(request, form, NEW_FIELDS, title=_("New contact"), back=back)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Change a contact; its addresses are changed on its page."""
    require(request.actor, "contacts")
    contact = get_contact(id)
    form = ContactForm(request.POST or None, initial=initial_of(contact))
    del form.fields["email"]

    def deed(values: dict[str, Any]) -> bool:
        actions.change_contact(contact, by=request.actor, at=timezone.now(), changes=fields_in(values))
        return True

    if request.method == "POST" and saved(form, deed):
        return done(request, "contact", _("Saved."), id)
    back = reverse("contact", args=[request.organization.slug, id])
    return form_page(request, form, FIELDS, title=contact.shown_name, back=back)


@scoped
@require_POST
def delete(request: MemberRequest, id: int) -> HttpResponse:
    """Delete a contact without tickets; of one with tickets the page says why not."""
    require(request.actor, "contacts")
    contact = get_contact(id)
    try:
        actions.delete_contact(contact, by=request.actor, at=timezone.now())
    except Invalid:
        raise
    except Refused as refusal:
        return contact_page(request, get_contact(id), problem=str(refusal), status=refusal.status)
    return done(request, "contacts", _("%(name)s was deleted.") % {"name": contact.shown_name})
