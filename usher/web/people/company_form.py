"""The form of a company."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from usher.base.currencies import COMMON, CURRENCIES
from usher.people.domains import own_letters
from usher.people.models import Company

FIELDS = ("name", "domains", "tier", "prefix", "hourly_rate", "currency", "notes")
TIERS = ("bronze", "silver", "gold", "platinum")


class CompanyForm(forms.Form):
    """Reads and draws; what is right is decided by the verb."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    domains = forms.CharField(
        label=gettext_lazy("Mail domains"), required=False, max_length=20_000, widget=forms.Textarea,
        help_text=gettext_lazy("One a line, like example.com. Contacts with such an address join the company."),
    )  # fmt: skip
    tier = forms.ChoiceField(label=gettext_lazy("Tier"), required=False)
    prefix = forms.CharField(  # type: ignore[assignment]
        label=gettext_lazy("Prefix of ticket codes"), required=False, max_length=10,
        help_text=gettext_lazy("2 to 10 letters or digits. Empty: the organization's. Codes given already stay."),
    )  # fmt: skip
    hourly_rate = forms.DecimalField(
        label=gettext_lazy("Hourly rate"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), required=False, choices=lambda: _currencies())
    notes = forms.CharField(
        label=gettext_lazy("Notes"), required=False, max_length=20_000, widget=forms.Textarea,
        help_text=gettext_lazy("Only members see them."),
    )  # fmt: skip

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        field, present = self.fields["tier"], self.initial.get("tier", "")
        assert isinstance(field, forms.ChoiceField)
        tiers = dict.fromkeys((*TIERS, *filter(None, [present])))
        field.choices = [("", gettext_lazy("None")), *((tier, tier.capitalize()) for tier in tiers)]


def initial_of(company: Company) -> dict[str, Any]:
    """What the form shows of a company."""
    domains = sorted(own_letters(each.domain) for each in company.domains.all())
    return {name: getattr(company, name) for name in FIELDS} | {"domains": "\n".join(domains)}


def told_in(values: dict[str, Any]) -> dict[str, Any]:
    """The cleaned values as the verbs take them: fields, and domains."""
    fields = {name: values[name] for name in FIELDS if name != "domains"}
    return {"fields": fields, "domains": values["domains"].replace(",", " ").split()}


def _currencies() -> list[tuple[str, object]]:
    codes = (*COMMON, *sorted(CURRENCIES.difference(COMMON)))
    return [("", gettext_lazy("The organization's")), *((code, code) for code in codes)]
