"""The Python client: current, and true when it calls."""

import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from scripts.client.__main__ import ROOT
from scripts.client.writing import files
from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.config.wsgi import application
from usher.people.actions import create_contact
from usher.people.actors import SYSTEM
from usher.tickets import actions
from usher.tickets.models import Message, Ticket

sys.path.insert(0, str(ROOT / "clients" / "python"))

from usher_client import Problem, Usher, transport  # noqa: E402

pytestmark = pytest.mark.usefixtures("kept_open")


class Wire(httpx.WSGITransport):
    """The application itself; it remembers what was sent and fails as often as told."""

    def __init__(self) -> None:
        super().__init__(app=application)
        self.sent: list[httpx.Request] = []
        self.failures: list[Exception | httpx.Response] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        response = super().handle_request(request)
        if self.failures:
            failure = self.failures.pop()
            if isinstance(failure, Exception):
                raise failure
            return failure
        return response


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def usher(world: World, api: Caller, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> Iterator[Usher]:
    monkeypatch.setattr(transport, "PAUSE", 0.0)
    with httpx.Client(transport=wire) as http:
        yield Usher("http://usher.example", api.token, http=http)


def test_it_is_what_make_client_writes() -> None:
    for name, text in files().items():
        assert (ROOT / name).read_text() == text, f"{name} is old: run make client"


def test_a_ticket_is_opened_answered_and_resolved(usher: Usher) -> None:
    ticket = usher.tickets.create(subject="Unable to log in", priority="high", requester_email="carl@bakery.example")
    assert (ticket.ticket_number, ticket.priority, ticket.requester_name) == ("PINE-1", "high", "Carl Crumb")
    comment = usher.tickets.comments_create(ticket.id, body="We have found it.", is_internal=True)
    assert (comment.is_internal, comment.created_at.tzinfo is not None) == (True, True)
    assert usher.tickets.change("PINE-1", status="resolved", assigned_to=None).status == "resolved"
    assert usher.tickets.list(status="resolved").pagination
    usher.tickets.delete(ticket.id)
    with pytest.raises(Problem) as refused:
        usher.tickets.read(ticket.id)
    assert (refused.value.status, refused.value.code) == (404, "not_found") and refused.value.request_id


def test_wrong_fields_are_named(usher: Usher) -> None:
    with pytest.raises(Problem) as refused:
        usher.tickets.create(subject="", type_id=999)
    assert set(refused.value.errors) == {"subject"}


def test_lists_are_walked_to_their_end(world: World, usher: Usher, wire: Wire) -> None:
    for number in range(5):
        create_contact(by=SYSTEM, at=NOON, fields={"name": f"Nia {number}", "email": f"nia{number}@bakery.example"})
    names = [contact.name for contact in usher.contacts.list_all(page_size=3)]
    assert len(names) == 7 and names == sorted(names)
    assert [request.url.params.get("cursor") is None for request in wire.sent] == [True, False, False]


def test_an_edit_of_an_old_version_brings_both_values(world: World, usher: Usher) -> None:
    ticket = usher.tickets.read(world.ticket().pk)
    etag = usher.etag
    usher.tickets.change(ticket.id, priority="urgent")
    for old in ({"version": ticket.version}, {"if_match": etag}):
        with pytest.raises(Problem) as refused:
            usher.tickets.change(ticket.id, priority="low", **old)
        assert refused.value.conflicts == {"priority": {"yours": "low", "theirs": "urgent"}}
    assert usher.tickets.change(ticket.id, priority="low", if_match=usher.etag or "*").priority == "low"


def test_a_lost_answer_is_asked_for_again_and_nothing_happens_twice(usher: Usher, wire: Wire) -> None:
    wire.failures = [httpx.Response(503), httpx.ReadError("the line went dead")]
    ticket = usher.tickets.create(subject="Once")
    assert len(wire.sent) == 3 and len({request.headers["Idempotency-Key"] for request in wire.sent}) == 1
    assert [row.pk for row in Ticket.objects.all()] == [ticket.id]


def test_files_go_up_and_come_down(world: World, usher: Usher) -> None:
    ticket = world.ticket()
    uploaded = usher.files.create(file=("oven.log", b"E-17"))
    usher.tickets.comments_create(ticket.pk, body="The log", files=[uploaded.id])
    usher.tickets.attachments_create(ticket.pk, uploads=[("a.txt", b"one"), ("b.txt", b"two")], is_internal=True)
    assert [part.name for part in usher.tickets.attachments_list_all(ticket.pk)] == ["oven.log", "a.txt", "b.txt"]
    assert Message.objects.count() == 3


def test_what_it_knows_of_the_organization_and_its_settings(usher: Usher) -> None:
    assert usher.organization.change(time_zone="Europe/Helsinki").time_zone == "Europe/Helsinki"
    label = usher.labels.create(name="bug", hue=7)
    assert [each.name for each in usher.labels.list_all()] == ["bug"]
    usher.labels.delete(label.id)
    assert [each.code for each in usher.priorities.read().priorities][0] == "urgent"


def test_search_finds_words_in_comments(world: World, usher: Usher) -> None:
    actions.note(world.ticket(), actions.Written(text="The thermostat."), by=world.acting(world.ada), at=NOON)
    (hit,) = usher.search.list_all(q="thermostat")
    assert (hit.found_in, hit.is_internal) == ("comment", True)


def test_every_operation_of_the_document_has_its_method(usher: Usher) -> None:
    from usher.api.openapi import METHODS, described

    for item in described()["paths"].values():
        for method in METHODS:
            if operation := item.get(method):
                group, _, name = operation["operationId"].partition(".")
                assert callable(getattr(getattr(usher, group), name)), operation["operationId"]


def test_a_token_that_does_not_work_says_so(world: World, wire: Wire) -> None:
    other: Any = Usher("http://usher.example/", "usher_nonsense", http=httpx.Client(transport=wire))
    with pytest.raises(Problem) as refused:
        other.me.read()
    assert refused.value.status == 401
