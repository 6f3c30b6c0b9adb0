"""Each deed on the page: saved at once, told to htmx as pieces and to a plain browser as a redirect."""

from collections.abc import Callable

import pytest

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.people.actors import SYSTEM
from usher.people.models import Member
from usher.tickets import actions
from usher.tickets.models import Category, Ticket, TicketType


def _now(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def test_moving_with_and_without_script(ada: Browser, ticket: Ticket) -> None:
    plain = ada.post("/status", status="on_hold")
    assert (plain.status_code, plain["Location"], _now(ticket).status) == (303, ada.page, "on_hold")
    pieces = ada.post("/status", htmx=True, status="in_progress")
    assert pieces.status_code == 200 and _now(ticket).status == "in_progress"
    text = pieces.content.decode()
    for piece in ("#ticket-head", "#thread", "#details"):
        assert f'hx-target="{piece}"' in text
    assert "In progress" in text


@pytest.mark.parametrize("status", ["resolved", "closed", "cancelled"])
def test_finishing_offers_to_take_it_back(ada: Browser, ticket: Ticket, status: str) -> None:
    answer = ada.post("/status", htmx=True, status=status)
    assert f"{ada.page}/status?back" in answer["HX-Trigger"]
    ada.client.post(f"{ada.page}/status?back")
    assert (_now(ticket).status, _now(ticket).reopen_count) == ("open", 0)


def test_only_the_own_move_is_taken_back(ada: Browser, ticket: Ticket) -> None:
    actions.move(ticket, to="closed", by=SYSTEM, at=NOON)
    ada.post("/status?back")
    assert _now(ticket).status == "closed"


def test_priority_assignee_team(ada: Browser, world: World, ticket: Ticket) -> None:
    assert ada.post("/priority", priority="urgent").status_code == 303
    assert ada.post("/team", team=world.support.pk).status_code == 303
    assert ada.post("/assignee", assignee=world.lena.pk).status_code == 303
    row = _now(ticket)
    assert (row.priority_code, row.team_id, row.assignee_id, row.status) == (
        "urgent",
        world.support.pk,
        world.lena.pk,
        "assigned",
    )
    assert ada.post("/assignee", assignee="").status_code == 303
    assert _now(ticket).assignee is None


def test_subject_type_category_requester(ada: Browser, world: World, ticket: Ticket) -> None:
    kind = TicketType.objects.create(name="Repair", created_at=NOON)
    category = Category.objects.create(name="Ovens")
    ada.post("/subject", subject="The big oven")
    ada.post("/type", type=kind.pk)
    ada.post("/category", category=category.pk)
    ada.post("/requester", requester=world.mia.pk)
    row = _now(ticket)
    assert (row.subject, row.type, row.category, row.requester) == ("The big oven", kind, category, world.mia)


def test_labels_are_exactly_the_chosen_ones(ada: Browser, world: World, ticket: Ticket) -> None:
    oven, heat = (actions.create_label(name=name, hue=None, by=SYSTEM, at=NOON) for name in ("oven", "heat"))
    ada.post("/labels", labels=[oven.pk, heat.pk])
    assert set(_now(ticket).labels.all()) == {oven, heat}
    assert "oven" in ada.post("/labels", htmx=True, labels=[oven.pk]).content.decode()
    assert set(_now(ticket).labels.all()) == {oven}
    ada.post("/labels")
    assert not _now(ticket).labels.exists()


def test_following_and_no_longer(ada: Browser, world: World, ticket: Ticket) -> None:
    ada.post("/follow")
    assert ticket.followers.get().member == world.ada
    ada.post("/unfollow")
    assert not ticket.followers.exists()


def test_people_in_copy_come_and_go(ada: Browser, ticket: Ticket) -> None:
    ada.post("/participants", add="Mia@bakery.example, boss@bakery.example")
    assert set(ticket.participants.values_list("email", flat=True)) == {"mia@bakery.example", "boss@bakery.example"}
    ada.post("/participants", remove="boss@bakery.example")
    assert set(ticket.participants.values_list("email", flat=True)) == {"mia@bakery.example"}


def test_the_bin_and_back(as_member: Callable[[Member], Browser], world: World, ticket: Ticket) -> None:
    root = as_member(world.root)
    gone = root.post("/delete", htmx=True)
    assert gone["HX-Redirect"] == "/pine-support/inbox/open" and root.get().status_code == 404
    asked = root.get("/pieces", htmx=True)
    assert asked.status_code == 204 and "is in the bin" in asked["HX-Trigger"], "a page that still shows it hears of it"
    assert root.get("/cards", htmx=True).status_code == 200
    assert root.post("/restore").status_code == 303 and root.get().status_code == 200
    assert root.post("/restore").status_code == 404


def test_a_follow_up_is_linked(ada: Browser, world: World, ticket: Ticket) -> None:
    actions.move(ticket, to="closed", by=world.acting(world.ada), at=NOON)
    there = ada.post("/follow-up")
    new = Ticket.objects.latest("number")
    assert there["Location"] == f"/pine-support/tickets/{new.number}" and new.links.get().target == ticket


def test_seeing_is_a_post_and_only_for_oneself(ada: Browser, world: World, ticket: Ticket) -> None:
    assert "/seen" in ada.get().content.decode() and not ticket.seen.exists()
    assert ada.get("/seen").status_code == 405
    assert ada.post("/seen").status_code == 204
    assert ticket.seen.get().member == world.ada
    assert "/seen" not in ada.get().content.decode()


@pytest.mark.parametrize(
    ("where", "values", "words"),
    [
        ("/status", {"status": "nonsense"}, "There is no status"),
        ("/status", {}, "There is no status"),
        ("/priority", {"priority": "extreme"}, "There is no such priority"),
        ("/assignee", {"assignee": "999999"}, "no longer exists"),
        ("/assignee", {"assignee": "x" * 1000}, "no longer exists"),
        ("/team", {"team": "9" * 40}, "no longer exists"),
        ("/type", {"type": "-1"}, "no longer exists"),
        ("/category", {"category": "²"}, "no longer exists"),
        ("/requester", {"requester": ""}, "Choose who asks"),
        ("/subject", {"subject": " \x00 "}, "subject is empty"),
        ("/subject", {"subject": "x" * 1_000_000}, "longer than 500"),
        ("/labels", {"labels": ["1", "zwei"]}, "no longer exists"),
        ("/participants", {"add": "not an address"}, "is not an e-mail address"),
        ("/participants", {}, "Write an e-mail address"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_bad_input_is_told_beside_its_control_and_changes_nothing(
    ada: Browser, ticket: Ticket, where: str, values: dict[str, object], words: str, htmx: bool
) -> None:
    answer = ada.post(where, htmx=htmx, **values)
    assert answer.status_code == 422
    assert words in answer.content.decode() and 'class="err"' in answer.content.decode()
    assert _now(ticket).version == ticket.version


def test_a_refused_move_is_409_with_its_reason(ada: Browser, world: World, ticket: Ticket) -> None:
    actions.move(ticket, to="closed", by=world.acting(world.ada), at=NOON)
    answer = ada.post("/status", htmx=True, status="open")
    assert answer.status_code == 409 and "for good" in answer.content.decode()
    assert ada.post("/assignee", assignee=world.ada.pk).status_code == 409
