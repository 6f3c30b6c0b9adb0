"""A form that ends in one verb: the verb's refusals stand beside their fields."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.db import transaction

from usher.base.refusals import Invalid, Refused

Result = TypeVar("Result")


def saved(form: forms.Form, deed: Callable[[dict[str, Any]], Result]) -> Result | None:
    """Run the deed with the form's cleaned values; None when the form or the verb refused (errors are then in the form).

    A verb that returns nothing is told apart by returning `True` from the deed.
    """
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            return deed(form.cleaned_data)
    except Invalid as refusal:
        for name, text in refusal.errors.items():
            form.add_error(name if name in form.fields else None, text)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return None
