"""What of a ticket is found by searching, and when its words change."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from usher.base.tenancy import current_id
from usher.events.bus import reacts_now, reacts_together
from usher.events.models import Event
from usher.people.actors import Actor
from usher.search.actions import add, refresh
from usher.search.register import Parts, Searchable, register
from usher.tickets import events
from usher.tickets.access import visible_to
from usher.tickets.models import Message, Ticket

CHUNK = 500  # tickets read at once
LONGEST = 200_000  # characters of one ticket's messages


_SQL = """
SELECT t.id, concat_ws(' ', t.code, t.number, t.subject, t.external_source, t.external_id),
       concat_ws(' ', r.name, r.email, r.phone, c.name,
           (SELECT string_agg(f #>> '{}', ' ')
             FROM jsonb_path_query(t.custom_fields, 'strict $.** ? (@.type() == "string" || @.type() == "number")') f),
           (SELECT string_agg(p.name || ' ' || p.email, ' ') FROM tickets_participant p
             WHERE p.organization_id = t.organization_id AND p.ticket_id = t.id)),
       (SELECT left(string_agg(concat_ws(' ', m.author_name, m.author_email, m.text), E'\n' ORDER BY m.id), %(longest)s)
          FROM tickets_message m WHERE m.organization_id = t.organization_id AND m.ticket_id = t.id)
  FROM tickets_ticket t
  LEFT JOIN people_contact r ON r.organization_id = t.organization_id AND r.id = t.requester_id
  LEFT JOIN people_company c ON c.organization_id = t.organization_id AND c.id = t.company_id
 WHERE t.organization_id = %(organization)s AND t.id = ANY(%(ids)s)
"""


def parts_of(ticket_ids: Sequence[int]) -> Iterator[tuple[int, Parts]]:
    """Code and subject weigh most, people next, messages least; one query."""
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"organization": current_id(), "ids": list(ticket_ids), "longest": LONGEST}
        cursor.execute(_SQL, values)
        for ticket_id, head, people, texts in cursor.fetchall():
            yield ticket_id, [("A", head), ("B", people), ("C", texts or "")]


def all_ids() -> Iterator[list[int]]:
    """Every ticket of the organization, those in the bin too: they may come back."""
    last = 0
    while ids := list(Ticket.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        yield ids
        last = ids[-1]


def visible(actor: Actor, ticket_ids: list[int]) -> set[int]:
    return set(visible_to(actor).filter(pk__in=ticket_ids).values_list("pk", flat=True))


register(Searchable("ticket", parts_of, all_ids, visible))


@reacts_together(
    events.OPENED, events.EDITED, events.FIELDS_CHANGED, events.PARTICIPANTS_CHANGED, events.COMPANY_CHANGED,
    events.MERGED, events.ABSORBED, events.UNMERGED, events.RELEASED, events.SPLIT, events.SPLIT_OFF,
    events.MESSAGE_MOVED, events.MESSAGE_BROUGHT,
)  # fmt: skip
def read_again(happened: Sequence[Event]) -> None:
    """What stands at the head of the tickets changed, or messages went."""
    refresh("ticket", [event.subject_id for event in happened])


@reacts_now(events.REPLIED, events.RECEIVED, events.NOTED, events.UPDATE_ADDED)
def add_message(event: Event) -> None:
    """A message's words come to those that are there."""
    message = Message.objects.only("author_name", "author_email", "text").get(pk=event.data["message"])
    text = f"{message.author_name} {message.author_email} {message.text}"[:LONGEST]
    add("ticket", event.subject_id, [("C", text)])
