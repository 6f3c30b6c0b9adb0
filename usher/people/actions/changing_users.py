"""What a person chooses for themselves, whatever organizations they belong to."""

from typing import Any

from django.conf import settings
from django.db import transaction

from usher.base.refusals import Invalid
from usher.people.models import User

CHANGEABLE = {"name", "theme", "language", "hotkeys"}
THEMES = {"", "light", "dark"}


@transaction.atomic
def change_user(user: User, *, changes: dict[str, Any]) -> None:
    """Set name, theme, language or single-key shortcuts. No event: a login belongs to no organization."""
    if unknown := set(changes) - CHANGEABLE:
        raise Invalid(dict.fromkeys(sorted(unknown), "is not a field of a user."))
    if changes.get("theme", "") not in THEMES:
        raise Invalid({"theme": "Choose light, dark, or nothing for the system's."})
    if changes.get("language", "") not in {"", *dict(settings.LANGUAGES)}:
        raise Invalid({"language": f"Choose from {', '.join(dict(settings.LANGUAGES))}."})
    if "name" in changes and not str(changes["name"]).strip():
        raise Invalid({"name": "Write your name."})
    for key, value in changes.items():
        setattr(user, key, value)
    user.save(update_fields=list(changes))
