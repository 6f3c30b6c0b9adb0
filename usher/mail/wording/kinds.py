"""The kinds of mail that Usher writes by itself, and the gaps their words may have."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVERYWHERE: dict[str, str | Promise] = {
    "ticket.code": _("The ticket's code"),
    "ticket.subject": _("Its subject"),
    "requester.name": _("Name of the customer"),
    "team.name": _("The ticket's team, else the mailbox's name"),
    "organization.name": _("Name of your organization"),
    "mailbox.name": _("Shown name of the mailbox"),
    "mailbox.address": _("Its address"),
}
FOR_TEAMS: dict[str, str | Promise] = {
    "requester.email": _("Address of the customer"),
    "ticket.priority": _("The ticket's priority"),
    "ticket.preview": _("The beginning of the first message"),
    "ticket.link": _("Link to the ticket, opens after signing in"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: what it is called, when it leaves, and which placeholders it knows (name → meaning)."""

    code: str
    name: str | Promise
    text: str | Promise
    placeholders: dict[str, str | Promise]


_ALL = (
    Kind("acknowledgement", _("New ticket: to the customer"), _("Once, when what they asked became a ticket."), EVERYWHERE),
    Kind("resolved", _("Ticket resolved: to the customer"), _("They can still answer; that reopens it."), EVERYWHERE),
    Kind("closure", _("Ticket closed: to the customer"), _("Closed for good, without having been resolved."), EVERYWHERE),
    Kind(
        "closed_mail", _("Mail to a closed ticket: to its sender"),
        _("Where such mail opens no follow-up: how to ask for something new."), EVERYWHERE,
    ),
    Kind(
        "new_ticket", _("New ticket: to your team"), _("To the address that hears of all new ones."), EVERYWHERE | FOR_TEAMS
    ),
)  # fmt: skip
KINDS: dict[str, Kind] = {kind.code: kind for kind in _ALL}
