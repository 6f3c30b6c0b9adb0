"""The access token of a mailbox: kept while it is good, refreshed before it ends, by one process at a time."""

import time
from datetime import datetime, timedelta

from django.utils import timezone

from usher.base.secrets import decrypt
from usher.base.tenancy import entered
from usher.mail.locks import Work, in_turn
from usher.mail.models import Mailbox
from usher.mail.oauth.asking import SECONDS, SignInRefused, refresh
from usher.mail.oauth.keeping import refuse, renew

EARLY = timedelta(minutes=5)  # before its end a token is refreshed
DISTRUST = 300.0  # seconds between two refreshes of tokens that are not at their end
SIGNED_OUT = "The sign-in has ended. Connect the mailbox again in its settings."

_distrusted: dict[int, float] = {}


def access_token(mailbox: Mailbox) -> str:
    """A token that is good for minutes. Raises SignInRefused when a person is needed, ProviderAway when it may pass.

    However many ask, in however many processes, the provider is asked once. What it gives is stored, a rotated refresh
    token too, and written into the given row.
    """
    if not _is_good(mailbox, timezone.now()):
        with in_turn(Work.SIGNING_IN, mailbox.pk, seconds=2 * SECONDS):
            with entered(mailbox.organization_id):
                row = Mailbox.objects.get(pk=mailbox.pk)
            if row.is_signed_out:
                raise SignInRefused(SIGNED_OUT)
            if not _is_good(row, timezone.now()):
                _refresh(row)
        for name in ("oauth_access_token", "oauth_refresh_token", "oauth_expires_at", "oauth_refused_at"):
            setattr(mailbox, name, getattr(row, name))
    return decrypt(mailbox.oauth_access_token)


def distrust(mailbox: Mailbox) -> None:
    """The mail server turned the token away: the next one is asked for before this one ends, but not again and again."""
    now = time.monotonic()
    if now - _distrusted.get(mailbox.pk, -DISTRUST) < DISTRUST:
        return
    _distrusted[mailbox.pk] = now
    with entered(mailbox.organization_id):
        rows = Mailbox.objects.filter(pk=mailbox.pk, oauth_expires_at=mailbox.oauth_expires_at)
        rows.update(oauth_expires_at=None)


def _is_good(mailbox: Mailbox, at: datetime) -> bool:
    ends = mailbox.oauth_expires_at
    return bool(not mailbox.is_signed_out and mailbox.oauth_access_token and ends and at < ends - EARLY)


def _refresh(row: Mailbox) -> None:
    try:
        grant = refresh(row)
    except SignInRefused as refusal:
        with entered(row.organization_id):
            refuse(row, why=str(refusal), at=timezone.now())
        raise
    with entered(row.organization_id):
        renew(row, grant, at=timezone.now())
    if row.is_signed_out:
        raise SignInRefused(SIGNED_OUT)
