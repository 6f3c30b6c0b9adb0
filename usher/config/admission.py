"""Who may follow the events of an organization: its active members, by the session of their browser, as far as they see."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, connections
from django.http import HttpRequest

from usher.base.tenancy import entered
from usher.organizations.queries import organization_id_of
from usher.people.actors import Actor, member_actor
from usher.people.queries import active_member
from usher.realtime.hub import Seat
from usher.realtime.stream import Refusal
from usher.tickets.access import visible_to

AWAY = "The database does not answer. Try again in a moment."
OF_TICKETS = ("ticket:", "typing:")  # for those who may view the ticket
# The permission that another topic takes; "" for those whose hint tells nothing but that it is time to ask again.
NEEDS = {"tickets": "", "member": "", "bulk": "", "mail": "mailboxes"}


async def admit(cookies: dict[str, str], slug: str) -> Seat:
    """The member's seat; refuses with 401 without a session, 404 elsewhere, 503 when the database is away."""
    try:
        return await asyncio.to_thread(_seat, cookies.get(settings.SESSION_COOKIE_NAME, ""), slug)
    except DatabaseError as error:
        raise Refusal(503, AWAY) from error


async def permit(seat: Seat, topics: frozenset[str]) -> frozenset[str]:
    """Those of the topics that the member may hear of: of tickets they may view, of mail if they look after it."""
    actor = seat.rights
    assert isinstance(actor, Actor)
    if "view_all" in actor.permissions or not any(map(_is_tickets, topics)):
        return frozenset(topic for topic in topics if _is_tickets(topic) or _is_open(topic, actor))
    try:
        return await asyncio.to_thread(_permitted, seat.organization_id, actor, topics)
    except DatabaseError as error:
        raise Refusal(503, AWAY) from error


def _is_tickets(topic: str) -> bool:
    return topic.startswith(OF_TICKETS)


def _is_open(topic: str, actor: Actor) -> bool:
    needed = NEEDS.get(topic.partition(":")[0])
    return needed is not None and (not needed or needed in actor.permissions)


def _permitted(organization_id: int, actor: Actor, topics: frozenset[str]) -> frozenset[str]:
    try:
        with entered(organization_id):
            return frozenset(topic for topic in topics if _is_open(topic, actor)) | _seen(actor, filter(_is_tickets, topics))
    finally:
        connections.close_all()


def _seen(actor: Actor, topics: Iterable[str]) -> frozenset[str]:
    ids = {topic: int(number) for topic in topics if (number := topic.partition(":")[2]).isdecimal() and len(number) < 19}
    found = set(visible_to(actor).filter(pk__in=ids.values()).values_list("pk", flat=True))
    return frozenset(topic for topic, pk in ids.items() if pk in found)


def _seat(key: str, slug: str) -> Seat:
    try:
        request = HttpRequest()
        request.session = SessionStore(key or None)
        user = get_user(request)
        if not user.is_authenticated or not user.is_active:
            raise Refusal(401, "Sign in first.")
        organization_id = organization_id_of(slug)
        if organization_id is not None:
            with entered(organization_id):
                member = active_member(user.pk)
                if member is not None:
                    return Seat(organization_id, member.pk, replace(member_actor(member), name=""))
        raise Refusal(404, "There is no such organization.")
    finally:
        # Before the stream waits for hours: its connection goes back (one per stream would be 500).
        connections.close_all()
