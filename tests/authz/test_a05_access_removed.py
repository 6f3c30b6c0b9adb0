"""A05: whoever loses access loses it everywhere: open pages, streams, tokens, mail."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client

from tests.channels.email.conftest import Post, post  # noqa: F401  fixtures
from tests.mail.letters import letter
from tests.world import NOON, World
from usher.api import auth
from usher.config import admission
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.people.models import Member, Role
from usher.people.permissions import SCOPES
from usher.realtime.hub import Seat
from usher.realtime.stream import Refusal
from usher.tickets import actions
from usher.tickets.models import Ticket

Losing = Callable[[World], None]


def deactivated(world: World) -> None:
    people.change_member(world.ada, by=SYSTEM, at=NOON, changes={"is_active": False})


def demoted(world: World) -> None:
    people.change_member(world.ada, by=SYSTEM, at=NOON, changes={"role": Role.objects.get(key="viewer")})


def role_emptied(world: World) -> None:
    people.change_role(world.ada.role, name="Agent", permissions=["view_all"], by=SYSTEM, at=NOON)


def role_blinded(world: World) -> None:
    people.change_role(world.ada.role, name="Agent", permissions=["reply"], by=SYSTEM, at=NOON)


@pytest.fixture
def ticket(world: World) -> Ticket:
    return actions.assign(world.ticket(), to=world.ada, by=SYSTEM, at=NOON)


@pytest.fixture
def tab(world: World, ticket: Ticket) -> Client:
    """Ada's browser with the ticket open."""
    client = Client()
    client.force_login(world.ada.user)
    assert client.get(f"/pine-support/tickets/{ticket.number}").status_code == 200
    return client


@pytest.fixture
def call(world: World, ticket: Ticket) -> Callable[[str], int]:
    """Ada's program, whose token this process knows already."""
    _, text = people.issue_token(name="Ada's", scopes=list(SCOPES), by=SYSTEM, at=NOON, created_by=world.ada)
    client, header = Client(), {"Authorization": f"Bearer {text}"}
    auth._known.clear()

    def run(method: str) -> int:
        body = {"data": '{"priority": "high"}', "content_type": "application/json"} if method == "PATCH" else {}
        return client.generic(method, f"/api/tickets/{ticket.pk}", headers=header, **body).status_code  # type: ignore[no-any-return,arg-type]

    assert run("GET") == 200 and auth._known
    return run


def committed(losing: Losing, world: World, callbacks: Any) -> None:
    """The change, and what is told with its commit."""
    connection.run_on_commit.clear()  # what the world's own making would tell
    with callbacks(execute=True):
        losing(world)


@pytest.mark.parametrize(
    ("losing", "page", "deed", "read", "write"),
    [
        (deactivated, 404, 404, 401, 401),
        (demoted, 200, 403, 200, 403),
        (role_emptied, 200, 403, 200, 403),
        (role_blinded, 404, 404, 403, 403),
    ],
)
def test_a05_the_open_tab_and_the_token_die_at_once(
    world: World, ticket: Ticket, tab: Client, call: Callable[[str], int], losing: Losing, page: int, deed: int, read: int,
    write: int, django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    assert call("PATCH") == 200
    committed(losing, world, django_capture_on_commit_callbacks)
    at = f"/pine-support/tickets/{ticket.number}"
    assert (tab.get(at).status_code, tab.get(f"{at}/pieces").status_code) == (page, page)
    assert tab.post(f"{at}/messages", {"kind": "reply", "text": "Too late"}).status_code == deed
    assert (call("GET"), call("PATCH")) == (read, write)
    assert not ticket.messages.filter(text="Too late").exists()


@pytest.mark.parametrize("losing", [deactivated, demoted, role_emptied, role_blinded])
def test_a05_the_stream_is_let_in_no_more_or_with_other_rights(
    world: World, tab: Client, losing: Losing, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = seat_of(tab, monkeypatch)
    losing(world)
    try:
        assert seat_of(tab, monkeypatch) != before
    except Refusal as refusal:
        assert (losing, refusal.status) == (deactivated, 404)
    else:
        assert losing is not deactivated


def test_a05_signing_out_ends_the_stream_of_this_browser_only(
    world: World, tab: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Client()
    phone.force_login(world.ada.user)
    before, key = seat_of(phone, monkeypatch), tab.session.session_key
    tab.post("/accounts/logout/")
    assert not SessionStore().exists(key or "")
    with pytest.raises(Refusal) as refused:
        admission._seat(key or "", "pine-support")
    assert refused.value.status == 401
    assert seat_of(phone, monkeypatch) == before


def seat_of(client: Client, monkeypatch: pytest.MonkeyPatch) -> Seat:
    monkeypatch.setattr(admission, "connections", type("Kept", (), {"close_all": staticmethod(lambda: None)}))
    return admission._seat(client.session.session_key or "", "pine-support")


def test_a05_a_login_that_is_switched_off_is_out_everywhere(
    world: World, tab: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.ada.user.is_active = False
    world.ada.user.save()
    assert tab.get("/pine-support/inbox/all").status_code == 302
    with pytest.raises(Refusal):
        seat_of(tab, monkeypatch)


def test_a05_leaving_a_team_takes_its_tickets_away(world: World) -> None:
    role = people.create_role(name="Team", permissions=["view_team", "reply"], by=SYSTEM, at=NOON)
    people.change_member(world.ada, by=SYSTEM, at=NOON, changes={"role": role})
    ticket = actions.assign_team(world.ticket(), to=world.support, by=SYSTEM, at=NOON)
    client = Client()
    client.force_login(world.ada.user)
    assert client.get(f"/pine-support/tickets/{ticket.number}").status_code == 200
    people.set_team(world.support, name="Support", members=[world.lena], by=SYSTEM, at=NOON)
    assert client.get(f"/pine-support/tickets/{ticket.number}").status_code == 404


@pytest.mark.parametrize("is_active", [True, False])
def test_a05_mail_from_a_members_address_acts_for_nobody(post: Post, is_active: bool) -> None:  # noqa: F811
    world = post.world
    row = post.arrive(letter(message_id="<carl-5@bakery.example>"))
    ticket = post.ticket_of(row)
    Member.objects.filter(pk=world.ada.pk).update(is_active=is_active)
    post.arrive(letter(sender="Ada <ada@usher.example>", In_Reply_To="<carl-5@bakery.example>", text="Close it"))
    assert not ticket.messages.filter(author_kind="member").exists()
    assert not ticket.messages.filter(is_public=True, text="Close it").exists()
    ticket.refresh_from_db()
    assert ticket.status == "open"


def test_a05_a_member_who_lost_rights_undoes_nothing(world: World, ticket: Ticket, tab: Client) -> None:
    tab.post(f"/pine-support/tickets/{ticket.number}/priority", {"priority": "urgent"})
    from usher.events.models import Event

    event = Event.objects.filter(name="ticket.priority_changed").latest("pk")
    demoted(world)
    tab.post(f"/pine-support/undo?events={event.pk}")
    ticket.refresh_from_db()
    assert ticket.priority_code == "urgent"
