"""What may stand in a mailbox's section "Who may write"."""

from collections.abc import Mapping
from typing import Any

from usher.base.text import one_line
from usher.mail.models.mailbox import UnknownSenders

NAMES = ("unknown_senders", "trusted_authserv_id")


def checked(fields: Mapping[str, Any], errors: dict[str, str]) -> dict[str, Any]:
    """The given fields as the model takes them; what is wrong is added to `errors`."""
    values = dict(fields)
    if "trusted_authserv_id" in values:
        values["trusted_authserv_id"] = one_line(str(values["trusted_authserv_id"] or ""), 320).lower()
    if values.get("unknown_senders", UnknownSenders.CREATE) not in UnknownSenders.values:
        errors["unknown_senders"] = "Choose create, known_domains or review."
    return values
