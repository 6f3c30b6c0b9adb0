"""What is asked of a provider: leave for a mailbox (RFC 6749 §4.1 with PKCE, RFC 7636), and tokens."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from usher.base.outside import Unreachable, is_public, post
from usher.base.refusals import Refused
from usher.base.secrets import decrypt
from usher.base.text import one_line
from usher.mail.models import Mailbox
from usher.mail.oauth.providers import placed, provider_of

SECONDS = 20.0
MOST_BYTES = 64 * 1024  # of an answer
LIFETIME = 3600  # seconds, where the provider does not say
# What only a person can mend (RFC 6749 §5.2 and what Microsoft adds); everything else may pass by itself.
FINAL = frozenset((
    "access_denied", "consent_required", "interaction_required", "invalid_client", "invalid_grant", "invalid_scope",
    "login_required", "unauthorized_client",
))  # fmt: skip


class SignInRefused(Refused):
    """The provider wants a person: trying again by ourselves is of no use."""

    code = "sign_in_refused"


class ProviderAway(Refused):
    """The provider cannot be asked now; it is tried again."""

    code = "provider_away"


@dataclass(frozen=True, slots=True)
class Grant:
    """What the provider gave; no refresh token means that the one we have stays good. `seconds`: how long it lasts."""

    access_token: str
    refresh_token: str
    seconds: int


def consent_url(mailbox: Mailbox, *, redirect_uri: str, state: str, verifier: str) -> str:
    """Where a person agrees that we may open the mailbox; they come back to `redirect_uri` with a code and the state."""
    provider = provider_of(mailbox)
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "response_type": "code", "client_id": mailbox.oauth_client_id, "redirect_uri": redirect_uri,
        "scope": provider.scope, "state": state, "login_hint": mailbox.imap_user or mailbox.address,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), "code_challenge_method": "S256",
        **provider.asks,
    }  # fmt: skip
    return f"{placed(provider.authorize_url, mailbox)}?{urlencode(asked)}"


def exchange(mailbox: Mailbox, *, code: str, verifier: str, redirect_uri: str) -> Grant:
    """Tokens for the code that a person brought back. Raises SignInRefused or ProviderAway."""
    grant = _asked(
        mailbox,
        {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri, "code_verifier": verifier},
    )
    if not grant.refresh_token:
        name = provider_of(mailbox).name
        raise SignInRefused(f"{name} gave no lasting permission. Connect again and agree to everything that is asked.")
    return grant


def refresh(mailbox: Mailbox) -> Grant:
    """A fresh access token. Raises SignInRefused or ProviderAway."""
    return _asked(mailbox, {"grant_type": "refresh_token", "refresh_token": decrypt(mailbox.oauth_refresh_token)})


def _asked(mailbox: Mailbox, fields: Mapping[str, str]) -> Grant:
    provider = provider_of(mailbox)
    secret = decrypt(mailbox.oauth_client_secret)
    sent = {**fields, "client_id": mailbox.oauth_client_id, **({"client_secret": secret} if secret else {})}
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    try:
        reply = post(
            placed(provider.token_url, mailbox), urlencode(sent).encode(), headers,
            most_bytes=MOST_BYTES, seconds=SECONDS, allowed=is_public,
        )  # fmt: skip
    except Unreachable as trouble:
        raise ProviderAway(f"{provider.name}'s sign-in cannot be reached: {trouble} It is tried again.") from trouble
    answer = _read(reply.body)
    error = str(answer.get("error", ""))
    if reply.status == 200 and answer.get("access_token"):
        return Grant(str(answer["access_token"]), str(answer.get("refresh_token") or ""), _seconds(answer))
    said = one_line(str(answer.get("error_description") or error or f"status {reply.status}"), 200)
    if error in FINAL:
        raise SignInRefused(f"{provider.name} refuses the sign-in ({error}): {said}")
    raise ProviderAway(f"{provider.name}'s sign-in answered with an error: {said}. It is tried again.")


def _read(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _seconds(answer: Mapping[str, Any]) -> int:
    try:
        return max(int(answer.get("expires_in") or LIFETIME), 60)
    except (TypeError, ValueError):
        return LIFETIME
