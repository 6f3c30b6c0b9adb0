"""Naming other tickets: by code, by number, or by choosing among those found by words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from usher.base.refusals import Invalid, NotFound
from usher.frame.scoping import MemberRequest, scoped
from usher.people.actors import Actor
from usher.tickets.access import get_ticket, visible_to
from usher.tickets.actions.absorbing import mixes
from usher.tickets.models import Ticket
from usher.tickets.queries import found_by_words

MOST = 8  # tickets offered
LONGEST = 200  # characters of what is looked for


@dataclass(frozen=True, slots=True)
class Offer:
    """One ticket to choose, whether it is chosen, and whether a merge with it would hide messages."""

    ticket: Ticket
    chosen: bool = False
    hides: bool = False


@require_safe
@scoped
def find(request: MemberRequest, number: int) -> HttpResponse:
    """Tickets that fit the words `other`, to choose from; without words, others of the same requester."""
    ticket = get_ticket(request.actor, number=number)
    words, chosen = request.GET.get("other", ""), request.GET.getlist("chosen")
    found = offers(ticket, words, chosen, request.actor, merging="merging" in request.GET)
    return render(request, "tickets/_found.html", {"found": found})


def offers(ticket: Ticket, words: str, chosen: Sequence[str], actor: Actor, *, merging: bool = False) -> list[Offer]:
    """What is chosen already, and at most eight others that the actor may see; never the ticket itself."""
    kept = list(visible_to(actor).filter(code__in=chosen[:MOST]).select_related("requester"))
    text = words.replace("\x00", "").strip()[:LONGEST]
    if text:
        ids = [pk for pk in found_by_words(actor, text, MOST + 1) if pk != ticket.pk]
        named = {row.pk: row for row in Ticket.objects.filter(pk__in=ids).select_related("requester")}
        found = [named[pk] for pk in ids if pk in named and not (merging and named[pk].merged_into_id)]
    else:
        theirs = visible_to(actor).filter(requester=ticket.requester, merged_into=None).exclude(pk=ticket.pk)
        found = list(theirs.select_related("requester").order_by("-pk")[:MOST]) if ticket.requester else []
    rows = [*kept, *[row for row in found if row not in kept][:MOST]]
    return [Offer(row, row in kept, merging and not mixes(ticket, row)) for row in rows]


def named(text: str, chosen: Sequence[str], actor: Actor) -> list[Ticket]:
    """The tickets chosen, or else those whose codes or numbers stand in the text, separated by commas or blanks.

    Invalid, at `other`, for words that are no code, for unknown ones, and for nothing at all.
    """
    codes = list(dict.fromkeys(chosen)) or text.replace(",", " ").replace(";", " ").split()
    if not codes:
        raise Invalid({"other": _("Name a ticket by its code, or choose one that was found.")})
    return [_one(code, actor) for code in codes[:100]]


def _one(text: str, actor: Actor) -> Ticket:
    code = text.strip().removeprefix("#").replace("\x00", "")[:40]
    by_number = code.isascii() and code.isdigit() and len(code) < 19
    try:
        return get_ticket(actor, number=int(code)) if by_number else get_ticket(actor, code=code.upper())
    except NotFound as error:
        raise Invalid({"other": _("There is no ticket “%(code)s”. Choose one that was found.") % {"code": code}}) from error
