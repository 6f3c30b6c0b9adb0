"""Members, invitations and teams in the settings, as browsers use them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.world import World
from usher.people.models import Invitation, Member, Team

BASE = "/pine-support/settings/"


@pytest.fixture
def root(world: World, client: Client) -> Client:
    client.force_login(world.root.user)
    return client


def test_a_member_is_added_and_changed(world: World, root: Client) -> None:
    posted = {"name": "Nia", "email": "Nia@usher.example", "role": world.ada.role_id, "password": "a long first one"}
    assert root.post(BASE + "members/new", posted).status_code == 303
    nia = Member.objects.get(email="nia@usher.example")
    assert nia.user.check_password("a long first one") and not nia.user.is_proven
    assert "is a member already" in root.post(BASE + "members/new", posted).content.decode()
    changed = {"name": "Nia B.", "role": world.vic.role_id, "hourly_rate": "80.50", "signature": "Nia\nPine"}
    assert root.post(f"{BASE}members/{nia.pk}", changed).status_code == 303
    nia.refresh_from_db()
    assert (nia.name, nia.role_id, str(nia.hourly_rate), nia.is_available) == ("Nia B.", world.vic.role_id, "80.50", False)
    assert "Away" in root.get(BASE + "members").content.decode()


def test_somebody_elses_login_is_invited_not_added(world: World, root: Client) -> None:
    posted = {"name": "Sam", "email": "sam@usher.example", "role": world.ada.role_id}
    answer = root.post(BASE + "members/new", posted)
    assert (answer.status_code, "Invite them instead" in answer.content.decode()) == (422, True)
    assert root.post(BASE + "members/invited/new", posted).status_code == 303


def test_who_leaves_is_out_and_their_tickets_go_on(world: World, root: Client) -> None:
    world.ticket(assignee=world.otto)
    path = f"{BASE}members/{world.otto.pk}"
    page = root.get(path).content.decode()
    assert "1 unfinished ticket is in their hands" in page and f'<option value="{world.ada.pk}">Ada' in page
    assert "1 ticket is handed over" in _toast(root, root.post(f"{path}/deactivate", {"to": world.ada.pk}))
    world.otto.refresh_from_db()
    assert not world.otto.is_active
    assert "Otto" in root.get(BASE + "members", {"show": "left"}).content.decode()
    assert "Otto" not in root.get(BASE + "members").content.decode()
    refused = root.post(f"{path}/remove")
    assert (refused.status_code, "Hand them over first" in refused.content.decode()) == (409, True)
    assert root.post(f"{path}/activate").status_code == 303
    world.otto.refresh_from_db()
    assert world.otto.is_active
    for wrong in ("x", "9" * 30, str(world.otto.pk)):
        assert root.post(f"{path}/hand-over", {"to": wrong}).status_code == 422


def test_a_deactivated_member_is_removed(world: World, root: Client) -> None:
    path = f"{BASE}members/{world.vic.pk}"
    assert root.post(f"{path}/remove").status_code == 409
    root.post(f"{path}/deactivate")
    assert root.post(f"{path}/remove").status_code == 303
    assert not Member.objects.filter(pk=world.vic.pk).exists()


def test_the_last_admin_is_kept_with_a_sentence(world: World, root: Client) -> None:
    path = f"{BASE}members/{world.root.pk}"
    for answer in (root.post(f"{path}/deactivate"), root.post(path, {"name": "Root", "role": world.ada.role_id})):
        assert answer.status_code in {409, 422}
        assert "last admin" in answer.content.decode()


def test_somebody_is_invited_again_and_revoked(world: World, root: Client) -> None:
    posted = {"email": "nia@fir.example", "name": "", "role": world.ada.role_id}
    assert root.post(BASE + "members/invited/new", posted).status_code == 303
    answer = root.post(BASE + "members/invited/new", posted)
    assert (answer.status_code, "invited already" in answer.content.decode()) == (422, True)
    page = root.get(BASE + "members/invited").content.decode()
    assert "nia@fir.example" in page and "Being sent" in page and "Invited 1" in page
    invitation = Invitation.objects.get()
    Invitation.objects.update(expires_at=invitation.expires_at - timedelta(hours=1))
    assert "Not sent yet" in root.get(BASE + "members/invited").content.decode()
    Invitation.objects.update(expires_at=invitation.expires_at - timedelta(days=7))
    assert "Expired" in root.get(BASE + "members/invited").content.decode()
    path = f"{BASE}members/invited/{invitation.pk}"
    assert root.post(f"{path}/again").status_code == 303
    assert root.post(f"{path}/revoke").status_code == 303
    assert root.post(f"{path}/again").status_code == 409
    assert "Nobody is waiting" in root.get(BASE + "members/invited").content.decode()


def test_a_team_keeps_its_deactivated_members(world: World, root: Client) -> None:
    root.post(f"{BASE}members/{world.lena.pk}/deactivate")
    path = f"{BASE}teams/{world.support.pk}"
    page = root.get(path).content.decode()
    assert "Lena (deactivated)" in page
    posted = {"name": "Support", "is_active": "on", "members": [world.ada.pk, world.lena.pk], "lead": world.lena.pk}
    assert root.post(path, posted).status_code == 303
    assert set(world.support.places.values_list("member", flat=True)) == {world.ada.pk, world.lena.pk}


def test_a_team_is_deactivated_and_deleted(world: World, root: Client) -> None:
    path = f"{BASE}teams/{world.support.pk}"
    assert root.post(path, {"name": "Support", "members": [world.ada.pk]}).status_code == 303
    assert not Team.objects.get().is_active
    ticket = world.ticket(team=world.support)
    refused = root.post(f"{path}/delete")
    assert (refused.status_code, "Deactivate it instead" in refused.content.decode()) == (409, True)
    ticket.delete()
    assert root.post(f"{path}/delete").status_code == 303
    assert not Team.objects.exists()


def test_everybody_decides_about_themselves(world: World, client: Client) -> None:
    client.force_login(world.vic.user)
    assert client.post(BASE + "me", {"signature": "Vic", "is_available": "on"}).status_code == 303
    assert "You are away." in _toast(client, client.post(BASE + "me/availability"))
    world.vic.refresh_from_db()
    assert (world.vic.signature, world.vic.is_available) == ("Vic", False)
    assert "You are available." in _toast(client, client.post(BASE + "me/availability", {"is_available": "on"}))
    assert client.post(BASE + "me", {"signature": "x" * 2001}).status_code == 422
    away = client.post(BASE + "me/availability", HTTP_REFERER="https://evil.example/")
    assert away["Location"] == "/pine-support/"


def _toast(client: Client, answer: Any) -> str:
    assert answer.status_code == 303
    return str(client.get(answer["Location"], follow=True).content.decode())
