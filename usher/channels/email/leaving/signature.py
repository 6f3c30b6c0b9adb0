"""What stands below a reply: the member's own signature, then that of the mailbox."""

from dataclasses import dataclass

from usher.base.html import html_to_text, text_to_html
from usher.base.placeholders import filled, filled_html
from usher.mail.models import Mailbox
from usher.mail.queries import mailboxes, way_out
from usher.organizations.queries import current
from usher.people.models import Member
from usher.tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class Signature:
    """The same twice; both are empty where nobody signs."""

    text: str
    html: str


def signature_of(member: Member | None, ticket: Ticket, mailbox: Mailbox | None) -> Signature:
    """The signature of a reply by this member on this ticket, filled in; values are escaped and stay on their line."""
    values = {
        "member.name": member.name if member else "", "team.name": house_of(ticket, mailbox), "ticket.code": ticket.code,
        "organization.name": current().name, "mailbox.name": mailbox.name if mailbox else "",
        "mailbox.address": mailbox.address if mailbox else "",
    }  # fmt: skip
    own = filled(member.signature, values).strip() if member else ""
    of_mailbox = filled_html(mailbox.signature_html, values) if mailbox else ""
    texts = filter(None, [own, html_to_text(of_mailbox)])
    return Signature("\n\n".join(texts), text_to_html(own) + of_mailbox)


def signature_shown(member: Member, ticket: Ticket) -> str:
    """As HTML, for whoever is about to reply; may be some seconds old."""
    known = mailboxes()
    return signature_of(member, ticket, way_out(known.get(ticket.mailbox_id or 0), known.values())).html


def house_of(ticket: Ticket, mailbox: Mailbox | None) -> str:
    """In whose name a ticket is answered: its team, else the mailbox, else the organization."""
    return (ticket.team.name if ticket.team else "") or (mailbox.name if mailbox else "") or current().name
