"""What a provider gave or refused, as it stands in the mailbox."""

from datetime import datetime, timedelta

from usher.base.secrets import encrypt
from usher.events.bus import record
from usher.mail.models import Mailbox
from usher.mail.oauth.asking import Grant
from usher.people.actors import SYSTEM
from usher.realtime import publish

COLUMNS = ["oauth_access_token", "oauth_refresh_token", "oauth_expires_at", "oauth_refused_at"]


def store(row: Mailbox, grant: Grant, *, at: datetime) -> None:
    """Keep the tokens, encrypted; a refresh token only where a new one was given."""
    row.oauth_access_token = encrypt(grant.access_token)
    row.oauth_refresh_token = encrypt(grant.refresh_token) if grant.refresh_token else row.oauth_refresh_token
    row.oauth_expires_at, row.oauth_refused_at = at + timedelta(seconds=grant.seconds), None
    row.save(update_fields=COLUMNS)


def renew(row: Mailbox, grant: Grant, *, at: datetime) -> None:
    """Keep what a refresh gave, unless somebody connected the mailbox anew or disconnected it meanwhile: theirs stays."""
    # Their verbs lock the row, so the refresh token is still the one that was sent, or not, until we are through.
    now = Mailbox.objects.select_for_update().get(pk=row.pk)
    if bytes(now.oauth_refresh_token) == bytes(row.oauth_refresh_token):
        store(row, grant, at=at)
        return
    for name in COLUMNS:
        setattr(row, name, getattr(now, name))


def refuse(row: Mailbox, *, why: str, at: datetime) -> None:
    """The mailbox stops until a person connects it again; said once, and loudly: see `mail/reactions.py`."""
    # Only the sign-in that was refused: somebody may have connected it anew meanwhile.
    rows = Mailbox.objects.filter(pk=row.pk, oauth_refused_at=None, oauth_refresh_token=row.oauth_refresh_token)
    if rows.update(oauth_refused_at=at, oauth_expires_at=None, last_error=why, last_error_at=at):
        row.oauth_refused_at, row.oauth_expires_at = at, None
        record("mailbox.sign_in_refused", row, by=SYSTEM, at=at, data={"address": row.address, "why": why})
        publish("mail")
