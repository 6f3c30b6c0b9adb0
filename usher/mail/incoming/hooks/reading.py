"""The messages in what a provider posted: as they were sent where it says so, else put together from their pieces."""

import json
import warnings
from collections.abc import Sequence
from email.message import EmailMessage
from hashlib import sha256
from importlib import import_module
from typing import Any

from anymail.exceptions import AnymailError, AnymailInsecureWebhookWarning, AnymailNotSupportedWarning
from django.http import HttpRequest

from usher.mail.incoming.hooks.letters import Fields, Letter, NotUnderstood
from usher.mail.incoming.hooks.providers import Provider

# The key in the address is our own proof; anymail knows only its own ways.
for _kind in (AnymailInsecureWebhookWarning, AnymailNotSupportedWarning):
    warnings.filterwarnings("ignore", category=_kind)


def view_of(provider: Provider, secret: str, url: str = "") -> Any:
    """anymail's, that verifies as the provider signs; None where we verify ourselves."""
    if not provider.view:
        return None
    module, _, name = provider.view.partition(".")
    view = getattr(import_module(f"anymail.webhooks.{module}"), name)
    given: dict[str, Any] = {provider.secret: secret} if secret else {}
    return view(**given, **({"webhook_url": url} if hasattr(view, "webhook_url") else {}))


def letters_in(provider: Provider, secret: str, request: HttpRequest, fields: Fields) -> Sequence[Letter]:
    """What a prepared request brings; raises NotUnderstood. Proves nothing: whoever calls has done so."""
    try:
        if provider.read:
            return provider.read(request, fields)
    except (KeyError, TypeError, AttributeError, IndexError):
        pass  # not the message as it was sent, then, but perhaps its pieces
    except ValueError as error:
        raise NotUnderstood(f"This is not what {provider.name} posts when mail has come.") from error
    try:
        view = view_of(provider, secret or ("not asked for" if provider.is_needed else ""))
        messages = [event.message for event in view.parse_events(request)]
        if not all(each["From"] for each in messages):
            raise ValueError("no message")
        return [Letter(_put_together(each), each.envelope_sender or "", each.envelope_recipient or "") for each in messages]
    except (AnymailError, LookupError, TypeError, ValueError, AttributeError, AssertionError, json.JSONDecodeError) as error:
        raise NotUnderstood(f"This is not what {provider.name} posts when mail has come.") from error


def _put_together(message: EmailMessage) -> bytes:
    """The same bytes whenever the same pieces come: else a second post would be a second message."""
    mark = sha256(f"{message['Message-ID']} {message['Date']}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    for number, part in enumerate(message.walk()):
        if part.get_content_maintype() == "multipart":
            part.set_boundary(f"=_{number}_{mark}")
    return bytes(message)
