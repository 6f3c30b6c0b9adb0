"""From a provider's request to the ledger: verified first, stored before we say yes."""

import hashlib
import json
import warnings
from collections.abc import Sequence
from email.message import EmailMessage
from importlib import import_module
from typing import Any

from anymail.exceptions import AnymailError, AnymailInsecureWebhookWarning, AnymailNotSupportedWarning
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from usher.base.outside import Unreachable
from usher.base.refusals import Refused
from usher.base.secrets import decrypt
from usher.base.tenancy import entered
from usher.mail.incoming.hooks import amazon
from usher.mail.incoming.hooks.letters import Fields, Letter, NotUnderstood
from usher.mail.incoming.hooks.posting import TooLarge, prepare
from usher.mail.incoming.hooks.providers import PROVIDERS, Provider
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.models import Mailbox

__all__ = ["NotGenuine", "TooLarge", "place_of", "receive"]

# The key in the address is our own proof; anymail knows only its own ways.
for _kind in (AnymailInsecureWebhookWarning, AnymailNotSupportedWarning):
    warnings.filterwarnings("ignore", category=_kind)


class NotGenuine(Refused):
    """The key in the address is right, but the provider did not sign this."""

    status = 403
    code = "not_genuine"


class NotNow(Refused):
    """Amazon could not be asked; it posts again only after an answer of 5xx, and what got another one is lost."""

    status = 503
    code = "not_now"


def place_of(key: str) -> tuple[int, int] | None:
    """(organization, mailbox) of the address's key; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organization_id, mailbox_id FROM mailbox_by_webhook(%s)", [hash_of(key)])
        row = cursor.fetchone()
        return (row[0], row[1]) if row else None


def hash_of(key: str) -> str:
    """The key as it is kept."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def receive(place: tuple[int, int], request: HttpRequest, *, url: str) -> int:
    """Store what the provider posted to `url`; how many messages. They are committed on return.

    Safe to repeat: the same message is the same row. Raises NotGenuine, TooLarge, NotUnderstood or NotNow.
    """
    organization_id, mailbox_id = place
    with entered(organization_id):
        mailbox = Mailbox.objects.get(pk=mailbox_id)
    fields = prepare(request)
    found = _letters(mailbox, request, fields, url)
    for letter in found:
        with entered(organization_id):
            take(mailbox, letter.raw, Delivery("hook", letter.sender, letter.recipient), at=timezone.now())
    return len(found)


def _letters(mailbox: Mailbox, request: HttpRequest, fields: Fields, url: str) -> Sequence[Letter]:
    provider = PROVIDERS.get(mailbox.webhook_provider)
    if provider is None:
        raise NotUnderstood("This mailbox takes no mail from a provider.")
    secret = decrypt(mailbox.webhook_secret)
    if not provider.view:
        _ask_amazon(request.body, secret)
        return provider.read(request, fields) if provider.read else ()
    view = _view(provider, secret, url)
    try:
        view.run_validators(request)
    except (SuspiciousOperation, AnymailError, ValueError) as error:
        raise NotGenuine(f"{provider.name} did not sign this, or with another secret.") from error
    return _read(provider, view, request, fields)


def _ask_amazon(body: bytes, topic: str) -> None:
    try:
        if not amazon.is_genuine(body, topic):
            raise NotGenuine("Amazon SNS did not sign this.")
        amazon.confirm(body)
    except Unreachable as trouble:
        raise NotNow("Amazon cannot be reached from here now. Post it again.") from trouble


def _view(provider: Provider, secret: str, url: str) -> Any:
    """anymail's, that verifies as the provider signs."""
    module, _, name = provider.view.partition(".")
    view = getattr(import_module(f"anymail.webhooks.{module}"), name)
    given: dict[str, Any] = {provider.secret: secret} if secret else {}
    if provider.is_needed and not secret:
        raise NotGenuine(f"{provider.name} signs with a secret: write it in the mailbox's settings.")
    return view(**given, **({"webhook_url": url} if hasattr(view, "webhook_url") else {}))


def _read(provider: Provider, view: Any, request: HttpRequest, fields: Fields) -> Sequence[Letter]:
    try:
        if provider.read:
            return provider.read(request, fields)
    except (KeyError, TypeError, AttributeError, IndexError):
        pass  # not the message as it was sent, then, but perhaps its pieces
    except ValueError as error:
        raise NotUnderstood(f"This is not what {provider.name} posts when mail has come.") from error
    try:
        messages = [event.message for event in view.parse_events(request)]
        if not all(each["From"] for each in messages):
            raise ValueError("no message")
        return [Letter(_put_together(each), each.envelope_sender or "", each.envelope_recipient or "") for each in messages]
    except (AnymailError, LookupError, TypeError, ValueError, AttributeError, AssertionError, json.JSONDecodeError) as error:
        raise NotUnderstood(f"This is not what {provider.name} posts when mail has come.") from error


def _put_together(message: EmailMessage) -> bytes:
    """The same bytes whenever the same pieces come: else a second post would be a second message."""
    mark = hash_of(f"{message['Message-ID']} {message['Date']}")[:32]
    for number, part in enumerate(message.walk()):
        if part.get_content_maintype() == "multipart":
            part.set_boundary(f"=_{number}_{mark}")
    return bytes(message)
