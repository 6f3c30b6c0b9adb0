"""The addresses of one ticket's page and deeds."""

from typing import Any

from django.urls import reverse

from usher.tickets.models import Ticket


class Addresses:
    """Builds them for one ticket: `at("assign")`, `at("message", message=7)`; `page` is the ticket's own."""

    def __init__(self, slug: str, number: int) -> None:
        self.slug, self.number = slug, number

    @property
    def page(self) -> str:
        return reverse("ticket", kwargs={"slug": self.slug, "number": self.number})

    def at(self, name: str, **more: Any) -> str:
        """The address named `ticket-<name>` in `web/tickets/urls.py`."""
        return reverse(f"ticket-{name}", kwargs={"slug": self.slug, "number": self.number, **more})


def addresses_of(slug: str, ticket: Ticket) -> Addresses:
    """The addresses of this ticket."""
    return Addresses(slug, ticket.number)
