"""A proven member's mail about a ticket becomes their reply or note, and does what its first lines command."""

from dataclasses import dataclass, replace
from datetime import datetime

from usher.base.html import html_to_text
from usher.base.refusals import Invalid, Refused
from usher.channels.email.arriving.commands import HELP, Commands, read_commands
from usher.channels.email.arriving.content import attached, written_in
from usher.channels.email.arriving.pictures import said_with, showing
from usher.channels.email.telling.telling_members import tell_refusal
from usher.mail.incoming.forwarded import read_forward
from usher.mail.incoming.handing import Outcome
from usher.mail.incoming.trim import is_all_quoted
from usher.mail.message import ParsedMessage
from usher.mail.models import IncomingMail
from usher.mail.models.incoming import State
from usher.people.actors import Actor, member_actor
from usher.people.models import Member
from usher.tickets import actions as tickets
from usher.tickets.access import Deed, get_ticket
from usher.tickets.lifecycles import flow_of
from usher.tickets.models import PRIORITIES, STATUSES, Ticket
from usher.tickets.queries import addresses_on

QUOTES_ONLY = "Nothing of your own stands in it, only what it answers. Write above that."


class NoMember(Refused):
    """Who was a member once is none any more."""

    code = "no_member"


@dataclass(frozen=True, slots=True)
class ToWhom:
    """Where the member's mail went beside to us: to colleagues only, or to people outside who `have_it` already."""

    among_members: bool = False
    have_it: frozenset[str] = frozenset()


def speak(
    mail: IncomingMail, message: ParsedMessage, ticket: Ticket, member: Member, to_whom: ToWhom, at: datetime
) -> Outcome:
    """Reply to the requester as the member, or note with #note; a forwarded mail and one to colleagues is always a note.

    Nobody gets twice what the member sent to them directly. Refuses unknown commands, what the member may not do and what
    the ticket's state forbids: then nothing is done.
    """
    if not member.is_active:
        raise NoMember(f"{member.name} is deactivated.")
    commands = read_commands(message.reply_text or message.text)
    if commands.unknown:
        raise Invalid({"command": f"“{commands.unknown}” is no command. There are {HELP}."})
    by = member_actor(member)
    _hand_and_weigh(ticket, commands, member, by, at)
    is_note = commands.is_note or to_whom.among_members or read_forward(message) is not None
    if not is_note and is_all_quoted(commands.text):
        raise Invalid({"body": QUOTES_ONLY})
    did = _write(mail, message, ticket, commands, by, at, have_it=None if is_note else to_whom.have_it)
    _move(ticket, commands, by, at)
    return Outcome(State.APPLIED, f"{member.name} {did} {ticket.code} by mail.", ticket.pk)


def keep_unsent(
    mail: IncomingMail, message: ParsedMessage, member: Member, ticket: Ticket, refusal: Refused, at: datetime
) -> Outcome:
    """Keep a member's mail that was refused where members see it, and tell its author why it went no further."""
    why = " ".join(refusal.errors.values()) if isinstance(refusal, Invalid) else str(refusal)
    told = f" {member.name} was told." if tell_refusal(mail, ticket, member, why, at) else ""
    if ticket.is_closed:
        return Outcome(State.IGNORED, f"Of {member.name}, but {why}{told}", ticket.pk)
    flag = f"By mail, and sent to nobody: {why}{told}"
    tickets.receive(
        ticket, written_in(mail, message, at, is_answer=True), by=member_actor(member), at=at, source="email",
        trusted=False, wakes=False, flag=flag, incoming=mail,
    )  # fmt: skip
    return Outcome(State.APPLIED, f"Added for members only to {ticket.code}: {why}", ticket.pk)


def _hand_and_weigh(ticket: Ticket, commands: Commands, member: Member, by: Actor, at: datetime) -> None:
    if commands.assigns:
        tickets.assign(_allowed(by, "take", ticket), to=member, by=by, at=at)
    if commands.priority:
        tickets.prioritise(_allowed(by, "prioritise", ticket), to=PRIORITIES[commands.priority], by=by, at=at)


def _write(
    mail: IncomingMail, message: ParsedMessage, ticket: Ticket, commands: Commands, by: Actor, at: datetime, *,
    have_it: frozenset[str] | None,
) -> str:  # fmt: skip
    """Reply to all but those who `have_it`; None: note."""
    text, html = commands.text, written_in(mail, replace(message, attachments=()), at, is_answer=True).html
    if html_to_text(html).split() != text.split():  # a command or a signature stands in it
        html = ""
    # What stands below is the notice and their own signature: nothing that a customer should ever be shown.
    # A note goes to nobody outside, and may be a forward whose pictures are what it is about.
    parts = list(message.attachments) if have_it is None else said_with(message, ticket, keeps_page=bool(html))
    files, html = attached(parts, at), showing(html, parts)
    # Without the page nothing shows its pictures: they go along as files.
    said = tickets.Written(text=text, html=html, files=files if html else [replace(each, is_inline=False) for each in files])
    if not text.strip() and not files and commands != Commands(""):
        return "changed"
    if have_it is None:
        tickets.note(_allowed(by, "note", ticket), said, by=by, at=at, source="email", incoming=mail)
        return "noted on"
    row = _allowed(by, "reply", ticket)
    left = [email for email in addresses_on(row) if email not in have_it] if have_it else []
    tickets.reply(
        row, said, by=by, at=at, source="email", incoming=mail, notifies=bool(left or not have_it),
        sent_to=left or sorted(have_it),
    )  # fmt: skip
    return "replied on"


def _move(ticket: Ticket, commands: Commands, by: Actor, at: datetime) -> None:
    if not commands.status:
        return
    row, flow = _allowed(by, "move", ticket), flow_of(ticket)
    now = STATUSES[row.status]
    goals = {"resolved": flow.resolving, "reopen": flow.reopening, "closed": flow.nearest("closed", now)}
    goal = goals[commands.status]
    if goal is None:
        raise Invalid({"status": f"{ticket.code} cannot be moved there in its lifecycle."})
    tickets.move(row, to=goal.code, by=by, at=at)


def _allowed(by: Actor, to: Deed, ticket: Ticket) -> Ticket:
    return get_ticket(by, to=to, pk=ticket.pk)
