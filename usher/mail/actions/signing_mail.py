"""Signing what leaves a mailbox: making its key, beginning, ending."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from usher.base.refusals import Refused
from usher.base.secrets import encrypt
from usher.events.bus import Author, record
from usher.mail.models import Mailbox
from usher.mail.outgoing.dkim_keys import new_ed25519_key, new_key, selector_for
from usher.mail.outgoing.dkim_signing import domain_of


class NoKey(Refused):
    """There is nothing to sign with."""

    code = "no_signing_key"


@transaction.atomic
def make_dkim_key(mailbox: Mailbox, *, by: Author, at: datetime) -> Mailbox:
    """Make new key pairs under a new name. Nothing is signed until `start_signing`: a record must be published first."""
    row = _locked(mailbox)
    row.dkim_key, row.dkim_ed25519_key = encrypt(new_key()), encrypt(new_ed25519_key())
    row.dkim_selector, row.dkim_domain, row.dkim_signs_ed25519 = selector_for(at), "", False
    return _kept(row, "mailbox.signing_key_made", by, at)


@transaction.atomic
def start_signing(mailbox: Mailbox, *, by: Author, at: datetime, with_ed25519: bool | None = None) -> Mailbox:
    """Sign everything that leaves from now on, for the domain of the mailbox's address. Refuses without a key.

    `with_ed25519`: with the second key too; None leaves that as it is. Its record must be published, as that of the first.
    """
    row = _locked(mailbox)
    if not row.dkim_key:
        raise NoKey("Make a key first and publish its record.")
    row.dkim_domain = domain_of(row)
    if with_ed25519 is not None:
        row.dkim_signs_ed25519 = with_ed25519 and bool(row.dkim_ed25519_key)
    return _kept(row, "mailbox.signing_started", by, at)


def sign_as_published(mailbox: Mailbox, found: Sequence[bool | None], *, by: Author, at: datetime) -> Mailbox:
    """Begin to sign if the first record is right, with the second key if its record is too; nothing where it is so already.

    `found` tells of each record whether it is right; None where DNS did not answer.
    """
    first, second = (*found, None, None)[:2]
    changes = second is not None and second != mailbox.dkim_signs_ed25519
    if (first and not mailbox.dkim_domain) or (mailbox.dkim_domain and changes):
        return start_signing(mailbox, by=by, at=at, with_ed25519=second)
    return mailbox


@transaction.atomic
def stop_signing(mailbox: Mailbox, *, by: Author, at: datetime) -> Mailbox:
    """Sign nothing any more; the key stays."""
    row = _locked(mailbox)
    row.dkim_domain = ""
    return _kept(row, "mailbox.signing_stopped", by, at)


def _locked(mailbox: Mailbox) -> Mailbox:
    row: Mailbox = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
    return row


def _kept(row: Mailbox, name: str, by: Author, at: datetime) -> Mailbox:
    columns = ["dkim_key", "dkim_ed25519_key", "dkim_selector", "dkim_domain", "dkim_signs_ed25519"]
    row.save(update_fields=columns)
    record(name, row, by=by, at=at, data={"selector": row.dkim_selector, "domain": row.dkim_domain})
    return row
