"""Form fields for the macros in `frame/forms.html`: the browser hears about help and errors from the field itself."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

_BOXES = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


def control(field: BoundField, **attrs: Any) -> SafeString:
    """Draw a field's control with its description, error state and shape; `attrs` win, underscores become hyphens."""
    widget = field.field.widget
    own: dict[str, Any] = {"maxlength": False}  # a browser would cut what is pasted without a word; we refuse it and say so
    described = [f"{field.auto_id}-help"] if field.help_text else []
    if field.errors:
        own["aria-invalid"] = "true"
        described.append(f"{field.auto_id}-error")
        if is_first_error(field):
            own["autofocus"] = True
    if described:
        own["aria-describedby"] = " ".join(described)
    if isinstance(widget, _BOXES):
        own["class"] = "ck"
    if isinstance(widget, forms.Textarea):
        own["rows"] = widget.attrs.get("rows", 3)
    own.update({key.rstrip("_").replace("_", "-"): value for key, value in attrs.items()})
    return field.as_widget(attrs=own)


def is_first_error(field: BoundField) -> bool:
    """Whether this is the first field of its form that has an error: the one that gets the focus."""
    return next((name for name in field.form.fields if name in field.form.errors), None) == field.name
