"""Two rows that mean the same become one: all that refers to the one that goes refers to the other from now on."""

from typing import Any

from django.db import models


def move_references(old: models.Model, new: models.Model) -> None:
    """Let every row of every room that refers to `old` refer to `new`; one statement for each kind of reference.

    Read from the models, so that a room that comes later is not forgotten.
    """
    for field in type(old)._meta.get_fields(include_hidden=True):
        if isinstance(field, models.ManyToOneRel) and not field.many_to_many:
            model: Any = field.related_model
            model.objects.filter(**{field.field.name: old}).update(**{field.field.name: new})


def joined_notes(*notes: str) -> str:
    """All notes, each once, with a blank line between them."""
    return "\n\n".join(dict.fromkeys(text.strip() for text in notes if text.strip()))
