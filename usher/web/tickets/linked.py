"""What a ticket is to another one, in words."""

from django.utils.translation import gettext as _


def kind_names() -> dict[str, str]:
    """What a ticket is to another one, in the order in which pickers offer it."""
    return {
        "relates": _("has to do with"),
        "blocks": _("blocks"),
        "blocked_by": _("is blocked by"),
        "duplicates": _("is a duplicate of"),
        "duplicated_by": _("is duplicated by"),
        "follow_up": _("follows up"),
        "followed_up": _("is followed up by"),
    }
