"""Who may follow the events of an organization: its active members, by the session of their browser, as far as they see."""

import asyncio
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
TICKET = "ticket:"
# The permission that a topic takes; "" for those whose hint tells nothing but that it is time to ask again.
NEEDS = {"tickets": "", "member": "", "mail": "mailboxes"}


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
    tickets = {topic for topic in topics if topic.startswith(TICKET)}
    plain = {topic for topic in topics - tickets if _is_open(topic.partition(":")[0], actor)}
    if not tickets or "view_all" in actor.permissions:
        return frozenset(plain | tickets)
    try:
        return frozenset(plain | await asyncio.to_thread(_visible, seat.organization_id, actor, tickets))
    except DatabaseError as error:
        raise Refusal(503, AWAY) from error


def _is_open(family: str, actor: Actor) -> bool:
    return family in NEEDS and (not NEEDS[family] or NEEDS[family] in actor.permissions)


def _visible(organization_id: int, actor: Actor, topics: set[str]) -> set[str]:
    try:
        ids = [int(number) for topic in topics if (number := topic.removeprefix(TICKET)).isdecimal() and len(number) < 19]
        with entered(organization_id):
            found = list(visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
        return {f"{TICKET}{pk}" for pk in found}
    finally:
        connections.close_all()


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
