"""Who may follow the events of an organization: its active members, by the session of their browser."""

import asyncio

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, connections
from django.http import HttpRequest

from usher.base.tenancy import entered
from usher.organizations.queries import organization_id_of
from usher.people.queries import active_member
from usher.realtime.hub import Seat
from usher.realtime.stream import Refusal


async def admit(cookies: dict[str, str], slug: str) -> Seat:
    """The member's seat; refuses with 401 without a session, 404 elsewhere, 503 when the database is away."""
    try:
        return await asyncio.to_thread(_seat, cookies.get(settings.SESSION_COOKIE_NAME, ""), slug)
    except DatabaseError as error:
        raise Refusal(503, "The database does not answer. Try again in a moment.") from error


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
                return Seat(organization_id, member.pk)
        raise Refusal(404, "There is no such organization.")
    finally:
        # Before the stream waits for hours: its connection goes back (one per stream would be 500).
        connections.close_all()
