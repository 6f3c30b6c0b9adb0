"""Settings that work on one's own machine and not for customers."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings as chosen

from usher.cli.doctor.finding import Finding, fine, notice, wrong
from usher.config import env
from usher.mail.models import Mailbox
from usher.mail.models.mailbox import SINK

LOCAL = {"localhost", "127.0.0.1", "::1"}


def settings() -> Iterator[Finding]:
    """The address, the key and debugging; stricter once mail goes out to real people."""
    yield from _address()
    if env.text("USHER_SECRET_KEY"):
        yield fine("secret key", "from USHER_SECRET_KEY")
    elif env.text("USHER_DATABASE_DIRECT_URL"):
        yield notice(
            "secret key", "kept on this machine only", "With several machines, set the same USHER_SECRET_KEY on all of them."
        )
    else:
        yield fine("secret key", f"kept in {chosen.USHER_DATA / 'secret.key'}; it belongs into your backup")
    if chosen.DEBUG:
        yield wrong("debugging", "USHER_DEBUG is on: error pages show the source and the settings", "Unset USHER_DEBUG.")


def _address() -> Iterator[Finding]:
    address = urlsplit(chosen.USHER_URL)
    if address.hostname in LOCAL:
        says = f"links lead to {chosen.USHER_URL}, which only this machine can open"
        do = "Set USHER_URL to the address people use, like https://help.example.com."
        yield (wrong if _sends() else notice)("address", says, do)
    elif address.scheme != "https":
        do = "Put a proxy with TLS in front and set USHER_URL to its https address (docs/operating)."
        yield wrong("address", f"{chosen.USHER_URL} is not encrypted: passwords travel readable", do)
    else:
        yield fine("address", chosen.USHER_URL)


def _sends() -> bool:
    """Whether mail leaves for real people."""
    return Mailbox._base_manager.using("owner").filter(is_active=True).exclude(smtp_host__in=["", SINK]).exists()
