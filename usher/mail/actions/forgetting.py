"""Mails go with the ticket they belonged to."""

from collections.abc import Sequence

from usher.mail.models import IncomingMail, OutgoingMail, RawMail

GONE = "Its ticket was deleted for good, and with it what the mail said."


def forget(*, ticket_id: int, keeping: Sequence[int]) -> None:
    """Remove what the mails of a ticket said: those sent for it wholly; of the received ones everything but the row that
    accounts for them, so that no mail is missing or comes again. Those with the ids `keeping` are shown elsewhere."""
    OutgoingMail.objects.filter(ticket_id=ticket_id).delete()
    mails = IncomingMail.objects.filter(ticket_id=ticket_id).exclude(pk__in=keeping)
    RawMail.objects.filter(mail__in=mails).delete()
    mails.update(ticket_id=None, subject="", sender="", envelope_from="", envelope_to="", trace="", reason=GONE)
