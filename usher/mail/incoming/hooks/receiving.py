"""From a provider's request to the ledger: verified first, stored before we say yes."""

import hashlib

from anymail.exceptions import AnymailError
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from usher.base.outside import Unreachable
from usher.base.refusals import Refused
from usher.base.secrets import decrypt
from usher.base.tenancy import entered
from usher.mail.incoming.hooks import amazon, refused
from usher.mail.incoming.hooks.letters import NotUnderstood
from usher.mail.incoming.hooks.posting import TooLarge, prepare
from usher.mail.incoming.hooks.providers import PROVIDERS, Provider
from usher.mail.incoming.hooks.reading import letters_in, view_of
from usher.mail.incoming.hooks.unread import TooManyUnread, keep
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.models import Mailbox

__all__ = ["NotGenuine", "TooLarge", "place_of", "receive"]


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

    Safe to repeat: the same message is the same row. What is genuine but not understood is kept in quarantine. What is
    refused is counted on the mailbox: raises NotGenuine, TooLarge, NotUnderstood, TooManyUnread or NotNow.
    """
    organization_id, mailbox_id = place
    with entered(organization_id):
        mailbox = Mailbox.objects.get(pk=mailbox_id)
    try:
        count = _stored(mailbox, request, url)
    except (NotGenuine, TooLarge, NotUnderstood, TooManyUnread) as refusal:
        refused.note(mailbox, str(refusal), at=timezone.now())
        raise
    if mailbox.hook_error:
        refused.forget(mailbox)
    return count


def _stored(mailbox: Mailbox, request: HttpRequest, url: str) -> int:
    fields = prepare(request)
    provider = PROVIDERS.get(mailbox.webhook_provider)
    if provider is None:
        raise NotUnderstood("This mailbox takes no mail from a provider.")
    secret = decrypt(mailbox.webhook_secret)
    _prove(provider, secret, request, url)
    try:
        found = letters_in(provider, secret, request, fields)
    except NotUnderstood as refusal:
        if not request.body:
            raise
        with entered(mailbox.organization_id):
            keep(mailbox, provider, request, why=str(refusal), at=timezone.now())
        return 1
    for letter in found:
        with entered(mailbox.organization_id):
            take(mailbox, letter.raw, Delivery("hook", letter.sender, letter.recipient), at=timezone.now())
    return len(found)


def _prove(provider: Provider, secret: str, request: HttpRequest, url: str) -> None:
    """Refuse what the provider did not sign; where it signs nothing the key in the address is the proof."""
    if not provider.view:
        _ask_amazon(request.body, secret)
        return
    if provider.is_needed and not secret:
        raise NotGenuine(f"{provider.name} signs with a secret: write it in the mailbox's settings.")
    try:
        view_of(provider, secret, url).run_validators(request)
    except (SuspiciousOperation, AnymailError, ValueError) as error:
        raise NotGenuine(f"{provider.name} did not sign this, or with another secret.") from error


def _ask_amazon(body: bytes, topic: str) -> None:
    try:
        if not amazon.is_genuine(body, topic):
            raise NotGenuine("Amazon SNS did not sign this.")
        amazon.confirm(body)
    except Unreachable as trouble:
        raise NotNow("Amazon cannot be reached from here now. Post it again.") from trouble
