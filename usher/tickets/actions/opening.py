"""A request becomes a ticket: the one verb in which every way in ends."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.refusals import Invalid
from usher.base.text import one_line
from usher.events.bus import record
from usher.mail.models import IncomingMail, Mailbox
from usher.organizations.models.counter import next_number
from usher.organizations.queries import current
from usher.people.actors import Actor
from usher.people.models import Contact, Member, Team
from usher.tickets import events
from usher.tickets.actions.moving import begin, move_along
from usher.tickets.actions.participating import add_participants
from usher.tickets.actions.writing import Written, add, count
from usher.tickets.fields import check, put_values, write_rows
from usher.tickets.models import Category, Label, Priority, Ticket, TicketLabel, TicketType

SUBJECT_LENGTH = 500  # characters


@transaction.atomic
def open_ticket(
    *, subject: str, by: Actor, at: datetime, source: str, written: Written | None = None,
    requester: Contact | None = None, priority: Priority = Priority.MEDIUM, assignee: Member | None = None,
    team: Team | None = None, type: TicketType | None = None, category: Category | None = None,
    labels: Sequence[Label] = (), visibility: str = "public", mailbox: Mailbox | None = None,
    participants: Mapping[str, str] | None = None, custom_fields: Mapping[str, Any] | None = None,
    external_source: str = "", external_id: str = "", incoming: IncomingMail | None = None, email: str = "",
    flag: str = "", notifies: bool = True, asks: bool = True,
) -> Ticket:  # fmt: skip
    """Open a ticket with its first message (the description) and return it.

    `participants` maps CC addresses to names. A description written by a member is a public reply to the requester
    when `notifies`. Team and category default to the type's. Refuses an empty subject, one over 500 characters and wrong
    custom fields; with `asks` also missing ones that the type requires (a mail has no form to ask by).
    """
    subject = checked_subject(subject)
    type_id, public_only = type.pk if type else None, by.kind == "contact"
    values = check(custom_fields or {}, type_id=type_id, at=at, complete=asks, public_only=public_only)
    company = requester.company if requester else None
    organization = current()
    ticket = Ticket(
        subject=subject, source=source, requester=requester, company=company, priority=priority,
        team=team or (type.team if type else None), type=type, category=category or (type.category if type else None),
        visibility=visibility, mailbox=mailbox, external_source=external_source, external_id=external_id,
        created_by_kind=by.kind, created_by_id=by.id, created_by_name=by.name, created_at=at, updated_at=at,
        last_requester_at=at if by.kind == "contact" else None,
    )  # fmt: skip
    put_values(ticket, values)
    begin(ticket)
    ticket.number = next_number("ticket")
    ticket.code = f"{(company.prefix if company else '') or organization.prefix}-{ticket.number}"
    says = written if written and (written.text.strip() or written.files) else None
    if says:
        count(ticket, says, is_public=True)
    ticket.save()
    write_rows(ticket, values, is_new=True)
    if labels:
        TicketLabel.objects.bulk_create(TicketLabel(ticket=ticket, label=label) for label in dict.fromkeys(labels))
    if participants:
        add_participants(ticket, participants)
    data: dict[str, Any] = {"source": source, "message": None, "notifies": False}
    if says:
        message = add(
            ticket, says, kind="reply", is_public=True, by=by, at=at, source=source, email=email, flag=flag,
            incoming=incoming, notifies=notifies and by.kind == "member",
        )  # fmt: skip
        data |= {"message": message.pk, "notifies": message.notifies}
    record(events.OPENED, ticket, by=by, at=at, data=data)
    if assignee:
        hand_to(ticket, assignee, by=by, at=at)
    return ticket


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
