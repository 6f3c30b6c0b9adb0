"""Why somebody may, or may not, do each thing to a ticket: the policy's answers with what the ticket's state says."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from usher.people.actors import Actor
from usher.tickets.access import Verdict, may
from usher.tickets.deeds import DEEDS, Deed
from usher.tickets.models import Ticket

# What a closed ticket refuses to everybody, whatever their rights.
SHUT: frozenset[Deed] = frozenset({"reply", "update", "note", "take", "assign", "start"})


@dataclass(frozen=True, slots=True)
class Answer:
    """One deed: its words ("reply to the requester"), whether it can be done now, and why or why not."""

    deed: Deed
    words: str
    allowed: bool
    because: str


def explained(actor: Actor, ticket: Ticket) -> list[Answer]:
    """Every deed in the order of the table; rights come first, then the state of the ticket."""
    return [_answer(actor, deed, ticket) for deed in DEEDS]


def _answer(actor: Actor, deed: Deed, ticket: Ticket) -> Answer:
    verdict = may(actor, deed, ticket)
    if verdict.allowed:
        verdict = _by_state(deed, ticket, verdict)
    return Answer(deed, str(DEEDS[deed].words), verdict.allowed, verdict.because)


def _by_state(deed: Deed, ticket: Ticket, verdict: Verdict) -> Verdict:
    if ticket.deleted_at and not DEEDS[deed].anywhere and deed != "restore":
        return Verdict(False, _("it lies in the bin; restore it first"))
    if not ticket.deleted_at and deed in ("see_bin", "restore", "purge"):
        return Verdict(False, _("it is not in the bin"))
    if deed == "undo_merge" and ticket.merged_into_id is None:
        return Verdict(False, _("it is not merged into another one"))
    if deed == "finish" and ticket.state != "draft":
        return Verdict(False, _("it is no draft"))
    if ticket.is_closed and deed in SHUT:
        return Verdict(False, _("it is closed; open a follow-up ticket instead"))
    return verdict
