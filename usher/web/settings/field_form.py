"""The form of one custom field; it asks what the chosen kind needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from usher.tickets.fields import Asked, Definition
from usher.tickets.fields.rules import RULES
from usher.tickets.models import CustomField
from usher.tickets.models.custom_field import KINDS
from usher.web.tickets.fields_form import FieldsForm

KIND_NAMES = {
    "text": _("Text, one line"), "long_text": _("Text, several lines"), "number": _("Number"), "date": _("Date"),
    "time": _("Date and time"), "checkbox": _("Checkbox"), "choice": _("One of several choices"),
    "choices": _("Several choices"), "email": _("E-mail address"), "url": _("Web address"),
}  # fmt: skip
BOUNDS = {
    "number": (_("At least"), _("At most")), "date": (_("Not before"), _("Not after")),
    "time": (_("Not before"), _("Not after")), "choices": (_("Choices at least"), _("Choices at most")),
}  # fmt: skip
BOUND_HELP = {"date": _("A day like 2026-11-02, or today."), "time": _("A time like 2026-11-02T14:30, or now.")}
FORMAT_NAMES = {"ip": _("IP address"), "phone": _("Telephone number"), "digits": _("Digits only")}
SWITCHES = ("is_required", "is_for_all_types", "is_public")


class FieldForm(forms.Form):
    """Reads and draws. The kind is chosen once; `is_active` is asked of a field that is there."""

    name = forms.CharField(label=_("Name"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KIND_NAMES.items()))
    help = forms.CharField(label=_("Help"), required=False, max_length=500, help_text=_("A sentence below the field."))
    section = forms.CharField(
        label=_("Heading"), required=False, max_length=60, help_text=_("Fields with the same heading stand together.")
    )
    choices = forms.CharField(label=_("Choices"), help_text=_("One per line."), widget=forms.Textarea(attrs={"rows": 6}))
    min = forms.CharField(label=_("Characters at least"), required=False, max_length=40)
    max = forms.CharField(label=_("Characters at most"), required=False, max_length=40)
    format = forms.ChoiceField(label=_("Has to be"), required=False, choices=[("", _("Any text")), *FORMAT_NAMES.items()])
    pattern = forms.CharField(
        label=_("Looks like"), required=False, max_length=60,
        help_text=_("# stands for a digit, @ for a letter, * for either: @@-#### takes AB-1234."),
    )  # fmt: skip
    is_required = forms.BooleanField(label=_("Required on every type that asks for it"), required=False)
    is_for_all_types = forms.BooleanField(label=_("Asked on all types"), required=False)
    is_public = forms.BooleanField(label=_("The requester sees it and can fill it in"), required=False)
    is_active = forms.BooleanField(label=_("In use"), required=False)

    def __init__(self, kind: str, data: Any = None, *, row: CustomField | None = None) -> None:
        super().__init__(data, initial=_initial(row) if row else {"kind": kind, "is_public": True})
        self.chosen = kind if kind in KINDS else "text"
        if row:
            del self.fields["kind"]
        else:
            del self.fields["is_active"]
        if self.chosen not in ("choice", "choices"):
            del self.fields["choices"]
        for rule in {"min", "max", "format", "pattern"} - set(RULES.get(self.chosen, ())):
            del self.fields[rule]
        for rule, label in zip(("min", "max"), BOUNDS.get(self.chosen, ()), strict=False):
            self.fields[rule].label = label
            self.fields[rule].help_text = BOUND_HELP.get(self.chosen, "")

    def told(self) -> dict[str, Any]:
        """The cleaned values as the verbs take them."""
        values = dict(self.cleaned_data)
        rules = {name: values.pop(name) for name in ("min", "max", "format", "pattern") if name in values}
        if "choices" in values:
            values["choices"] = values["choices"].splitlines()
        return {**values, "rules": rules}

    def names(self, *wanted: str) -> list[str]:
        """Those of the names that this kind has."""
        return [name for name in wanted if name in self.fields]

    def preview(self) -> FieldsForm:
        """The field as it will look, from whatever has been typed so far."""
        texts = {name: str(self[name].value() or "").strip() for name in self.names("name", "help", "choices")}
        choices = tuple(dict.fromkeys(line.strip() for line in texts.get("choices", "").splitlines() if line.strip()))
        name = texts["name"] or str(KIND_NAMES[self.chosen])
        field = Definition(0, "preview", name, self.chosen, texts["help"], choices=choices)
        return FieldsForm([Asked(field, bool(self["is_required"].value()))], id="preview")


def _initial(row: CustomField) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("name", "kind", "help", "section", "is_active", *SWITCHES)}
    return {**plain, **row.rules, "choices": "\n".join(row.choices)}
