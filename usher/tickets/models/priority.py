"""Priorities, stored as weights so that they sort."""

from django.db import models


class Priority(models.IntegerChoices):
    """Low to urgent; the weight is what lists sort by."""

    LOW = 1, "Low"
    MEDIUM = 2, "Medium"
    HIGH = 3, "High"
    URGENT = 4, "Urgent"

    @property
    def code(self) -> str:
        return self.name.lower()


PRIORITIES = {priority.code: priority for priority in Priority}
ALIASES = {"normal": Priority.MEDIUM, "med": Priority.MEDIUM, "emergency": Priority.URGENT}


def priority_named(text: str) -> Priority | None:
    """The priority with this name or alias (normal and med are medium), any case."""
    key = text.strip().lower()
    return PRIORITIES.get(key) or ALIASES.get(key)
