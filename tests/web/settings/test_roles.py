from typing import Any

import pytest
from django.test import Client

from tests.world import NOON, World
from usher.people import actions
from usher.people.actors import SYSTEM
from usher.people.models import Role
from usher.people.permissions import PERMISSIONS, implied
from usher.tickets.deeds import DEEDS

ROLES = "/pine-support/settings/roles"


@pytest.fixture
def admin(world: World, client: Client) -> Client:
    client.force_login(world.root.user)
    return client


def test_every_role_stands_beside_every_permission(world: World, admin: Client) -> None:
    page = admin.get(ROLES).content.decode()
    for role in Role.objects.all():
        assert f">{role.name}</a>" in page
    for permission in PERMISSIONS.values():
        assert str(permission.title).replace("'", "&#39;") in page
    granted = sum(len(implied(role.granted)) for role in Role.objects.all())
    assert page.count('<span class="sr">Yes</span>') == granted
    assert "2 members" in page  # Ada and Otto


def test_a_role_is_made_changed_and_deleted_on_its_pages(world: World, admin: Client) -> None:
    made = admin.post(f"{ROLES}/new", {"name": "Night", "permissions": ["view_team", "reply"]})
    assert (made.status_code, made["Location"]) == (303, ROLES)
    role = Role.objects.get(name="Night")
    assert role.permissions == ["reply", "view_team"]
    page = admin.get(f"{ROLES}/{role.pk}").content.decode()
    assert page.count(" checked") == 2
    admin.post(f"{ROLES}/{role.pk}", {"name": "Late", "permissions": ["note"]})
    role.refresh_from_db()
    assert (role.name, role.permissions) == ("Late", ["note"])
    assert admin.post(f"{ROLES}/{role.pk}/delete").status_code == 303
    assert not Role.objects.filter(pk=role.pk).exists()


def test_what_is_wrong_is_told_beside_its_field(world: World, admin: Client) -> None:
    page = admin.post(f"{ROLES}/new", {"name": "Agent", "permissions": ["reply"]})
    assert page.status_code == 422
    assert "There is a role “Agent” already." in page.content.decode()
    assert page.content.decode().count(" checked") == 1


def test_a_copy_begins_with_what_the_other_role_includes(world: World, admin: Client) -> None:
    page = admin.get(f"{ROLES}/new?like={world.ada.role_id}").content.decode()
    assert page.count(" checked") == len(world.ada.role.granted)
    assert admin.get(f"{ROLES}/new?like=٣").content.decode().count(" checked") == 0


def test_a_role_in_use_stays_and_the_page_says_why(world: World, admin: Client) -> None:
    role = actions.create_role(name="Night", permissions=[], by=SYSTEM, at=NOON)
    actions.change_member(world.otto, by=SYSTEM, at=NOON, changes={"role": role})
    answer = admin.post(f"{ROLES}/{role.pk}/delete")
    assert answer.status_code == 409
    assert "one member has it" in answer.content.decode()


def test_the_admins_role_cannot_be_changed(world: World, admin: Client) -> None:
    page = admin.get(f"{ROLES}/{world.root.role_id}").content.decode()
    assert "includes everything" in page and "Save" not in page


def test_nobody_ticks_what_they_do_not_have(world: World, client: Client) -> None:
    head = actions.create_role(name="Head", permissions=["view_all", "team", "reply"], by=SYSTEM, at=NOON)
    actions.change_member(world.otto, by=SYSTEM, at=NOON, changes={"role": head})
    client.force_login(world.otto.user)
    page = client.get(f"{ROLES}/new").content.decode()
    assert page.count("You do not have this yourself.") == len(PERMISSIONS) - 5  # view_all lets grant the narrower two
    assert client.post(f"{ROLES}/new", {"name": "Mighty", "permissions": ["delete"]}).status_code == 422
    assert "you cannot change it" in client.get(f"{ROLES}/{world.lena.role_id}").content.decode()


def test_a_question_is_answered_deed_by_deed_with_its_reason(world: World, admin: Client) -> None:
    ticket = world.ticket()
    page = admin.get(f"{ROLES}/ask", {"member": world.vic.pk, "ticket": ticket.code}).content.decode()
    assert "May read it" in page and "because the role sees all tickets" in page
    assert "May not reply to the requester" in page and "Vic lacks the permission “Reply to customers”" in page
    assert page.count("because ") == len(DEEDS)
    again = admin.get(f"{ROLES}/ask", {"member": world.ada.pk, "ticket": f" #{ticket.number} "})
    assert "May reply to the requester" in again.content.decode()


@pytest.mark.parametrize("name", ["NONE-1", "' OR 1=1", "9" * 25, "٣", "\x00"])
def test_a_ticket_one_cannot_see_is_unknown(world: World, admin: Client, name: str) -> None:
    page = admin.get(f"{ROLES}/ask", {"member": world.vic.pk, "ticket": name})
    assert page.status_code == 422


def test_the_pages_need_the_permission_over_members(world: World, client: Client) -> None:
    client.force_login(world.ada.user)
    role: Any = world.ada.role
    for path in (ROLES, f"{ROLES}/new", f"{ROLES}/ask", f"{ROLES}/{role.pk}"):
        assert client.get(path).status_code == 403
    for path in (f"{ROLES}/new", f"{ROLES}/{role.pk}", f"{ROLES}/{role.pk}/delete"):
        assert client.post(path, {"name": "x"}).status_code == 403
