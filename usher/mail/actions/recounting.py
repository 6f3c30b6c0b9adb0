"""What the server has is compared with the ledger once more."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Refused
from usher.events.bus import Author, record
from usher.mail.models import Mailbox


class NotFetched(Refused):
    """Its mail comes by SMTP, by command or from a provider: there is no server to count on."""

    code = "not_fetched"


@transaction.atomic
def recount(mailbox: Mailbox, *, by: Author, at: datetime) -> None:
    """With the next look all that lies in the folder is compared; what the ledger lacks is taken. Nothing comes twice."""
    row = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
    if not row.imap_host:
        raise NotFetched("Nothing is fetched for this mailbox, so there is nothing to count on a server.")
    row.uid_validity, row.last_uid = None, 0
    row.save(update_fields=["uid_validity", "last_uid"])
    record("mailbox.recounted", row, by=by, at=at, data={"address": row.address})
