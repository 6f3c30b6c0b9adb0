"""Tickets by the thousand: written in bulk, shaped as the verbs would have left them.

The one place that writes tickets past the verbs: a hundred thousand of them one by one would take an hour.
"""

import random
from datetime import UTC, datetime, timedelta

from usher.base.tenancy import entered
from usher.base.text import preview
from usher.cli.generate import words
from usher.cli.generate.organizations import Place
from usher.events.models import Event
from usher.organizations.models import Counter
from usher.search.actions import rebuild
from usher.tickets.models import STATUSES, Message, Ticket, TicketLabel

BATCH = 1000
YEAR = 365 * 24 * 60  # minutes
# Most of a helpdesk's tickets are done; the shares are of all tickets.
SHARES = {
    "closed": 55,
    "resolved": 15,
    "open": 9,
    "assigned": 7,
    "in_progress": 6,
    "waiting_customer": 6,
    "on_hold": 1,
    "cancelled": 1,
}
PRIORITIES = (1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 4)
SOURCES = ("email", "email", "email", "email", "portal", "web", "api", "messenger")


def fill(place: Place, *, tickets: int, messages: int) -> None:
    """Add this many tickets with this many messages each to one organization, and make them searchable."""
    chance = random.Random(place.organization_id)
    done = 0
    while done < tickets:
        size = min(BATCH, tickets - done)
        with entered(place.organization_id):
            first = _numbers(size)
            _Batch(place, chance, messages).write(range(first, first + size))
        done += size
    with entered(place.organization_id):
        rebuild("ticket")


def _numbers(size: int) -> int:
    counter, _ = Counter.objects.select_for_update().get_or_create(purpose="ticket")
    counter.value += size
    counter.save(update_fields=["value"])
    return counter.value - size + 1


class _Batch:
    """Some hundred tickets with their messages, labels and events."""

    def __init__(self, place: Place, chance: random.Random, messages: int) -> None:
        self.place, self.chance, self.messages, self.now = place, chance, messages, datetime.now(UTC)

    def write(self, numbers: range) -> None:
        made = Ticket.objects.bulk_create([self._ticket(number) for number in numbers])
        Message.objects.bulk_create(message for ticket in made for message in self._messages_of(ticket))
        labelled = [ticket for ticket in made if self.chance.random() < 0.5]
        TicketLabel.objects.bulk_create(
            TicketLabel(ticket=ticket, label_id=self.chance.choice(self.place.labels)) for ticket in labelled
        )
        Event.objects.bulk_create(self._opened(ticket) for ticket in made)

    def _ticket(self, number: int) -> Ticket:
        chance = self.chance
        contact, name, _, company = chance.choice(self.place.contacts)
        status = STATUSES[chance.choices(list(SHARES), weights=list(SHARES.values()))[0]]
        created = self.now - timedelta(minutes=chance.randrange(YEAR))
        updated = min(self.now, created + timedelta(minutes=chance.randrange(5 * 24 * 60)))
        assigned = status.code != "open" and chance.random() < 0.95
        subject = f"{chance.choice(words.THINGS).capitalize()} {chance.choice(words.TROUBLES)} {chance.choice(words.PLACES)}"
        finished = status.state in {"resolved", "closed"}
        return Ticket(
            number=number, code=f"{self.place.prefix}-{number}", subject=subject, status=status.code, state=status.state,
            priority=chance.choice(PRIORITIES), source=chance.choice(SOURCES), requester_id=contact, company_id=company,
            assignee_id=chance.choice(self.place.members)[0] if assigned else None, team_id=chance.choice(self.place.teams),
            type_id=chance.choice(self.place.types), created_by_kind="contact", created_by_id=contact, created_by_name=name,
            created_at=created, updated_at=updated, first_response_at=updated if self.messages > 1 else None,
            resolved_at=updated if finished else None, closed_at=updated if status.state == "closed" else None,
            response_count=self.messages - 1, last_requester_at=created, preview=preview(self._words()),
        )  # fmt: skip

    def _messages_of(self, ticket: Ticket) -> list[Message]:
        at, chance, thread = ticket.created_at, self.chance, []
        for turn in range(self.messages):
            member, member_name = chance.choice(self.place.members)
            kind, by_contact = ("note", False) if turn and chance.random() < 0.15 else ("reply", turn % 2 == 0)
            text = self._words() if by_contact else chance.choice(words.NOTES if kind == "note" else words.ANSWERS)
            thread.append(
                Message(
                    ticket=ticket, kind=kind, is_public=kind == "reply", author_kind="contact" if by_contact else "member",
                    author_contact_id=ticket.requester_id if by_contact else None,
                    author_member_id=None if by_contact else member,
                    author_name=ticket.created_by_name if by_contact else member_name, text=text, source=ticket.source,
                    notifies=False, created_at=at + (ticket.updated_at - at) * (turn / max(1, self.messages)),
                )
            )  # fmt: skip
        return thread

    def _words(self) -> str:
        return "\n\n".join((self.chance.choice(words.OPENINGS), " ".join(self.chance.sample(words.SENTENCES, 4))))

    def _opened(self, ticket: Ticket) -> Event:
        return Event(
            name="ticket.opened", subject_type="ticket", subject_id=ticket.pk, actor_kind="contact",
            actor_id=ticket.requester_id, actor_name=ticket.created_by_name, at=ticket.created_at,
            data={"source": ticket.source, "message": None},
        )  # fmt: skip
