"""What a demo's customer would answer: only mail that went nowhere can be answered this way."""

from datetime import datetime
from email.utils import make_msgid

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.events.bus import Author, record
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.incoming.parse import parse
from usher.mail.message import Address, ParsedMessage
from usher.mail.models import IncomingMail, SunkMail
from usher.mail.outgoing.compose import compose
from usher.realtime import publish

QUOTED = 200  # lines of the mail that are repeated below the answer


class NotSunk(Refused):
    """The mailbox is a real one by now, or takes nothing: nobody may pretend to be its customer."""

    code = "mail_not_sunk"


@transaction.atomic
def answer_sunk(mail: SunkMail, *, sender: str, text: str, by: Author, at: datetime) -> IncomingMail:
    """Let an answer of one of its recipients arrive, as their mail program would write it; returns the ledger's row.

    Raises Invalid for somebody who did not get the mail and for an empty text, NotSunk when its mailbox sends for real
    or is deactivated.
    """
    if not mail.mailbox.is_sink or not mail.mailbox.is_active:
        raise NotSunk("This mailbox no longer keeps its mail in the sink. Answer from a real mail program.")
    if sender not in mail.recipients:
        raise Invalid({"sender": "Choose one of those who got this mail."})
    if not text.strip():
        raise Invalid({"text": "Write an answer."})
    original = parse(bytes(mail.content))
    to = next(iter(original.reply_to), original.sender) or Address("", mail.mailbox.address)
    raw = _written(original, sender=sender, to=to, text=text, at=at)
    row = take(mail.mailbox, raw, Delivery("pipe", envelope_from=sender, envelope_to=to.address), at=at)
    record("sink.answered", mail, by=by, at=at, data={"as": sender, "incoming": row.pk})
    publish("mail")
    return row


def _written(original: ParsedMessage, *, sender: str, to: Address, text: str, at: datetime) -> bytes:
    known = {each.key: each.name for each in (*original.to, *original.cc)}
    subject = original.subject if original.subject.lower().startswith("re:") else f"Re: {original.subject}"
    about = [original.message_id] if original.message_id else []
    try:
        return compose(
            sender=Address(known.get(sender, ""), sender), to=[to], subject=subject, text=_with_quote(text, original),
            message_id=make_msgid(domain=_domain(sender)), date=at,
            in_reply_to=original.message_id, references=[*original.references, *about],
        )  # fmt: skip
    except ValueError as error:
        raise Invalid({"sender": f"No mail can come from this address: {error}."}) from error


def _with_quote(text: str, original: ParsedMessage) -> str:
    who = original.sender.name or original.sender.address if original.sender else ""
    when = f"{original.date:%d.%m.%Y %H:%M}, " if original.date else ""
    quoted = "\n".join(f"> {line}".rstrip() for line in original.text.splitlines()[:QUOTED])
    return f"{text.strip()}\n\nOn {when}{who} wrote:\n{quoted}\n"


def _domain(address: str) -> str:
    domain = address.rpartition("@")[2]
    return domain if domain and domain.isascii() else "sink.invalid"
