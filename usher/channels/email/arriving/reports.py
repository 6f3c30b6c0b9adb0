"""Bounces, delays and complaints land on the mail of ours that they are about, and are no tickets (RFC 3464, RFC 5965).

Anybody in a conversation can write a report about its other people: all of them know our Message-ID, and the return
address of a mail that went to several. So every report is shown, but an address is only suspended by what came to a
return address that its own copy alone carried, or by what a server told us itself (`outgoing/settling.py`).
"""

from dataclasses import dataclass
from datetime import datetime

from usher.base.text import one_line
from usher.channels.email.addresses import reached
from usher.mail.incoming.handing import Outcome
from usher.mail.message import FailedRecipient, Kind, ParsedMessage
from usher.mail.models import IncomingMail, OutgoingMail, Recipient
from usher.mail.models.incoming import State
from usher.mail.models.outgoing import RecipientState
from usher.mail.outgoing.settling import announce_undelivered
from usher.mail.outgoing.suspending import is_hard, note_complaint, note_doubt, note_hard_bounce
from usher.mail.outgoing.verp import ReturnPath, read_return_path
from usher.mail.secrets import signing_key
from usher.realtime import publish

FINAL = ("failed",)
LEFT = (RecipientState.SENDING, RecipientState.ACCEPTED, RecipientState.UNKNOWN)  # only what left can come back
UNPROVEN = "not proven: others in the conversation could have written this report"


@dataclass(frozen=True, slots=True)
class About:
    """The mail that a report is about, and whose copy alone carried the address that the report came to."""

    mail: OutgoingMail
    only: str = ""


def apply(mail: IncomingMail, message: ParsedMessage, at: datetime) -> Outcome:
    """Note the report on the message it belongs to; what fits none of ours is kept and ignored."""
    about = _reported(mail, message)
    if about is None:
        return Outcome(State.IGNORED, "A report on the delivery of a mail that is not ours.")
    ours = about.mail
    reported = message.bounce.recipients if message.bounce else ()
    bounced = [row for each in reported if (row := _note(about, each, at))]
    if message.kind is Kind.FEEDBACK and all(each.action == "complained" for each in reported):
        _note_complaint(ours, message, at)
    if bounced:
        announce_undelivered(ours, bounced, at)
    publish("mail", *([f"ticket:{ours.ticket_id}"] if ours.ticket_id else []))
    said = ", ".join(f"{each.recipient or 'somebody'}: {each.action}" for each in reported) or message.kind.value
    return Outcome(State.APPLIED, one_line(f"A report on “{ours.subject}” ({said}).", 500), ours.ticket_id)


def _reported(mail: IncomingMail, message: ParsedMessage) -> About | None:
    """By the envelope sender that we made for that one mail, then by the Message-ID that the report encloses."""
    key = signing_key()
    rows = OutgoingMail.objects.order_by("-id")
    for address in reached(mail, message):
        token = read_return_path(address, mailbox=mail.mailbox.address, key=key) if "+b." in address else None
        if token and (found := rows.filter(pk=token.mail_id).first()):
            return About(found, _only(found, token))
    named = [message.bounce.message_id if message.bounce else None, message.in_reply_to, *reversed(message.references)]
    found_by_id = rows.filter(message_id__in=[each for each in named if each]).first()
    return About(found_by_id) if found_by_id else None


def _only(ours: OutgoingMail, token: ReturnPath) -> str:
    """The address whose copy alone carried the token; empty where several did."""
    rows = dict(Recipient.objects.filter(mail=ours).values_list("pk", "address"))
    if token.recipient_id:
        return rows.get(token.recipient_id, "")
    return next(iter(rows.values())) if len(rows) == 1 else ""


def _note_complaint(ours: OutgoingMail, message: ParsedMessage, at: datetime) -> None:
    """The report hides whom it is about at times; a mail to one person tells."""
    rows = list(Recipient.objects.filter(mail=ours).values_list("address", flat=True))
    named = {(each.recipient or "").lower() for each in message.bounce.recipients} if message.bounce else set()
    for address in [each for each in rows if each in named or len(rows) == 1]:
        note_complaint(address, at)


def _note(about: About, reported: FailedRecipient, at: datetime) -> Recipient | None:
    """Write what is reported about one recipient; returns the row if that one is lost."""
    rows = Recipient.objects.select_for_update().filter(mail=about.mail)
    named = (reported.recipient or "").lower()
    row: Recipient | None = rows.filter(address=named).first()
    if row is None and (about.only or rows.count() == 1):  # forwarded on: it names an address that we never heard of
        row = rows.filter(address=about.only).first() if about.only else rows.first()
    if row is None or row.state == RecipientState.BOUNCED:
        return None
    detail = one_line(" ".join(filter(None, [reported.status, reported.diagnostic])), 320)
    is_proven = row.address == about.only and named in ("", row.address)
    if reported.action not in FINAL or row.state not in LEFT:
        row.detail = one_line(f"{reported.action}: {detail}", 400)
        row.save(update_fields=["detail"])
        return None
    if is_hard(reported.status):
        note_hard_bounce(row.address, detail, at) if is_proven else note_doubt(row.address, at)
    if not is_proven:
        detail = f"{detail} ({UNPROVEN})".strip()
    row.state, row.status, row.detail, row.settled_at = RecipientState.BOUNCED, reported.status or "", detail, at
    row.save()
    return row
