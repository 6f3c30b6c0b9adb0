"""Bounces, delays and complaints land on the mail of ours that they are about, and are no tickets (RFC 3464, RFC 5965)."""

from datetime import datetime

from usher.base.text import one_line
from usher.channels.email.addresses import reached
from usher.mail.incoming.handing import Outcome
from usher.mail.message import FailedRecipient, Kind, ParsedMessage
from usher.mail.models import IncomingMail, OutgoingMail, Recipient
from usher.mail.models.incoming import State
from usher.mail.models.outgoing import RecipientState
from usher.mail.outgoing.settling import announce_undelivered
from usher.mail.outgoing.suspending import is_hard, note_complaint, note_hard_bounce
from usher.mail.outgoing.verp import read_return_path
from usher.mail.secrets import signing_key
from usher.realtime import publish

FINAL = ("failed",)


def apply(mail: IncomingMail, message: ParsedMessage, at: datetime) -> Outcome:
    """Note the report on the message it belongs to; what fits none of ours is kept and ignored."""
    ours = _reported(mail, message)
    if ours is None:
        return Outcome(State.IGNORED, "A report on the delivery of a mail that is not ours.")
    reported = message.bounce.recipients if message.bounce else ()
    bounced = [row for each in reported if (row := _note(ours, each, at))]
    if message.kind is Kind.FEEDBACK:
        _note_complaint(ours, message, at)
    if bounced:
        announce_undelivered(ours, bounced, at)
    publish("mail", *([f"ticket:{ours.ticket_id}"] if ours.ticket_id else []))
    said = ", ".join(f"{each.recipient or 'somebody'}: {each.action}" for each in reported) or message.kind.value
    return Outcome(State.APPLIED, one_line(f"A report on “{ours.subject}” ({said}).", 500), ours.ticket_id)


def _reported(mail: IncomingMail, message: ParsedMessage) -> OutgoingMail | None:
    """By the envelope sender that we made for that one mail, then by the Message-ID that the report encloses."""
    key = signing_key()
    rows = OutgoingMail.objects.order_by("-id")
    for address in reached(mail, message):
        mail_id = read_return_path(address, mailbox=mail.mailbox.address, key=key) if "+b." in address else None
        if mail_id and (found := rows.filter(pk=mail_id).first()):
            return found
    named = [message.bounce.message_id if message.bounce else None, message.in_reply_to, *reversed(message.references)]
    found_by_id: OutgoingMail | None = rows.filter(message_id__in=[each for each in named if each]).first()
    return found_by_id


def _note_complaint(ours: OutgoingMail, message: ParsedMessage, at: datetime) -> None:
    """The report hides whom it is about at times; a mail to one person tells."""
    rows = list(Recipient.objects.filter(mail=ours).values_list("address", flat=True))
    named = {(each.recipient or "").lower() for each in message.bounce.recipients} if message.bounce else set()
    for address in [each for each in rows if each in named or len(rows) == 1]:
        note_complaint(address, at)


def _note(ours: OutgoingMail, reported: FailedRecipient, at: datetime) -> Recipient | None:
    """Write what is reported about one recipient; returns the row if that one is lost."""
    rows = Recipient.objects.select_for_update().filter(mail=ours)
    row: Recipient | None = rows.filter(address=(reported.recipient or "").lower()).first()
    if row is None and rows.count() == 1:  # forwarded on: the report names an address that we never heard of
        row = rows.first()
    if row is None or row.state == RecipientState.BOUNCED:
        return None
    detail = one_line(" ".join(filter(None, [reported.status, reported.diagnostic])), 400)
    if reported.action not in FINAL:
        row.detail = one_line(f"{reported.action}: {detail}", 400)
        row.save(update_fields=["detail"])
        return None
    row.state, row.status, row.detail, row.settled_at = RecipientState.BOUNCED, reported.status or "", detail, at
    row.save()
    if is_hard(reported.status):
        note_hard_bounce(row.address, detail, at)
    return row
