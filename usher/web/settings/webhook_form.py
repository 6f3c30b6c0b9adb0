"""The form of a webhook."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from usher.webhooks.models import Webhook
from usher.webhooks.register import event_names

EXAMPLE = '{"field": "priority", "operator": "in", "value": ["high", "urgent"]}'


class WebhookForm(forms.Form):
    """Reads and draws what an address is told."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, help_text=gettext_lazy("What listens there."))
    url = forms.CharField(
        label=gettext_lazy("Address"), max_length=2000,
        help_text=gettext_lazy("Requests are POSTs with JSON, signed as Standard Webhooks says."),
        widget=forms.URLInput(attrs={"placeholder": "https://example.com/hooks/usher"}),
    )  # fmt: skip
    events = forms.MultipleChoiceField(
        label=gettext_lazy("Events"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: all of them."),
    )  # fmt: skip
    condition = forms.CharField(
        label=gettext_lazy("Only tickets that fit"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "mono", "spellcheck": "false", "placeholder": EXAMPLE}),
        help_text=gettext_lazy("A condition as JSON, as the API takes it; for events of tickets only."),
    )  # fmt: skip
    includes_internal = forms.BooleanField(
        label=gettext_lazy("Tell internal text too"), required=False,
        help_text=gettext_lazy("Internal tickets, notes and internal updates. They leave your house with it."),
    )  # fmt: skip
    is_active = forms.BooleanField(label=gettext_lazy("Switched on"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["events"].choices = [(name, name) for name in event_names()]  # type: ignore[attr-defined]

    def clean_condition(self) -> Any:
        text = str(self.cleaned_data["condition"]).strip()
        if not text:
            return None
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(
                _("This is not JSON. Write for instance %(example)s") % {"example": EXAMPLE}
            ) from error


def initial(webhook: Webhook) -> dict[str, Any]:
    """What the form of a webhook that is there begins with."""
    names = ("name", "url", "events", "includes_internal", "is_active")
    condition = json.dumps(webhook.condition, ensure_ascii=False, indent=2) if webhook.condition is not None else ""
    return {name: getattr(webhook, name) for name in names} | {"condition": condition}
