"""The demo's way out: mail is kept to be read and goes nowhere."""

from collections.abc import Sequence
from datetime import datetime

from usher.mail.models import Mailbox, OutgoingMail, SunkMail
from usher.mail.outgoing.wire import Answer, Fate


def swallow(mail: OutgoingMail, mailbox: Mailbox, recipients: Sequence[str], at: datetime) -> dict[str, Answer]:
    """Keep the mail; every recipient counts as accepted. In the caller's transaction, so exactly once."""
    SunkMail.objects.create(
        mailbox=mailbox, sender=mail.envelope_from, recipients=list(recipients), subject=mail.subject, content=mail.content,
        created_at=at,
    )  # fmt: skip
    return {address: Answer(Fate.ACCEPTED, "Kept in the sink of the demo.", "250") for address in recipients}
