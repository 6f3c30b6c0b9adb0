"""Whom a ticket's mail goes to."""

from usher.tickets.models import Ticket


def addresses_on(ticket: Ticket) -> list[str]:
    """The addresses of the requester and of those who get copies; one query."""
    asking = [ticket.requester.email] if ticket.requester and ticket.requester.email else []
    return [*asking, *ticket.participants.order_by("id").values_list("email", flat=True)]
