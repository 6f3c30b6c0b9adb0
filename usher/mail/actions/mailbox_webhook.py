"""What may stand in a mailbox's section "Provider"."""

from collections.abc import Mapping
from typing import Any

from usher.base.secrets import encrypt
from usher.base.text import one_line
from usher.mail.incoming.hooks import PROVIDERS

NAMES = ("webhook_provider", "webhook_secret")
SECRETS = ("webhook_secret",)


def checked(fields: Mapping[str, Any], errors: dict[str, str]) -> dict[str, Any]:
    """The given fields as the model takes them, an empty secret left out; what is wrong is added to `errors`."""
    values: dict[str, Any] = {}
    if "webhook_provider" in fields:
        values["webhook_provider"] = str(fields["webhook_provider"] or "")
        if values["webhook_provider"] not in ("", *PROVIDERS):
            errors["webhook_provider"] = f"Choose one of {', '.join(PROVIDERS)}, or none."
    if secret := one_line(str(fields.get("webhook_secret") or ""), 1000):
        values["webhook_secret"] = encrypt(secret)
        if not secret.isascii():
            errors["webhook_secret"] = "A provider's secret has plain letters and digits only."
    return values
