"""The fields of a new ticket. What they mean is decided by the verb."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from usher.people.actors import Actor
from usher.people.models import Member, Team
from usher.tickets.fields import fields
from usher.tickets.models import Label, Priority, TicketType
from usher.web.tickets.fields_form import FieldsForm


class NewTicketForm(forms.Form):
    """Reads and draws; offers only what the actor may choose."""

    requester = forms.CharField(
        label=_("Requester"), required=False, max_length=320,
        help_text=_("Begin a name or address to find a contact, or write a new address."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "list": "known-requesters"}),
    )  # fmt: skip
    name = forms.CharField(label=_("Name of a new requester"), required=False, max_length=200)
    subject = forms.CharField(
        label=_("Subject"), max_length=500, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("The subject is empty. Write in a few words what it is about.")},
    )  # fmt: skip
    text = forms.CharField(label=_("Message"), required=False, widget=forms.Textarea)
    priority = forms.TypedChoiceField(
        label=_("Priority"), choices=[(p.value, p.label) for p in reversed(Priority)], coerce=int
    )
    type: Any = forms.ModelChoiceField(None, label=_("Type"), required=False, empty_label=_("None"))
    team: Any = forms.ModelChoiceField(None, label=_("Team"), required=False, empty_label=_("None"))
    assignee: Any = forms.ModelChoiceField(None, label=_("Assignee"), required=False, empty_label=_("Nobody"))
    labels: Any = forms.ModelMultipleChoiceField(
        None, label=_("Labels"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label=_("Who can see it"), choices=[("public", _("Requester and team")), ("internal", _("Team only"))],
        widget=forms.RadioSelect, initial="public",
    )  # fmt: skip
    notifies = forms.BooleanField(label=_("Send the message to the requester"), required=False, initial=True)

    def __init__(self, actor: Actor, data: Any = None, **rest: Any) -> None:
        types = TicketType.objects.filter(is_active=True).order_by("sort_order", "name")
        first = next((type.pk for type in types if type.is_default), None)
        rest["initial"] = {"priority": Priority.MEDIUM.value, "type": first, **rest.get("initial", {})}
        super().__init__(data, auto_id="new-%s", **rest)
        members = Member.objects.filter(is_active=True).order_by("name")
        if "assign" not in actor.permissions:
            members = members.filter(pk=actor.member_id or 0)
        offered = {
            "type": types,
            "team": Team.objects.filter(is_active=True).order_by("name"),
            "assignee": members,
            "labels": Label.objects.order_by("name"),
        }
        for name, rows in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


def typed(posted: QueryDict) -> dict[str, Any]:
    """What was typed so far, to draw the form with: not checked, so that nothing is called wrong before it is sent."""
    plain = {name: posted.get(name, "") for name in NewTicketForm.base_fields}
    return {**plain, "labels": posted.getlist("labels"), "notifies": "notifies" in posted}


def fields_for(type_id: Any, posted: QueryDict) -> FieldsForm:
    """What the type with this id (or no type) asks for, with what was filled in; unknown types ask what all do."""
    text = str(type_id or "")
    asks = fields().of_type(int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None)
    return FieldsForm(asks, posted or None)
