"""The status on a ticket's page: its lifecycle's names, the moves it allows, and starting work."""

import re

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.tickets import actions
from usher.tickets.models import Ticket


def goes_by(world: World, preset: str) -> None:
    root = world.acting(world.root)
    actions.choose_default(actions.install_preset(preset, by=root, at=NOON), by=root, at=NOON)


def offered(page: str) -> list[str]:
    picker = re.search(r'<select name="status".*?</select>', page, re.S)
    return re.findall(r"<option[^>]*>([^<]*)</option>", picker[0]) if picker else []


def test_the_picker_offers_what_the_lifecycle_allows(world: World, ticket: Ticket, ada: Browser) -> None:
    goes_by(world, "tiketti")
    assert offered(ada.get().content.decode()) == ["Open", "Pending", "Resolved", "Closed"]
    ada.post("/status", status="resolved")
    assert offered(ada.get().content.decode()) == ["Open", "Resolved", "Closed"]
    refused = ada.post("/status", status="waiting_customer", htmx=True)
    assert refused.status_code == 409
    assert "cannot go from Resolved to Pending: choose from Open (open), Closed (closed)." in refused.content.decode()


def test_a_status_that_was_taken_out_is_shown_and_left(world: World, ticket: Ticket, ada: Browser) -> None:
    actions.move(ticket, to="on_hold", by=world.acting(world.ada), at=NOON)
    goes_by(world, "manual")
    assert offered(ada.get().content.decode()) == ["On hold", "Opened", "Resolved"]
    ada.post("/status", status="open")
    assert Ticket.objects.get().status == "open"


def test_an_added_status_is_chosen_shown_in_its_colour_and_told(world: World, ticket: Ticket, ada: Browser) -> None:
    root = world.acting(world.root)
    actions.create_status(name="Spare <parts>", stands_for="on_hold", hue=3, by=root, at=NOON)
    assert ada.post("/status", status="spare_parts").status_code == 303
    page = ada.get().content.decode()
    assert "set the status to <b>Spare &lt;parts&gt;</b>" in page
    assert re.search(r'<span class="chip"><svg class="st hued h3"[^>]*>.*?</svg>Spare &lt;parts&gt;</span>', page)
    actions.change_status("spare_parts", name="Parts", by=root, at=NOON)
    page = ada.get().content.decode()
    assert "set the status to <b>Spare &lt;parts&gt;</b>" in page  # the timeline keeps the name of the day
    assert "</svg>Parts</span>" in page


def test_resolve_and_reopen_go_where_the_lifecycle_resolves(world: World, ticket: Ticket, ada: Browser) -> None:
    goes_by(world, "itflow")
    assert 'name="status" value="auto_close"' in ada.get().content.decode()
    ada.post("/status", status="auto_close")
    page = ada.get().content.decode()
    assert "Auto-close</span>" in page
    assert 'name="status" value="open"' in page


def test_send_and_resolve_goes_there_too(world: World, ticket: Ticket, ada: Browser) -> None:
    goes_by(world, "itflow")
    ada.post("/messages", kind="reply", text="Done.", then="resolve")
    assert Ticket.objects.get().status == "auto_close"


def test_the_composer_offers_only_what_the_lifecycle_has(world: World, ticket: Ticket, ada: Browser) -> None:
    page = ada.get().content.decode()
    assert 'data-send="resolve"' in page
    assert 'data-send="wait"' in page
    goes_by(world, "manual")
    page = ada.get().content.decode()
    assert 'data-send="resolve"' in page
    assert 'data-send="wait"' not in page
    ada.post("/messages", kind="reply", text="And?", then="wait")
    assert Ticket.objects.get().status == "open"
    ada.post("/status", status="resolved")
    assert "data-send" not in ada.get().content.decode()


def test_work_is_started_by_a_button_where_there_is_such_a_status(world: World, ticket: Ticket, ada: Browser) -> None:
    assert "Start work" in ada.get().content.decode()
    assert ada.post("/start", htmx=True).status_code == 200
    assert Ticket.objects.get().status == "in_progress"
    assert "Start work" not in ada.get().content.decode()
    goes_by(world, "tiketti")
    ada.post("/status", status="open")
    assert "Start work" not in ada.get().content.decode()


def test_a_closed_ticket_offers_its_follow_up_and_no_moves(world: World, ticket: Ticket, ada: Browser) -> None:
    goes_by(world, "sqanit")
    ada.post("/status", status="closed")
    page = ada.get().content.decode()
    assert "Open follow-up ticket" in page
    assert offered(page) == []
    assert ada.post("/start", htmx=True).status_code == 409
