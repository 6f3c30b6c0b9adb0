"""The screens of statuses and lifecycles."""

from typing import Any

import pytest
from django.test import Client

from tests.world import NOON, World
from usher.tickets import actions
from usher.tickets.lifecycles import PRESETS, catalogue
from usher.tickets.models import Lifecycle

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
AT = "/pine-support/settings"


@pytest.fixture
def root(world: World, client: Client) -> Client:
    client.force_login(world.root.user)
    return client


def lifecycle(world: World, key: str = "pulse") -> Lifecycle:
    return actions.install_preset(key, by=world.acting(world.root), at=NOON)


def test_a_status_is_added_renamed_hidden_and_deleted(world: World, root: Client) -> None:
    made = root.post(f"{AT}/statuses/new", {"name": "Parts ordered", "stands_for": "on_hold", "hue": "5"})
    assert (made.status_code, made["Location"]) == (303, f"{AT}/statuses")
    assert "Parts ordered" in root.get(f"{AT}/statuses").content.decode()
    assert 'class="st hued h5"' in root.get(f"{AT}/statuses").content.decode()
    page = root.get(f"{AT}/statuses/parts_ordered").content.decode()
    assert 'value="Parts ordered"' in page
    root.post(f"{AT}/statuses/parts_ordered", {"name": "Spares", "hue": "", "is_hidden": "on"})
    status = catalogue().statuses["parts_ordered"]
    assert (status.name, status.hue, status.is_hidden) == ("Spares", None, True)
    assert root.post(f"{AT}/statuses/parts_ordered/delete").status_code == 303
    assert "parts_ordered" not in catalogue().statuses


def test_a_built_in_status_gets_its_own_name_back_and_cannot_be_deleted(world: World, root: Client) -> None:
    root.post(f"{AT}/statuses/open", {"name": "Fresh"})
    assert catalogue().statuses["open"].name == "Fresh"
    root.post(f"{AT}/statuses/open", {"name": ""})
    assert catalogue().statuses["open"].name == "Open"
    refused = root.post(f"{AT}/statuses/open/delete")
    assert refused.status_code == 422
    assert "Hide it instead" in refused.content.decode()


def test_what_is_refused_stands_beside_its_field(world: World, root: Client) -> None:
    refused = root.post(f"{AT}/statuses/new", {"name": "resolved", "stands_for": "on_hold"})
    assert refused.status_code == 422
    assert "There is a status “resolved” already." in refused.content.decode()


def test_arrows_order_the_statuses(world: World, root: Client) -> None:
    plain = root.post(f"{AT}/statuses/order", {"down": "open"})
    assert (plain.status_code, plain["Location"]) == (303, f"{AT}/statuses")
    assert list(catalogue().statuses)[:3] == ["draft", "assigned", "open"]
    piece = root.post(f"{AT}/statuses/order", {"up": "open"}, headers=HTMX).content.decode()
    assert 'hx-target="#statuses"' in piece
    assert list(catalogue().statuses)[:3] == ["draft", "open", "assigned"]
    root.post(f"{AT}/statuses/order", {"up": "draft"})
    assert list(catalogue().statuses)[0] == "draft"


def test_a_preset_is_copied_under_a_name_and_made_the_default(world: World, root: Client) -> None:
    page = root.get(f"{AT}/lifecycles").content.decode()
    assert all(preset.about in page for preset in PRESETS.values())
    made = root.post(f"{AT}/lifecycles", {"preset": "tiketti", "name": "Desk"})
    row = Lifecycle.objects.get(name="Desk")
    assert made["Location"] == f"{AT}/lifecycles/{row.pk}"
    root.post(f"{AT}/lifecycles/default", {"lifecycle": str(row.pk)})
    assert catalogue().default.name == "Desk"
    assert world.ticket().status_shown.name == "Open"
    root.post(f"{AT}/lifecycles/default", {"lifecycle": ""})
    assert catalogue().default.id is None
    again = root.post(f"{AT}/lifecycles", {"preset": "pulse", "name": "desk"})
    assert again.status_code == 422


def edited(row: Lifecycle, **more: Any) -> dict[str, Any]:
    codes = [code for code, _ in row.statuses]
    return {
        "name": row.name, "order": codes, "in": codes, "from": [code for code in codes if code != "closed"], "to": codes,
        "move": [f"{code}>{to}" for code in codes for to in codes if to != code], "closed_mail": "", **more,
    }  # fmt: skip


def test_the_form_sets_names_order_and_moves(world: World, root: Client) -> None:
    row = lifecycle(world)
    page = root.get(f"{AT}/lifecycles/{row.pk}").content.decode()
    assert 'id="m-open-resolved"' in page
    assert 'id="m-closed-open"' not in page
    codes = ["open", "in_progress", "waiting_customer", "resolved", "closed"]
    moves = [f"open>{to}" for to in ("in_progress", "resolved")] + [
        f"{code}>{to}" for code in codes[1:] for to in codes if to != code
    ]
    posted = edited(row, move=moves, order=["in_progress", "open", *codes[2:]], wakes_to_in_progress="on")
    saved = root.post(f"{AT}/lifecycles/{row.pk}", {**posted, "name-resolved": "Fixed", "closed_mail": "refuse"})
    assert saved.status_code == 303
    row.refresh_from_db()
    assert [code for code, _ in row.statuses][:2] == ["in_progress", "open"]
    assert dict(row.statuses)["resolved"] == "Fixed"
    assert (row.moves, row.wakes_to_in_progress, row.closed_mail) == ({"open": ["in_progress", "resolved"]}, True, "refuse")


def test_a_status_is_taken_in_and_the_grid_follows_without_saving(world: World, root: Client) -> None:
    row = lifecycle(world)
    codes = [code for code, _ in row.statuses]
    posted = edited(row, redraw="1", **{"in": [*codes, "on_hold"]})
    piece = root.post(f"{AT}/lifecycles/{row.pk}", posted, headers=HTMX).content.decode()
    assert 'hx-target="#lifecycle-parts"' in piece
    assert 'id="m-on_hold-open" name="move" value="on_hold>open" checked' in piece
    assert 'id="m-open-on_hold" name="move" value="open>on_hold" checked' in piece
    row.refresh_from_db()
    assert [code for code, _ in row.statuses] == codes


def test_an_arrow_draws_the_form_again_with_what_was_typed(world: World, root: Client) -> None:
    row = lifecycle(world)
    page = root.post(f"{AT}/lifecycles/{row.pk}", edited(row, down="open", name="Typed")).content.decode()
    assert page.index('id="line-in_progress"') < page.index('id="line-open"')
    assert 'value="Typed"' in page
    row.refresh_from_db()
    assert (row.name, row.statuses[0][0]) == ("Pulse", "open")


def test_what_cannot_be_a_lifecycle_is_told_and_stays_typed(world: World, root: Client) -> None:
    row = lifecycle(world)
    refused = root.post(f"{AT}/lifecycles/{row.pk}", edited(row, **{"in": ["open"]}))
    assert refused.status_code == 422
    assert "one to finish with" in refused.content.decode()


def test_a_used_lifecycle_is_not_deleted(world: World, root: Client) -> None:
    row = lifecycle(world)
    type = actions.create_type(name="Bug", lifecycle=row, by=world.acting(world.root), at=NOON)
    refused = root.post(f"{AT}/lifecycles/{row.pk}/delete")
    assert refused.status_code == 422
    assert "used by Bug" in refused.content.decode()
    assert "Types: Bug" in root.get(f"{AT}/lifecycles").content.decode()
    actions.change_type(type, lifecycle=None, by=world.acting(world.root), at=NOON)
    assert root.post(f"{AT}/lifecycles/{row.pk}/delete").status_code == 303
    assert not Lifecycle.objects.exists()


def test_only_whoever_manages_the_organization_comes_here(world: World, client: Client) -> None:
    client.force_login(world.ada.user)
    for place in ("statuses", "statuses/new", "statuses/open", "lifecycles"):
        assert client.get(f"{AT}/{place}").status_code == 403
