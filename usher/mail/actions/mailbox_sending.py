"""What may stand in a mailbox's section "Sending"."""

from collections.abc import Mapping
from typing import Any

NAMES = ("undo_seconds",)
LONGEST_UNDO = 60  # seconds


def checked(fields: Mapping[str, Any], errors: dict[str, str]) -> dict[str, Any]:
    """The given fields as the model takes them; what is wrong is added to `errors`."""
    seconds = fields.get("undo_seconds", 0)
    if not isinstance(seconds, int) or not 0 <= seconds <= LONGEST_UNDO:
        errors["undo_seconds"] = f"Write a number of seconds from 0 to {LONGEST_UNDO}."
    return dict(fields)
