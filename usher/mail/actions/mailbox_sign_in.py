"""What may stand in a mailbox's section "Sign-in", and what a change of it does to the tokens that are kept."""

from collections.abc import Collection, Mapping
from typing import Any

from usher.base.secrets import encrypt
from usher.base.text import one_line
from usher.mail.models import Mailbox
from usher.mail.models.mailbox import SignIn

NAMES = ("sign_in", "oauth_client_id", "oauth_client_secret", "oauth_tenant")
SECRETS = ("oauth_client_secret",)
# Another of these is another account, application or server: a token is not handed there.
BOUND = frozenset(("sign_in", "oauth_client_id", "oauth_tenant", "imap_user", "smtp_user", "imap_host", "smtp_host"))


def checked(fields: Mapping[str, Any], errors: dict[str, str]) -> dict[str, Any]:
    """The given fields as the model takes them, an empty secret left out; what is wrong is added to `errors`."""
    values: dict[str, Any] = {name: one_line(str(fields[name] or ""), 320) for name in NAMES if name in fields}
    if values.get("sign_in", SignIn.PASSWORD) not in SignIn.values:
        errors["sign_in"] = f"Choose {', '.join(SignIn.values[:-1])} or {SignIn.values[-1]}."
    if "oauth_client_secret" in values:
        secret = values.pop("oauth_client_secret")
        values |= {"oauth_client_secret": encrypt(secret)} if secret else {}
    tenant = values.get("oauth_tenant", "")
    if not all(character.isalnum() or character in "-." for character in tenant):
        errors["oauth_tenant"] = "Write the directory's id or domain, or leave it empty."
    return values


def forget_tokens(row: Mailbox, changed: Collection[str]) -> None:
    """Drop the tokens of a row, not yet saved, whose account or servers changed; a new client secret is simply tried."""
    if BOUND.intersection(changed):
        row.oauth_refresh_token, row.oauth_access_token = b"", b""
        row.oauth_expires_at = row.oauth_refused_at = None
    elif "oauth_client_secret" in changed:
        row.oauth_refused_at = None
