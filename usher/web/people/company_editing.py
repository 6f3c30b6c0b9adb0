"""Making, changing and deleting a company."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import Refused
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.people.access import require
from usher.people.domains import domain_of, own_letters
from usher.web.people.company import company_page, get_company
from usher.web.people.company_form import FIELDS, CompanyForm, initial_of, told_in
from usher.web.people.contact import get_contact
from usher.web.people.editing import done, form_page


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """A company by hand."""
    require(request.actor, "contacts")
    form = CompanyForm(request.POST or None)
    if request.method == "POST":
        company = saved(form, lambda values: actions.create_company(by=request.actor, at=timezone.now(), **told_in(values)))
        if company:
            return done(request, "company", _("%(name)s was added.") % {"name": company.name}, company.pk)
    return form_page(
        request, form, FIELDS, title=_("New company"), back=reverse("companies", args=[request.organization.slug])
    )  # fmt: skip


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def make_from(request: MemberRequest, id: int) -> HttpResponse:
    """A company made from a contact: it takes the contact's mail domain, and everybody there."""
    require(request.actor, "contacts")
    contact = get_contact(id)
    name = own_letters(domain_of(contact.email)).partition(".")[0].capitalize() if contact.email else ""
    form = CompanyForm(request.POST or None, initial={"name": name})
    del form.fields["domains"]

    def deed(values: dict[str, Any]) -> int:
        fields = told_in({**values, "domains": ""})["fields"]
        return actions.create_company_of(contact, by=request.actor, at=timezone.now(), fields=fields).pk

    if request.method == "POST" and (made := saved(form, deed)):
        return done(request, "company", _("The company is there, with %(name)s.") % {"name": contact.shown_name}, made)
    back = reverse("contact", args=[request.organization.slug, id])
    fields = [field for field in FIELDS if field != "domains"]
    return form_page(request, form, fields, title=_("Company of %(name)s") % {"name": contact.shown_name}, back=back)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Change a company."""
    require(request.actor, "contacts")
    company = get_company(id)
    form = CompanyForm(request.POST or None, initial=initial_of(company))

    def deed(values: dict[str, Any]) -> bool:
        told = told_in(values)
        actions.change_company(company, by=request.actor, at=timezone.now(), changes=told["fields"], domains=told["domains"])
        return True

    if request.method == "POST" and saved(form, deed):
        return done(request, "company", _("Saved."), id)
    back = reverse("company", args=[request.organization.slug, id])
    return form_page(request, form, FIELDS, title=company.name, back=back)


@scoped
@require_POST
def delete(request: MemberRequest, id: int) -> HttpResponse:
    """Delete a company without tickets; of one with tickets the page says why not."""
    require(request.actor, "contacts")
    company = get_company(id)
    try:
        actions.delete_company(company, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return company_page(request, get_company(id), problem=str(refusal), status=refusal.status)
    return done(request, "companies", _("%(name)s was deleted.") % {"name": company.name})
