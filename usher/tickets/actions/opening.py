"""A request becomes a ticket: the one verb in which every way in ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Required, TypedDict, Unpack

from django.db import transaction
from django.db.models import prefetch_related_objects

from usher.base.refusals import Invalid
from usher.base.text import one_line
from usher.events.bus import Happening, record, record_all
from usher.mail.models import IncomingMail, Mailbox
from usher.organizations.models.counter import next_numbers
from usher.organizations.queries import current
from usher.people.actors import Actor
from usher.people.models import Contact, Member, Team
from usher.tickets import events
from usher.tickets.actions.moving import begin, move_along
from usher.tickets.actions.participating import add_participants
from usher.tickets.actions.writing import Part, Written, add_all, count
from usher.tickets.fields import check, put_values, write_rows
from usher.tickets.models import Category, Label, Message, Priority, Ticket, TicketLabel, TicketType

SUBJECT_LENGTH = 500  # characters


class Opening(TypedDict, total=False):
    """With what a ticket is opened. Team and category default to the type's, the priority is medium, it is public."""

    subject: Required[str]  # at most 500 characters
    by: Required[Actor]
    at: Required[datetime]
    source: Required[str]
    written: Written | None  # the description
    requester: Contact | None
    priority: Priority
    assignee: Member | None
    team: Team | None
    type: TicketType | None
    category: Category | None
    labels: Sequence[Label]
    visibility: str
    mailbox: Mailbox | None
    participants: Mapping[str, str]  # CC addresses and their names
    custom_fields: Mapping[str, Any] | None
    external_source: str
    external_id: str
    incoming: IncomingMail | None
    email: str  # the address the requester wrote from
    flag: str
    notifies: bool  # a member's description is mailed to the requester as a reply; the default
    asks: bool  # what the type requires must be there; the default, but a mail has no form to ask by


@dataclass(slots=True)
class _Begun:
    """A ticket that is made and not stored yet, with what belongs to it."""

    opening: Opening
    ticket: Ticket
    values: dict[str, Any]
    says: Written | None
    message: Message | None = None


def open_ticket(**opening: Unpack[Opening]) -> Ticket:
    """Open a ticket with its first message (the description) and return it.

    Refuses an empty subject, one over 500 characters and wrong custom fields.
    """
    return open_tickets([opening])[0]


@transaction.atomic
def open_tickets(openings: Sequence[Opening]) -> list[Ticket]:
    """Open several tickets of one organization with few statements, all or none; see `open_ticket`."""
    requesters = [requester for opening in openings if (requester := opening.get("requester"))]
    prefetch_related_objects(requesters, "company")
    begun = [_begin(opening) for opening in openings]
    _number(begun)
    Ticket.objects.bulk_create([each.ticket for each in begun])
    for each in begun:
        _add_rows(each)
    _add_messages(begun)
    record_all([_happening(each) for each in begun])
    for each in begun:
        if assignee := each.opening.get("assignee"):
            hand_to(each.ticket, assignee, by=each.opening["by"], at=each.opening["at"])
    return [each.ticket for each in begun]


def _begin(opening: Opening) -> _Begun:
    by, at, type, requester = opening["by"], opening["at"], opening.get("type"), opening.get("requester")
    values = check(
        opening.get("custom_fields") or {}, type_id=type.pk if type else None, at=at,
        complete=opening.get("asks", True), public_only=by.kind == "contact",
    )  # fmt: skip
    ticket = Ticket(
        subject=checked_subject(opening["subject"]), source=opening["source"], requester=requester,
        company=requester.company if requester else None, priority=opening.get("priority", Priority.MEDIUM),
        team=opening.get("team") or (type.team if type else None), type=type,
        category=opening.get("category") or (type.category if type else None),
        visibility=opening.get("visibility", "public"), mailbox=opening.get("mailbox"),
        external_source=opening.get("external_source", ""), external_id=opening.get("external_id", ""),
        created_by_kind=by.kind, created_by_id=by.id, created_by_name=by.name, created_at=at, updated_at=at,
        last_requester_at=at if by.kind == "contact" else None,
    )  # fmt: skip
    put_values(ticket, values)
    begin(ticket)
    written = opening.get("written")
    says = written if written and (written.text.strip() or written.files) else None
    if says:
        count(ticket, says, is_public=True)
    return _Begun(opening, ticket, values, says)


def _number(begun: Sequence[_Begun]) -> None:
    prefix = current().prefix
    for number, each in enumerate(begun, next_numbers("ticket", len(begun))):
        company, each.ticket.number = each.ticket.company, number
        each.ticket.code = f"{(company.prefix if company else '') or prefix}-{number}"


def _add_rows(each: _Begun) -> None:
    write_rows(each.ticket, each.values, is_new=True)
    if labels := each.opening.get("labels"):
        TicketLabel.objects.bulk_create(TicketLabel(ticket=each.ticket, label=label) for label in dict.fromkeys(labels))
    if participants := each.opening.get("participants"):
        add_participants(each.ticket, participants)


def _add_messages(begun: Sequence[_Begun]) -> None:
    speaking = [each for each in begun if each.says]
    parts = []
    for each in speaking:
        assert each.says is not None
        opening, by = each.opening, each.opening["by"]
        parts.append(Part(each.ticket, each.says, {
            "kind": "reply", "by": by, "at": opening["at"], "source": opening["source"], "email": opening.get("email", ""),
            "flag": opening.get("flag", ""), "incoming": opening.get("incoming"),
            "notifies": opening.get("notifies", True) and by.kind == "member",
        }))  # fmt: skip
    for each, message in zip(speaking, add_all(parts, is_public=True), strict=True):
        each.message = message


def _happening(each: _Begun) -> Happening:
    message, opening = each.message, each.opening
    said = {"message": message.pk if message else None, "notifies": message.notifies if message else False}
    data = {"source": opening["source"], "requester": each.ticket.requester_id, **said}
    return Happening(events.OPENED, each.ticket, opening["by"], opening["at"], data)


def hand_to(ticket: Ticket, assignee: Member, *, by: Actor, at: datetime) -> None:
    """Give a ticket that was opened this moment to its assignee."""
    if not assignee.is_active:
        raise Invalid({"assignee": f"{assignee.name} is deactivated and cannot take tickets."})
    ticket.assignee = assignee
    ticket.save(update_fields=["assignee"])
    data = {"from": None, "from_name": None, "to": assignee.pk, "to_name": assignee.name}
    record(events.ASSIGNED, ticket, by=by, at=at, data=data)
    move_along(ticket, "assigned", at=at)


def checked_subject(subject: str) -> str:
    """The subject on one line; refuses an empty one and one over 500 characters."""
    folded = one_line(subject, SUBJECT_LENGTH + 1)
    if not folded:
        raise Invalid({"subject": "The subject is empty. Write in a few words what it is about."})
    if len(folded) > SUBJECT_LENGTH:
        raise Invalid({"subject": f"The subject is longer than {SUBJECT_LENGTH} characters; shorten it."})
    return folded
