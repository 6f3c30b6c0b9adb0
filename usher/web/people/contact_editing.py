"""Making and changing a contact."""

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
from usher.people.models import Company
from usher.web.people.contact import get_contact
from usher.web.shell import shell

LANGUAGES = ("da", "de", "en", "es", "fi", "fr", "it", "ja", "nl", "pl", "pt", "sv")
FIELDS = ("name", "email", "phone", "company", "language", "notes")


class ContactForm(forms.Form):
    """Reads and draws; what is right is decided by the verb."""

    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=200)
    email = forms.CharField(label=gettext_lazy("E-mail address"), required=False, max_length=320)
    phone = forms.CharField(label=gettext_lazy("Phone"), required=False, max_length=60)
    company: Any = forms.ModelChoiceField(
        None, label=gettext_lazy("Company"), required=False, empty_label=gettext_lazy("None")
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), required=False,
        choices=[("", gettext_lazy("Unknown")), *((code, code) for code in LANGUAGES)],
    )  # fmt: skip
    notes = forms.CharField(
        label=gettext_lazy("Notes"), required=False, max_length=20_000, widget=forms.Textarea,
        help_text=gettext_lazy("Only members see them."),
    )  # fmt: skip

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        field = self.fields["company"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Company.objects.order_by("name")


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """A contact by hand."""
    require(request.actor, "contacts")
    form = ContactForm(request.POST or None)
    if request.method == "POST":
        contact = saved(
            form, lambda values: actions.create_contact(by=request.actor, at=timezone.now(), fields=_filled(values))
        )
        if contact:
            return _done(request, contact.pk, _("%(name)s was added.") % {"name": contact.shown_name})
    return _form(request, form, _("New contact"), reverse("contacts", args=[request.organization.slug]))


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Change a contact."""
    require(request.actor, "contacts")
    contact = get_contact(id)
    form = ContactForm(request.POST or None, initial={name: getattr(contact, name) for name in FIELDS})

    def deed(values: dict[str, Any]) -> bool:
        actions.change_contact(contact, by=request.actor, at=timezone.now(), changes=_filled(values))
        return True

    if request.method == "POST" and saved(form, deed):
        return _done(request, id, _("Saved."))
    return _form(request, form, contact.shown_name, reverse("contact", args=[request.organization.slug, id]))


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in FIELDS}


def _done(request: MemberRequest, id: int, toast: str) -> HttpResponse:
    to = reverse("contact", args=[request.organization.slug, id])
    return answer(request, page="", context={}, to=to, toast=toast)


def _form(request: MemberRequest, form: forms.Form, title: str, back: str) -> HttpResponse:
    context = {"shell": shell(request, "contacts"), "form": form, "title": title, "back": back, "fields": FIELDS}
    return answer(request, page="people/form.html", context=context, status=422 if form.errors else 200)
