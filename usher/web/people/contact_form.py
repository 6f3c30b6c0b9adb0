"""The form of a contact."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy

from usher.people.models import Contact
from usher.web.people.naming import company_named, company_told, contact_named, contact_told

LANGUAGES = ("da", "de", "en", "es", "fi", "fr", "it", "ja", "nl", "pl", "pt", "sv")
ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix", "right")))
PLAIN = ("name", "phone", "is_primary", "language", "time_zone", "notes")


class ContactForm(forms.Form):
    """Reads and draws; what is right is decided by the verb."""

    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=200)
    email = forms.CharField(label=gettext_lazy("E-mail address"), required=False, max_length=254)
    phone = forms.CharField(label=gettext_lazy("Phone"), required=False, max_length=60)
    company = forms.CharField(
        label=gettext_lazy("Company"), required=False, max_length=240,
        help_text=gettext_lazy("Empty, for a new contact: the company of its mail domain."),
    )  # fmt: skip
    is_primary = forms.BooleanField(
        label=gettext_lazy("Primary contact of the company"), required=False,
        help_text=gettext_lazy("Sees the company's tickets. A company has one."),
    )  # fmt: skip
    manager = forms.CharField(
        label=gettext_lazy("Reports to"), required=False, max_length=240,
        help_text=gettext_lazy("Another contact, who sees their tickets."),
    )  # fmt: skip
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), required=False)
    notes = forms.CharField(
        label=gettext_lazy("Notes"), required=False, max_length=20_000, widget=forms.Textarea,
        help_text=gettext_lazy("Only members see them."),
    )  # fmt: skip

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        unknown = ("", gettext_lazy("Unknown"))
        language, zone = self.initial.get("language", ""), self.initial.get("time_zone", "")
        for name, choices in (
            ("language", [(code, _language(code)) for code in dict.fromkeys((*LANGUAGES, *filter(None, [language])))]),
            ("time_zone", [(each, each) for each in dict.fromkeys((*filter(None, [zone]), "UTC", *ZONES))]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [unknown, *choices]


def initial_of(contact: Contact) -> dict[str, Any]:
    """What the form shows of a contact."""
    plain = {name: getattr(contact, name) for name in PLAIN}
    return {**plain, "company": company_told(contact.company), "manager": contact_told(contact.manager)}


def fields_in(values: dict[str, Any]) -> dict[str, Any]:
    """The cleaned values as the verb takes them; Invalid for names of nobody."""
    fields = {name: values[name] for name in PLAIN} | ({"email": values["email"]} if values.get("email") else {})
    return fields | {"company": company_named(values["company"]), "manager": contact_named(values["manager"], "manager")}


def _language(code: str) -> str:
    return str(LANG_INFO.get(code, {}).get("name_local", code)).capitalize()
