"""Signing what leaves a mailbox: making its key, beginning, ending."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Refused
from usher.base.secrets import encrypt
from usher.events.bus import Author, record
from usher.mail.models import Mailbox
from usher.mail.outgoing.dkim_keys import new_key, selector_for
from usher.mail.outgoing.dkim_signing import domain_of


class NoKey(Refused):
    """There is nothing to sign with."""

    code = "no_signing_key"


@transaction.atomic
def make_dkim_key(mailbox: Mailbox, *, by: Author, at: datetime) -> Mailbox:
    """Make a new key pair under a new name. Nothing is signed until `start_signing`: its record must be published first."""
    row = _locked(mailbox)
    row.dkim_key, row.dkim_selector, row.dkim_domain = encrypt(new_key()), selector_for(at), ""
    return _kept(row, "mailbox.signing_key_made", by, at)


@transaction.atomic
def start_signing(mailbox: Mailbox, *, by: Author, at: datetime) -> Mailbox:
    """Sign everything that leaves from now on, for the domain of the mailbox's address. Refuses without a key."""
    row = _locked(mailbox)
    if not row.dkim_key:
        raise NoKey("Make a key first and publish its record.")
    row.dkim_domain = domain_of(row)
    return _kept(row, "mailbox.signing_started", by, at)


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
    row.save(update_fields=["dkim_key", "dkim_selector", "dkim_domain"])
    record(name, row, by=by, at=at, data={"selector": row.dkim_selector, "domain": row.dkim_domain})
    return row
