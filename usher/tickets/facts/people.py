"""Who asked, who works on it, who listens."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Case, F, Func, Q, TextField, Value, When

from usher.conditions import Fact
from usher.conditions.columns import Column, Either, Text
from usher.people.models import Company, Contact, Member
from usher.tickets.facts.rows import behind, names_of, of_ticket
from usher.tickets.models import Assignment, Follower, Participant, Ticket


def _assignees(ticket: Ticket, at: datetime) -> list[int | None]:
    return [ticket.assignee_id, *ticket.assignments.values_list("member_id", flat=True)]


def _followers(ticket: Ticket, at: datetime) -> list[int]:
    return list(ticket.followers.values_list("member_id", flat=True))


def _participants(ticket: Ticket, at: datetime) -> list[str]:
    return list(ticket.participants.values_list("email", flat=True))


def _domain(ticket: Ticket, at: datetime) -> str:
    return ticket.requester.email.rpartition("@")[2] if ticket.requester and "@" in ticket.requester.email else ""


def _domain_in_sql() -> Case:
    last = Func(F("email"), Value("@"), Value(-1), function="split_part", output_field=TextField())
    return Case(When(email__contains="@", then=last), default=Value(""), output_field=TextField())


class _Creator(Column):
    """Members have a column of ids in common with other kinds of creators."""

    def filled(self) -> Q:
        return Q(created_by_kind="member") & super().filled()

    def among(self, values: Sequence[Any], at: datetime) -> Q:
        return Q(created_by_kind="member") & super().among(values, at)


def _of_requester(name: str, label: str, column: str, *other_names: str, kind: Any = "text") -> Fact:
    return Fact(
        name, label, kind, lambda ticket, at: ticket.requester and getattr(ticket.requester, column),
        behind("requester", Contact, Text(column)), other_names,
    )  # fmt: skip


def _of_company(name: str, label: str, column: str, *other_names: str, kind: Any = "text") -> Fact:
    return Fact(
        name, label, kind, lambda ticket, at: ticket.company and getattr(ticket.company, column),
        behind("company", Company, Text(column)), other_names,
    )  # fmt: skip


FACTS = (
    Fact("assignedToUserId", "Assignee", "reference", lambda ticket, at: ticket.assignee_id, Column("assignee"),
         ("assignedTo", "assigneeId", "assignee"), naming=names_of(Member)),
    Fact("assigneeIds", "Assignees", "reference", _assignees,
         Either(Column("assignee"), of_ticket(Assignment, Column("member"))), ("assignees",), many=True,
         naming=names_of(Member)),
    Fact("assigneeName", "Assignee's name", "text", lambda ticket, at: ticket.assignee and ticket.assignee.name,
         behind("assignee", Member, Text("name")), ("assignedToName",)),
    Fact("followerIds", "Followers", "reference", _followers, of_ticket(Follower, Column("member")),
         ("followers", "watchers"), many=True, naming=names_of(Member)),
    Fact("participants", "Participants", "choice", _participants, of_ticket(Participant, Text("email")), ("cc",), many=True),
    Fact("requesterId", "Requester", "reference", lambda ticket, at: ticket.requester_id, Column("requester"),
         ("requester", "contactId"), naming=names_of(Contact)),
    _of_requester("requesterName", "Requester's name", "name", "contactName"),
    _of_requester("requesterEmail", "Requester's address", "email", "contactEmail"),
    Fact("requesterDomain", "Requester's domain", "text", _domain, behind("requester", Contact, Text(_domain_in_sql)),
         ("domain",)),
    _of_requester("requesterPhone", "Requester's phone", "phone"),
    _of_requester("language", "Requester's language", "language", "requesterLanguage", kind="choice"),
    Fact("companyId", "Company", "reference", lambda ticket, at: ticket.company_id, Column("company"),
         ("company", "merchantId", "clientId"), naming=names_of(Company)),
    _of_company("companyName", "Company's name", "name", "merchantName"),
    _of_company("companyTier", "Company's tier", "tier", "tier", "customerTier", kind="choice"),
    Fact("createdByType", "Created by a", "choice", lambda ticket, at: ticket.created_by_kind, Column("created_by_kind"),
         choices={kind: kind for kind in ("member", "contact", "token", "system")}),
    Fact("createdByName", "Created by", "text", lambda ticket, at: ticket.created_by_name, Text("created_by_name")),
    Fact("createdBy", "Created by the member", "reference",
         lambda ticket, at: ticket.created_by_id if ticket.created_by_kind == "member" else None,
         _Creator("created_by_id"), ("createdById",), naming=names_of(Member)),
)  # fmt: skip
