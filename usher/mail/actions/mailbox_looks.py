"""What may stand in a mailbox's section "How mails look"."""

from collections.abc import Mapping
from typing import Any

from usher.mail.models.mailbox import Quoting

NAMES = ("marks_replies", "quoting")


def checked(fields: Mapping[str, Any], errors: dict[str, str]) -> dict[str, Any]:
    """The given fields as the model takes them; what is wrong is added to `errors`."""
    if fields.get("quoting", Quoting.LAST) not in Quoting.values:
        errors["quoting"] = "Choose none, last or all."
    return dict(fields)
