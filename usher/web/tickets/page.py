"""Everything that a ticket's page and its pieces draw."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone

from usher.events.models import Event
from usher.frame.pieces import Happening
from usher.frame.scoping import MemberRequest
from usher.mail.queries import delivery_of
from usher.people.actors import Actor
from usher.people.models import Member
from usher.tickets.events import STATUS_CHANGED
from usher.tickets.models import Label, Priority, Ticket, TicketLabel
from usher.tickets.queries import links_of, merged_into, writing_on
from usher.tickets.timeline import TABS, Stretch, stretch_of
from usher.web.mail.stops import stops_of
from usher.web.tickets import choices
from usher.web.tickets.addresses import Addresses, addresses_of
from usher.web.tickets.composing import composer_of
from usher.web.tickets.contact import asking
from usher.web.tickets.fields_panel import panel_of
from usher.web.tickets.linked import kind_names
from usher.web.tickets.rights import Rights, rights_of
from usher.web.tickets.sentences import happening_of
from usher.web.tickets.shown import Entry, entry_of
from usher.web.tickets.snooze_times import quick_choices
from usher.web.tickets.waiting import waiting_on

_VIEW = re.compile(r"[a-z]{2,12}(-[0-9]{1,18})?\Z")

Item = Entry | list[Happening]


def pieces_of(request: MemberRequest, ticket: Ticket, problems: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The context of head, thread and details. `problems` are refusals, told beside the control they belong to."""
    addresses = addresses_of(request.organization.slug, ticket)
    rights = rights_of(request.actor, ticket)
    tab = tab_of(request)
    stretch = stretch_of(ticket, since=anchor_of(request), tab=tab)
    seen_at = seen_by(request, ticket)
    on_it = TicketLabel.objects.filter(ticket=ticket, label=OuterRef("pk"))
    labels = list(Label.objects.annotate(is_on=Exists(on_it)).order_by("name"))
    return {
        "ticket": ticket,
        "to": addresses,
        "link": settings.USHER_URL.rstrip("/") + addresses.page,
        "rights": rights,
        "problems": problems or {},
        "view": view_of(request),
        "tab": tab,
        "kept": {},
        "composer_of": composer_of,
        "items": items_of(request, ticket, addresses, stretch, seen_at),
        "stretch": stretch,
        "pending": waiting_on(ticket, request.actor) if tab != "internal" else [],
        "since": stretch.first_id if stretch.earlier else 0,
        "unread": any(message.created_at > seen_at for message in stretch.messages) if seen_at else True,
        "labels": [label for label in labels if label.is_on],
        "every_label": labels,
        "activity": [happening_of(event) for event in stretch.newest],
        **details_of(request, ticket, rights),
    }


def details_of(request: MemberRequest, ticket: Ticket, rights: Rights) -> dict[str, Any]:
    """The column beside the conversation."""
    actor = request.actor
    followers = [row.member for row in ticket.followers.select_related("member").order_by("member__name")]
    texts, writers = writing_on(ticket, request.membership.pk, timezone.now())
    participants = list(ticket.participants.order_by("id"))
    asking_address = [ticket.requester.email] if ticket.requester and ticket.requester.email else []
    joined = [row.member for row in ticket.assignments.select_related("member").order_by("created_at", "id")]
    return {
        "member": request.membership,
        "priority": Priority(ticket.priority),
        "statuses": choices.statuses(rights.moves),
        "priorities": choices.priorities() if rights.edit else [],
        **on_it(ticket, actor, rights, joined),
        "texts": texts,
        "writers": writers,
        "snoozes": quick_choices(timezone.now()) if rights.snooze else [],
        "teams": choices.teams(ticket) if rights.assign else [],
        "types": choices.types(ticket) if rights.edit else [],
        "categories": choices.categories(ticket) if rights.edit else [],
        "panel": panel_of(ticket),
        "asking": asking(ticket, actor, request.organization.slug),
        "participants": participants,
        "stops": stops_of([*asking_address, *(each.email for each in participants)], timezone.now()),
        "may_lift_all": "mailboxes" in actor.permissions,
        "followers": followers,
        "follows": any(member.pk == actor.member_id for member in followers),
        "links": links_of(ticket, actor),
        "kinds": kind_names(),
        "absorbed": merged_into(ticket, actor),
    }


def on_it(ticket: Ticket, actor: Actor, rights: Rights, joined: list[Member]) -> dict[str, Any]:
    """Whom the ticket can be given to, who joined, and who else could."""
    members = choices.members(ticket, actor) if rights.assign else []
    taken = {str(ticket.assignee_id or ""), *(str(member.pk) for member in joined)}
    joinable = [choice for choice in members if choice.value not in taken] if ticket.assignee_id else []
    return {"members": members, "joined": joined, "joinable": joinable}


def items_of(
    request: MemberRequest, ticket: Ticket, addresses: Addresses, stretch: Stretch, seen_at: datetime | None
) -> list[Item]:
    """Messages in their order, and between them the changes, each run of changes folded into one list."""
    sent = delivery_of(message.pk for message in stretch.messages if message.is_from_staff and message.is_public)
    items: list[Item] = []
    written = {message.created_at for message in stretch.messages}
    changes = [event for event in stretch.changes if not _goes_without_saying(event, written)]
    for message in stretch.messages:
        _fold(items, changes, before=message.created_at)
        items.append(
            entry_of(message, ticket, addresses, seen_at=seen_at, deliveries=sent.get(message.pk, ()),
                     member_id=request.actor.member_id)
        )  # fmt: skip
    _fold(items, changes, before=None)
    return items


def _goes_without_saying(event: Event, written: set[datetime]) -> bool:
    """A move that a message brought about by itself: the thread shows the message, the timeline tells both."""
    return event.name == STATUS_CHANGED and event.actor_kind == "system" and event.at in written


def _fold(items: list[Item], changes: list[Event], *, before: datetime | None) -> None:
    run = [event for event in changes if before is None or event.at < before]
    del changes[: len(run)]
    if run:
        items.append([happening_of(event) for event in run])


def seen_by(request: MemberRequest, ticket: Ticket) -> datetime | None:
    """How far the reader had read, before this page."""
    row = ticket.seen.filter(member_id=request.membership.pk).values_list("seen_at", flat=True).first()
    return row if isinstance(row, datetime) else None


def anchor_of(request: HttpRequest) -> int | None:
    """The oldest message of the page that asks (`since`): what is drawn again begins there, not earlier, not later."""
    return _id(request.POST.get("since") or request.GET.get("since"))


def view_of(request: HttpRequest) -> str:
    """The list that the reader came from, or nothing when what the address says cannot be one."""
    view = request.POST.get("view") or request.GET.get("view", "")
    return view if _VIEW.match(view) else ""


def tab_of(request: HttpRequest) -> str:
    """Which messages of the thread the reader wants to see: a key of TABS, all of them unless the address says so."""
    tab = request.POST.get("tab") or request.GET.get("tab", "")
    return tab if tab in TABS else ""


def _id(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
