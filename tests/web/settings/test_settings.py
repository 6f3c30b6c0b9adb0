"""The settings, as browsers use them."""

import re
from typing import Any

import pytest
from django.test import Client

from usher.people.models import AccessToken, Team
from usher.people.queries import token_place
from usher.tickets import actions
from usher.tickets.models import Category, Label, TicketType

BASE = "/pine-support/settings/"


@pytest.fixture
def root(world: Any, client: Client) -> Client:
    client.force_login(world.root.user)
    return client


def test_each_section_needs_its_permission(world: Any, client: Client) -> None:
    client.force_login(world.ada.user)
    assert client.post(BASE, {"name": "x"}).status_code == 403
    for path in ("members", "members/new", "teams", "teams/new", "tokens", "labels", "types", "types/new", "categories"):
        assert client.get(BASE + path).status_code == 403, path
        assert client.post(BASE + path, {"name": "x"}).status_code in {403, 405}, path


def test_a_manager_is_led_to_the_first_section_of_theirs(world: Any, client: Client) -> None:
    client.force_login(world.lena.user)
    assert client.get(BASE)["Location"] == BASE + "labels"


def test_who_manages_nothing_is_led_to_what_they_decide_about_themselves(world: Any, client: Client) -> None:
    client.force_login(world.ada.user)
    assert client.get(BASE)["Location"] == BASE + "me"


def test_every_page_below_a_section_leads_back_to_it(world: Any, root: Client) -> None:
    team, role = Team.objects.get(name="Support"), world.ada.role
    pages = {
        f"members/{world.ada.pk}": "Ada", f"teams/{team.pk}": "Support", "teams/new": "New team",
        f"roles/{role.pk}": role.name,
        "statuses/on_hold": "On hold", "fields/new": "New field",
    }  # fmt: skip
    for path, name in pages.items():
        section = path.partition("/")[0]
        page = root.get(BASE + path).content.decode()
        crumbs = page.partition('<nav class="crumbs"')[2].partition("</nav>")[0]
        assert f'href="{BASE}{section}"' in crumbs, path
        assert name in crumbs, path
    assert '<nav class="crumbs"' not in root.get(BASE + "teams").content.decode()


def test_general_settings_are_saved(world: Any, root: Client) -> None:
    posted = {
        "name": "Pine & Sons", "language": "fi", "time_zone": "Europe/Helsinki", "currency": "SEK", "closed_mail": "refuse",
        "tells_closure": "on", "new_ticket_address": "Team@pine.example",
    }  # fmt: skip
    assert root.post(BASE, posted).status_code == 303
    world.pine.refresh_from_db()
    assert (world.pine.name, world.pine.time_zone, world.pine.acknowledges) == ("Pine & Sons", "Europe/Helsinki", False)
    assert (world.pine.language, world.pine.tells_closure) == ("fi", True)
    assert world.pine.new_ticket_address == "team@pine.example"
    answer = root.post(BASE, {**posted, "time_zone": "Mars/Base"})
    assert answer.status_code == 422
    assert "Mars/Base" in answer.content.decode()


def test_a_team_has_a_lead_of_its_own(world: Any, root: Client) -> None:
    posted = {"name": "Night", "members": [world.otto.pk], "lead": world.ada.pk}
    assert root.post(BASE + "teams/new", posted).status_code == 422
    assert root.post(BASE + "teams/new", {**posted, "lead": world.otto.pk}).status_code == 303
    team = Team.objects.get(name="Night")
    assert root.post(f"{BASE}teams/{team.pk}", {"name": "Support", "members": []}).status_code == 422
    assert root.post(f"{BASE}teams/{team.pk}", {"name": "Nights", "members": [world.ada.pk]}).status_code == 303
    assert list(team.places.values_list("member_id", "is_lead")) == [(world.ada.pk, False)]


def test_a_token_is_shown_once_and_revoked_at_once(world: Any, root: Client) -> None:
    html = root.post(BASE + "tokens", {"name": "Sync", "scopes": ["readSupport"], "days": "30"}).content.decode()
    found = re.search(r"usher_[\w-]{40,}", html)
    assert found
    text = found[0]
    assert token_place(text)
    assert text not in root.get(BASE + "tokens").content.decode()
    token = AccessToken.objects.get()
    assert root.post(f"{BASE}tokens/{token.pk}/revoke").status_code == 303
    token.refresh_from_db()
    assert token.revoked_at
    assert root.post(BASE + "tokens", {"name": "Sync", "scopes": ["sudo"]}).status_code == 422


def test_a_token_of_single_permissions_ends_unless_told_otherwise(world: Any, root: Client) -> None:
    page = root.get(BASE + "tokens").content.decode()
    assert '<option value="90" selected>' in page
    root.post(BASE + "tokens", {"name": "Narrow", "scopes": ["view_own", "note"], "days": "90"})
    narrow = AccessToken.objects.get(name="Narrow")
    assert narrow.expires_at and 89 < (narrow.expires_at - narrow.created_at).days <= 90
    assert (narrow.scopes, narrow.created_by) == (["view_own", "note"], world.root)
    root.post(BASE + "tokens", {"name": "Long", "scopes": ["note"], "days": "0"})
    assert AccessToken.objects.get(name="Long").expires_at is None
    assert "See own tickets, Write notes" in root.get(BASE + "tokens").content.decode()


def test_a_token_of_a_deactivated_member_is_shown_as_stopped(world: Any, root: Client) -> None:
    root.post(BASE + "tokens", {"name": "Sync", "scopes": ["readSupport"], "days": "0"})
    AccessToken.objects.update(created_by=world.vic)
    world.vic.is_active = False
    world.vic.save()
    assert "Stopped" in root.get(BASE + "tokens").content.decode()


def test_labels_are_added_recoloured_and_deleted(world: Any, root: Client) -> None:
    assert root.post(BASE + "labels", {"name": "vip", "hue": "7"}).status_code == 303
    label = Label.objects.get(name="vip", hue=7)
    ticket = actions.set_labels(world.ticket(), labels=[label], by=world.acting(world.ada), at=world.pine.created_at)
    assert root.post(BASE + "labels", {"name": "VIP"}).status_code == 422
    assert root.post(f"{BASE}labels/{label.pk}", {"name": "v.i.p.", "hue": "9"}).status_code == 303
    assert root.post(f"{BASE}labels/{label.pk}/delete").status_code == 303
    assert not ticket.labels.exists()


def test_types_and_categories_are_kept_in_order(world: Any, root: Client) -> None:
    assert root.post(BASE + "types/new", {"name": "Incident", "team": world.support.pk}).status_code == 303
    type = TicketType.objects.get(name="Incident", team=world.support)
    assert root.post(f"{BASE}types/{type.pk}", {"name": "Outage"}).status_code == 303
    type.refresh_from_db()
    assert (type.name, type.team_id, type.is_active) == ("Outage", None, False)
    assert root.post(BASE + "categories", {"name": "Billing"}).status_code == 303
    category = Category.objects.get()
    assert root.post(f"{BASE}categories/{category.pk}", {"name": "Money"}).status_code == 303
    assert "Money" in root.get(BASE + "categories").content.decode()


@pytest.mark.parametrize("path", ["members/", "teams/", "labels/", "types/", "categories/"])
def test_another_tenants_rows_do_not_exist_here(world: Any, root: Client, path: str) -> None:
    assert root.get(f"{BASE}{path}{world.sam.pk + 1000}").status_code == 404
