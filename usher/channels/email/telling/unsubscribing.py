"""The way out of automatic mail that every such mail carries (RFC 2369, RFC 8058): one click, without signing in."""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse

from usher.base.tenancy import current_id, entered
from usher.mail.models import Suspension
from usher.mail.outgoing.suspending import quieten

SALT = "usher.mail.unsubscribe"
BECAUSE = "its owner asked for no automatic mail"


def unsubscribe_headers(address: str) -> dict[str, str]:
    """The headers of an automatic mail to this address that answers nothing its reader wrote."""
    token = signing.dumps([current_id(), address.strip().lower()], salt=SALT)
    return {
        "List-Unsubscribe": f"<{settings.USHER_URL.rstrip('/')}{reverse('unsubscribe', args=[token])}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def read_unsubscribe(token: str) -> tuple[int, str] | None:
    """The organization and the address that the link was made for; None for what we did not make."""
    try:
        organization_id, address = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return organization_id, address


def unsubscribe(organization_id: int, address: str, at: datetime) -> None:
    """Send nothing automatic there any more; what a member writes still goes. Safe to repeat."""
    with entered(organization_id):
        # Who was quiet for some hours only is so for good by their own wish.
        Suspension.objects.filter(address=address, quiet_until__isnull=False).update(quiet_at=None, quiet_until=None)
        quieten(address, BECAUSE, at)
