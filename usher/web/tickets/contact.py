"""The requester's card beside the conversation."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from usher.frame.pieces import ContactCard, Fact
from usher.people.actors import Actor
from usher.tickets.access import visible_to
from usher.tickets.models import Ticket
from usher.tickets.models.status import UNFINISHED
from usher.web.tickets.shown import Face

LAST = 4  # other tickets that are listed


@dataclass(frozen=True)
class Asking:
    """Who asks, and what else they asked: only tickets that the reader may see are counted and listed."""

    card: ContactCard
    others: Sequence[Ticket]


def asking(ticket: Ticket, actor: Actor, slug: str) -> Asking | None:
    """The card of the requester; None for a ticket without one. Two queries."""
    contact = ticket.requester
    if contact is None:
        return None
    theirs = visible_to(actor).filter(requester=contact)
    counts = theirs.aggregate(all=Count("id"), open=Count("id", filter=Q(state__in=UNFINISHED)))
    facts = [Fact("mail", contact.email, f"mailto:{contact.email}")] if contact.email else []
    facts += [Fact("phone", contact.phone, f"tel:{contact.phone}")] if contact.phone else []
    card = ContactCard(
        person=Face(contact.shown_name, contact.initials, contact.hue),
        url=f"/{slug}/people/contacts/{contact.pk}",
        company=ticket.company.name if ticket.company else "",
        facts=facts,
        figures=[
            (str(counts["all"]), ngettext("ticket", "tickets", counts["all"])),
            (str(counts["open"]), _("open")),
        ],
    )
    return Asking(card, list(theirs.exclude(pk=ticket.pk).order_by("-id")[:LAST]))
