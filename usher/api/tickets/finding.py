"""Which ticket an address means: by id, by code or by unique id."""

import re
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from usher.api.fields import LARGEST
from usher.api.scopes import READ, require_scope
from usher.base.refusals import NotFound
from usher.people.actors import Actor
from usher.tickets.access import Deed, get_ticket
from usher.tickets.models import Ticket

UNIQUE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.IGNORECASE)
DIGITS = re.compile(r"[0-9]{1,19}\Z")
CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}-[0-9]{1,19}\Z")


class TicketPath(msgspec.Struct):
    """A ticket's address."""

    ticket: Annotated[str, Meta(description="id (1234), ticketNumber (PULSE-1234) or uniqueId", examples=["1234"])]


def ticket_named(text: str, actor: Actor, *, to: Deed = "view", deleted: bool = False) -> Ticket:
    """The ticket, if the actor may do that to it; another organization's is as unknown as any. `deleted`: one in the bin."""
    require_scope(actor, READ)
    if DIGITS.match(text) and int(text) <= LARGEST:
        return get_ticket(actor, to=to, deleted=deleted, pk=int(text))
    if UNIQUE.match(text):
        return get_ticket(actor, to=to, deleted=deleted, unique_id=UUID(text))
    if CODE.match(text.upper()):
        return get_ticket(actor, to=to, deleted=deleted, code=text.upper())
    raise NotFound("There is no such ticket.")
