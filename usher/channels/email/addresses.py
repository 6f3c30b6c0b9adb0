"""Whose addresses these are: ours, a machine's, or somebody's whom we may write to."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from usher.mail.incoming.classify.answerable import without_detail
from usher.mail.incoming.ledger import BETWEEN
from usher.mail.message import Address, ParsedMessage
from usher.mail.models import IncomingMail
from usher.people.domains import domain_of
from usher.people.public_domains import PUBLIC

MOST_PARTICIPANTS = 30  # a mail to hundreds of people is no conversation with them

_NOBODY = re.compile(
    r"(.*[-_.+])?(no|do[-_.]?not)[-_.]?reply.*|mailer-daemon|postmaster|bounces?|.*-(request|owner|bounces?)", re.IGNORECASE
)


def is_own(address: str, own: frozenset[str]) -> bool:
    """Whether mail to this address comes back to us, with or without a detail after a plus sign."""
    return without_detail(address) in own


def reached(mail: IncomingMail, message: ParsedMessage) -> list[str]:
    """Every address that this mail seems to have come to: signed reply addresses may stand in any of them."""
    headers = [message.header(name) or "" for name in ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")]
    return [*mail.envelope_to.split(BETWEEN), *headers, *(each.address for each in (*message.to, *message.cc))]


def participants_of(message: ParsedMessage, *, own: frozenset[str], known: Iterable[str]) -> dict[str, str]:
    """The people in To and Cc who will get copies; nobody where we got the mail as a blind copy (field failure S06).

    They would learn from our answer that it came to us too. Another address of a domain of ours may lead to the mailbox.
    """
    ours = {domain_of(address) for address in own} - PUBLIC
    if not any(is_own(each.address, own) or domain_of(each.address) in ours for each in (*message.to, *message.cc)):
        return {}
    return others_in(message, own=own, known=known)


def others_in(message: ParsedMessage, *, own: frozenset[str], known: Iterable[str]) -> dict[str, str]:
    """Addresses and names in To and Cc: never ourselves, the list it came by, or addresses nobody reads."""
    lists = " ".join(message.header_all("list-post") + message.header_all("list-id")).lower()
    leave_out = set(known)
    found: dict[str, str] = {}
    for each in (*message.to, *message.cc):
        if each.key not in leave_out and each.key not in lists and not is_own(each.key, own) and can_be_written_to(each):
            found.setdefault(each.key, each.name)
    return dict(list(found.items())[:MOST_PARTICIPANTS])


def can_be_written_to(address: Address) -> bool:
    """Whether it is an address at all, and not one that nobody reads."""
    try:
        validate_email(address.key)
    except ValidationError:
        return False
    return not _NOBODY.fullmatch(address.key.rpartition("@")[0])
