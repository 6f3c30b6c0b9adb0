"""Making and changing a company."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from usher.frame.answer import answer
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.people.access import require
from usher.web.people.company import get_company
from usher.web.shell import shell

FIELDS = ("name", "domains", "tier", "prefix", "hourly_rate", "currency", "notes")
TIERS = ("", "bronze", "silver", "gold", "platinum")
CURRENCIES = ("", "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "JPY")


class CompanyForm(forms.Form):
    """Reads and draws; what is right is decided by the verb."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    domains = forms.CharField(
        label=gettext_lazy("Mail domains"), required=False, max_length=5000, widget=forms.Textarea,
        help_text=gettext_lazy("One a line, like example.com. Contacts with such an address join the company."),
    )  # fmt: skip
    tier = forms.ChoiceField(
        label=gettext_lazy("Tier"),
        required=False,
        choices=[(tier, tier.capitalize() or gettext_lazy("None")) for tier in TIERS],
    )
    prefix = forms.CharField(  # type: ignore[assignment]
        label=gettext_lazy("Prefix of ticket codes"), required=False, max_length=10,
        help_text=gettext_lazy("2 to 10 letters or digits. Empty: the organization's. Codes given already stay."),
    )  # fmt: skip
    hourly_rate = forms.DecimalField(
        label=gettext_lazy("Hourly rate"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"),
        required=False,
        choices=[(code, code or gettext_lazy("The organization's")) for code in CURRENCIES],
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"), required=False, max_length=20_000, widget=forms.Textarea,
        help_text=gettext_lazy("Only members see them."),
    )  # fmt: skip


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """A company by hand."""
    require(request.actor, "contacts")
    form = CompanyForm(request.POST or None)
    if request.method == "POST":
        company = saved(form, lambda values: actions.create_company(by=request.actor, at=timezone.now(), **_told(values)))
        if company:
            return _done(request, company.pk, _("%(name)s was added.") % {"name": company.name})
    return _form(request, form, _("New company"), reverse("companies", args=[request.organization.slug]))


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Change a company."""
    require(request.actor, "contacts")
    company = get_company(id)
    initial = {name: getattr(company, name) for name in FIELDS}
    initial["domains"] = "\n".join(sorted(domain.domain for domain in company.domains.all()))
    form = CompanyForm(request.POST or None, initial=initial)

    def deed(values: dict[str, Any]) -> bool:
        told = _told(values)
        actions.change_company(company, by=request.actor, at=timezone.now(), changes=told["fields"], domains=told["domains"])
        return True

    if request.method == "POST" and saved(form, deed):
        return _done(request, id, _("Saved."))
    return _form(request, form, company.name, reverse("company", args=[request.organization.slug, id]))


def _told(values: dict[str, Any]) -> dict[str, Any]:
    fields = {name: values[name] for name in FIELDS if name != "domains"}
    return {"fields": fields, "domains": values["domains"].replace(",", " ").split()}


def _done(request: MemberRequest, id: int, toast: str) -> HttpResponse:
    to = reverse("company", args=[request.organization.slug, id])
    return answer(request, page="", context={}, to=to, toast=toast)


def _form(request: MemberRequest, form: forms.Form, title: str, back: str) -> HttpResponse:
    context = {"shell": shell(request, "contacts"), "form": form, "title": title, "back": back, "fields": FIELDS}
    return answer(request, page="people/form.html", context=context, status=422 if form.errors else 200)
