"""Statuses under the names an organization gave them, and the lifecycles that they form (docs/mechanisms/lifecycles.md)."""

from usher.tickets.lifecycles.catalogue import Catalogue, catalogue
from usher.tickets.lifecycles.flow import Flow, Shown
from usher.tickets.lifecycles.presets import PRESETS, Preset
from usher.tickets.models.ticket import Ticket


def flow_of(ticket: Ticket) -> Flow:
    """The lifecycle of the ticket: its type's, else the default one."""
    return catalogue().flow(ticket.type_id)


def shown(ticket: Ticket) -> Shown:
    """The status of the ticket as it is shown."""
    return catalogue().shown(ticket.status, ticket.own_status_id, ticket.type_id)


__all__ = ["PRESETS", "Catalogue", "Flow", "Preset", "Shown", "catalogue", "flow_of", "shown"]
