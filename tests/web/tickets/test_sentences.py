"""Every kind of event is told, with names escaped."""

from datetime import timedelta

import pytest

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.events.models import Event
from usher.people.actors import SYSTEM
from usher.tickets import actions, events
from usher.tickets.models import Priority, Ticket
from usher.web.tickets.sentences import happening_of


def _told(name: str, **data: object) -> str:
    return happening_of(Event(organization_id=1, name=name, actor_name="Ada", at=NOON, data=data)).html


@pytest.mark.parametrize("name", [*events.ALL, "ticket.something_new"])
def test_each_kind_has_a_sentence_even_without_its_data(name: str) -> None:
    assert "<b>" in _told(name, **({"subject": ["a", "b"]} if name == events.EDITED else {}))


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        (events.STATUS_CHANGED, {"to": "on_hold"}, "<b>Ada</b> set the status to <b>On hold</b>"),
        (events.ASSIGNED, {"to_name": "Lena"}, "<b>Ada</b> assigned it to <b>Lena</b>"),
        (events.ASSIGNED, {"to_name": "Ada"}, "<b>Ada</b> took the ticket"),
        (events.PRIORITY_CHANGED, {"to": "urgent"}, "<b>Ada</b> set the priority to <b>Urgent</b>"),
        (events.LABELLED, {"added": ["a", "b"]}, "<b>Ada</b> added the labels <b>a, b</b>"),
        (
            events.EDITED,
            {"requester": [None, {"id": 1, "name": "Mia"}]},
            "<b>Ada</b> changed <b>the requester</b> to <b>Mia</b>",
        ),
        (events.EDITED, {"type": [{"id": 1, "name": "x"}, None]}, "<b>Ada</b> changed <b>the type</b>"),
        (events.LINKED, {"kind": "follow_up", "code": "PINE-1"}, "This ticket follows up <b>PINE-1</b>"),
    ],
)
def test_sentences(name: str, data: dict[str, object], sentence: str) -> None:
    assert _told(name, **data) == sentence


def test_X08_names_are_escaped() -> None:
    assert "<script>" not in _told(events.ASSIGNED, to_name="<script>") + _told(events.LABELLED, added=["<script>"])


def test_changes_fold_between_messages_and_what_follows_by_itself_is_left_out(
    ada: Browser, world: World, ticket: Ticket
) -> None:
    by = world.acting(world.ada)
    actions.prioritise(ticket, to=Priority.HIGH, by=by, at=NOON + timedelta(minutes=1))
    actions.prioritise(ticket, to=Priority.LOW, by=by, at=NOON + timedelta(minutes=2))
    actions.reply(ticket, actions.Written(text="Hello"), by=by, at=NOON + timedelta(minutes=3))
    actions.move(ticket, to="on_hold", by=SYSTEM, at=NOON + timedelta(minutes=4))
    thread = ada.get().content.decode().split('id="thread"')[1].split("</ol>")[0]
    assert "2 changes" in thread and "On hold" in thread and "Waiting on customer" not in thread
