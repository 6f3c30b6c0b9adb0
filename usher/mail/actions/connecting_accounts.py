"""A mailbox is connected with its provider, and taken off again."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Refused
from usher.events.bus import Author, record
from usher.mail.actions.switching_mailboxes import release_held
from usher.mail.alarms import stopped_mailboxes
from usher.mail.models import Mailbox
from usher.mail.models.mailbox import SignIn
from usher.mail.oauth.asking import Grant
from usher.mail.oauth.keeping import COLUMNS, store
from usher.realtime import publish


class NotWithTokens(Refused):
    """The mailbox signs in with a password."""

    code = "signs_in_with_password"


@transaction.atomic
def connect_account(mailbox: Mailbox, grant: Grant, *, by: Author, at: datetime) -> None:
    """Keep the provider's tokens: what came meanwhile is read, what was held leaves. Refuses one with a password."""
    row = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
    if row.sign_in == SignIn.PASSWORD:
        raise NotWithTokens("This mailbox signs in with a password. Choose Google or Microsoft first.")
    store(row, grant, at=at)
    stopped_mailboxes.forget()
    row.last_error, row.last_error_at, row.send_error, row.send_error_at = "", None, "", None
    row.save(update_fields=["last_error", "last_error_at", "send_error", "send_error_at"])
    record("mailbox.connected", row, by=by, at=at, data={"address": row.address, "provider": row.sign_in})
    release_held(row, at)
    publish("mail")


@transaction.atomic
def disconnect_account(mailbox: Mailbox, *, by: Author, at: datetime) -> None:
    """Forget the tokens: nothing is fetched or sent until it is connected again."""
    row = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
    if not row.oauth_refresh_token:
        return
    row.oauth_refresh_token, row.oauth_access_token = b"", b""
    row.oauth_expires_at = row.oauth_refused_at = None
    row.save(update_fields=COLUMNS)
    record("mailbox.disconnected", row, by=by, at=at, data={"address": row.address, "provider": row.sign_in})
    publish("mail")
