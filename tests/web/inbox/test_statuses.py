"""Statuses in lists: their names, colours and order, and filtering by an added one."""

import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import NOON
from usher.tickets import actions
from usher.tickets.lifecycles import catalogue
from usher.tickets.models import Ticket

ALL = "/pine-support/inbox/all"


def parts(world: Any) -> None:
    actions.create_status(name="Parts ordered", stands_for="on_hold", hue=9, by=world.acting(world.root), at=NOON)


def listed(page: str) -> list[str]:
    return re.findall(r'<span class="subj">([^<]*)</span>', page)


def test_the_filter_offers_and_finds_an_added_status(world: Any, ada: Client) -> None:
    parts(world)
    waiting, other, plain = world.ticket("waiting"), world.ticket("other"), world.ticket("plain")
    actions.move(waiting, to="parts_ordered", by=world.acting(world.ada), at=NOON)
    actions.move(other, to="on_hold", by=world.acting(world.ada), at=NOON)
    page = ada.get(f"{ALL}?status=parts_ordered").content.decode()
    assert listed(page) == ["waiting"]
    assert 'aria-label="Status: Parts ordered"' in page
    assert 'class="st hued h9"' in page
    assert re.search(r'<option value="parts_ordered" selected>Parts ordered</option>', page)
    both = listed(ada.get(f"{ALL}?status=parts_ordered&status=open").content.decode())
    assert sorted(both) == ["plain", "waiting"]
    # Asking for the built-in status finds what stands for it too.
    assert sorted(listed(ada.get(f"{ALL}?status=on_hold").content.decode())) == ["other", "waiting"]
    assert plain.status == "open"


def test_rows_and_menus_use_the_names_and_order_of_the_default_lifecycle(world: Any, ada: Client) -> None:
    root = world.acting(world.root)
    actions.choose_default(actions.install_preset("tiketti", by=root, at=NOON), by=root, at=NOON)
    actions.move(world.ticket(), to="pending", by=root, at=NOON)
    page = ada.get(ALL).content.decode()
    assert 'aria-label="Status: Pending"' in page
    menu = re.search(r'<select id="f-status".*?</select>', page, re.S)
    assert menu
    assert re.findall(r"<option[^>]*>([^<]*)</option>", menu[0]) == ["Any", "Open", "Pending", "Resolved", "Closed"]
    assert ada.get(f"{ALL}?status=pending").status_code == 200


def test_lists_by_status_follow_the_organizations_order(world: Any, ada: Client) -> None:
    root = world.acting(world.root)
    for status in ("open", "on_hold", "resolved"):
        actions.move(world.ticket(status), to=status, by=root, at=NOON)
    by_status = f"{ALL}?sort=status"
    assert listed(ada.get(by_status).content.decode()) == ["open", "on_hold", "resolved"]
    actions.order_statuses(["on_hold", "resolved"], by=root, at=NOON)
    assert listed(ada.get(by_status).content.decode()) == ["on_hold", "resolved", "open"]


def test_a_selection_is_moved_and_what_its_lifecycle_refuses_is_told(world: Any, ada: Client) -> None:
    root = world.acting(world.root)
    manual = actions.install_preset("manual", by=root, at=NOON)
    type = actions.create_type(name="Topic", lifecycle=manual, by=root, at=NOON)
    plain, topic = world.ticket("plain"), world.ticket("topic", type=type)
    answer = ada.post("/pine-support/bulk/move", {"ticket": [plain.pk, topic.pk], "status": "on_hold", "view": "open"})
    assert answer.status_code == 303
    assert [Ticket.objects.get(pk=row.pk).status for row in (plain, topic)] == ["on_hold", "open"]
    assert "1 was not changed: PINE-2 cannot go from Opened to On hold" in ada.get(ALL).content.decode()


def test_resolving_a_selection_goes_where_each_lifecycle_resolves(world: Any, ada: Client) -> None:
    root = world.acting(world.root)
    itflow = actions.install_preset("itflow", by=root, at=NOON)
    type = actions.create_type(name="Computer", lifecycle=itflow, by=root, at=NOON)
    plain, computer = world.ticket("plain"), world.ticket("computer", type=type)
    ada.post("/pine-support/bulk/move", {"ticket": [plain.pk, computer.pk], "status": "resolved", "view": "open"})
    assert [Ticket.objects.get(pk=row.pk).status for row in (plain, computer)] == ["resolved", "auto_close"]


def test_own_statuses_cost_a_list_no_query_per_row(world: Any, ada: Client) -> None:
    parts(world)
    catalogue._answers.clear()
    ada.get(ALL)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            ada.get(ALL)
        return len(asked)

    actions.move(world.ticket(), to="parts_ordered", by=world.acting(world.ada), at=NOON)
    before = queries()
    for _ in range(5):
        actions.move(world.ticket(), to="parts_ordered", by=world.acting(world.ada), at=NOON)
    assert queries() == before
