"""What of a ticket is found by searching, and when its words change."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from usher.events.bus import reacts_later, reacts_now
from usher.events.models import Event
from usher.people.actors import Actor
from usher.search.actions import add, refresh
from usher.search.register import Parts, Searchable, register
from usher.tickets import events
from usher.tickets.access import visible_to
from usher.tickets.models import Message, Participant, Ticket

CHUNK = 500  # tickets read at once
LONGEST = 200_000  # characters of one ticket's messages


def parts_of(ticket_ids: Sequence[int]) -> Iterator[tuple[int, Parts]]:
    """Code and subject weigh most, people next, messages least; three queries."""
    tickets = Ticket.objects.filter(pk__in=ticket_ids).select_related("requester", "company")
    people: dict[int, list[str]] = defaultdict(list)
    for ticket_id, name, email in Participant.objects.filter(ticket__in=ticket_ids).values_list(
        "ticket_id", "name", "email"
    ):
        people[ticket_id].append(f"{name} {email}")
    texts: dict[int, list[str]] = defaultdict(list)
    messages = Message.objects.filter(ticket__in=ticket_ids).order_by("id")
    for ticket_id, author, email, text in messages.values_list("ticket_id", "author_name", "author_email", "text"):
        texts[ticket_id].append(f"{author} {email} {text}")
    for ticket in tickets:
        yield ticket.pk, [*_head(ticket), ("B", " ".join(people[ticket.pk])), ("C", "\n".join(texts[ticket.pk])[:LONGEST])]


def _head(ticket: Ticket) -> Parts:
    requester = f"{ticket.requester.name} {ticket.requester.email} {ticket.requester.phone}" if ticket.requester else ""
    company = ticket.company.name if ticket.company else ""
    reference = f"{ticket.external_source} {ticket.external_id}"
    return [("A", f"{ticket.code} {ticket.number} {ticket.subject} {reference}"), ("B", f"{requester} {company}")]


def all_ids() -> Iterator[list[int]]:
    """Every ticket of the organization, those in the bin too: they may come back."""
    last = 0
    while ids := list(Ticket.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        yield ids
        last = ids[-1]


def visible(actor: Actor, ticket_ids: list[int]) -> set[int]:
    return set(visible_to(actor).filter(pk__in=ticket_ids).values_list("pk", flat=True))


register(Searchable("ticket", parts_of, all_ids, visible))


@reacts_now(events.OPENED, events.EDITED, events.PARTICIPANTS_CHANGED)
def read_again(event: Event) -> None:
    """What stands at the head of the ticket changed."""
    refresh("ticket", [event.subject_id])


@reacts_now(events.REPLIED, events.RECEIVED, events.NOTED)
def add_message(event: Event) -> None:
    """A message's words come to those that are there."""
    message = Message.objects.only("author_name", "author_email", "text").get(pk=event.data["message"])
    text = f"{message.author_name} {message.author_email} {message.text}"[:LONGEST]
    add("ticket", event.subject_id, [("C", text)])


@reacts_later("contact.changed")
def read_tickets_of_contact(event: Event) -> None:
    """A contact's new name or address leads to their tickets."""
    ids = list(Ticket.objects.filter(requester_id=event.subject_id).order_by("-pk").values_list("pk", flat=True)[:CHUNK])
    refresh("ticket", ids)
