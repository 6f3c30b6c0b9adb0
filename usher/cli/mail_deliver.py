"""One message as if it had arrived."""

import time

from django.conf import settings
from django.utils import timezone

from usher.base.refusals import NotFound
from usher.base.tenancy import entered
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.models import IncomingMail, Mailbox
from usher.mail.models.incoming import State
from usher.organizations.queries import organization_id_of

PATIENCE = 5.0  # seconds for which a person waits for a worker to read it
SAID = {State.APPLIED: "", State.IGNORED: "Ignored: ", State.QUARANTINED: "Set aside: "}


def run(*, organization: str, mailbox: str, raw: bytes, sender: str = "", recipient: str = "") -> IncomingMail:
    """Store the message in the ledger of the mailbox; returns its row once that is committed, a worker does the rest."""
    organization_id = organization_id_of(organization)
    if organization_id is None:
        raise NotFound(f"there is no organization {organization!r}.")
    with entered(organization_id):
        row = Mailbox.objects.filter(address=mailbox.strip().lower(), is_active=True).first()
        if row is None:
            known = ", ".join(Mailbox.objects.filter(is_active=True).values_list("address", flat=True)[:5]) or "none"
            raise NotFound(f"there is no mailbox {mailbox!r} in {organization}; there is: {known}.")
        return take(row, raw, Delivery("pipe", envelope_from=sender, envelope_to=recipient), at=timezone.now())


def fate(mail: IncomingMail, organization: str, *, patience: float = PATIENCE) -> str:
    """What became of the message, in a line with its page; asked for until it is settled or `patience` (seconds) is over."""
    ends = time.monotonic() + patience
    while True:
        with entered(mail.organization_id):
            row = IncomingMail.objects.get(pk=mail.pk)
        if row.state != State.RECEIVED or time.monotonic() >= ends:
            break
        time.sleep(0.1)
    said = "Stored. It is read as soon as a worker is running."
    if row.state != State.RECEIVED:
        said = SAID[State(row.state)] + row.reason
    return f"{said} {settings.USHER_URL}/{organization}/mail/{row.pk}"
