"""Roles, tokens and what one may do to a ticket, by the API."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.api.conftest import EVERYTHING, Caller
from tests.world import NOON, World
from usher.people import actions
from usher.people.actors import SYSTEM
from usher.people.models import AccessToken, Member, Role
from usher.tickets.deeds import DEEDS

Make = Callable[..., Caller]


@pytest.fixture
def of(world: World) -> Callable[[Member], Caller]:
    """A caller with the token of a member who asked for all scopes: as if the role had been larger once."""

    def make(member: Member) -> Caller:
        _, text = actions.issue_token(name="Own", scopes=EVERYTHING, by=SYSTEM, at=NOON, created_by=member)
        return Caller(text)

    return make


def test_roles_are_listed_with_what_they_include(world: World, api: Caller) -> None:
    status, page = api("GET", "/api/roles")
    assert status == 200 and page["pagination"]["total"] == 5
    agent = next(role for role in page["roles"] if role["key"] == "agent")
    assert agent["memberCount"] == 2 and "reply" in agent["permissions"] and "delete" not in agent["permissions"]


def test_a_role_is_made_changed_and_deleted(world: World, api: Caller) -> None:
    status, made = api("POST", "/api/roles", {"name": "Night", "permissions": ["note", "reply"]})
    assert (status, made["key"], made["permissions"]) == (201, None, ["note", "reply"])
    path = f"/api/roles/{made['id']}"
    assert api("PATCH", path, {"permissions": ["view_own"]})[1]["permissions"] == ["view_own"]
    assert api("PATCH", path, {"name": "Late"})[1] | {"name": "Late"} == api("GET", path)[1]
    assert api("DELETE", path)[0] == 204
    assert api("GET", path)[0] == 404


def test_wrong_roles_are_refused_with_every_field(world: World, api: Caller) -> None:
    status, problem = api("POST", "/api/roles", {"name": "agent", "permissions": ["fly"]})
    assert status == 422 and set(problem["errors"]) == {"name", "permissions"}
    assert api("DELETE", f"/api/roles/{world.ada.role_id}")[0] == 409
    assert api("PATCH", f"/api/roles/{world.ada.role_id}", {"key": "admin"})[0] == 422
    assert api("PATCH", f"/api/roles/{world.root.role_id}", {"permissions": ["reply"]})[0] in {403, 409}


def test_a_role_beyond_the_token_is_refused(world: World, api: Caller) -> None:
    status, problem = api("POST", "/api/roles", {"name": "Money", "permissions": ["invoices"]})
    assert status == 403 and "Manage invoices" in problem["detail"]


def test_a_token_is_issued_shown_once_and_revoked(world: World, api: Caller) -> None:
    until = timezone.now() + timedelta(days=1)
    wanted = {"name": "Sync", "scopes": ["readSupport", "reply"], "expiresAt": until.isoformat()}
    status, made = api("POST", "/api/tokens", wanted)
    assert status == 201 and made["token"].startswith("usher_")
    fresh = Caller(made["token"])
    assert fresh("GET", "/api/tickets")[0] == 200
    listed = api("GET", "/api/tokens")[1]["tokens"]
    assert listed[0]["name"] == "Sync" and "token" not in listed[0] and listed[0]["lastUsedAt"]
    assert api("DELETE", f"/api/tokens/{made['id']}")[0] == 204
    assert api("GET", f"/api/tokens/{made['id']}")[1]["revokedAt"]


def test_the_text_of_a_token_is_kept_nowhere(world: World, api: Caller) -> None:
    from usher.api.models import KeptAnswer

    body, header = {"name": "Sync", "scopes": ["readSupport"]}, {"Idempotency-Key": "once-and-only"}
    first, second = api("POST", "/api/tokens", body, **header)[1], api("POST", "/api/tokens", body, **header)[1]
    assert first["token"] != second["token"]
    assert not KeptAnswer.objects.exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "x", "scopes": []}, "scopes"),
        ({"name": "x", "scopes": ["sudo"]}, "scopes"),
        ({"name": "x", "scopes": ["reply"], "expiresAt": "2001-01-01T00:00:00Z"}, "expiresAt"),
        ({"name": "x", "scopes": ["reply"], "createdBy": 1}, "createdBy"),
        ({"name": "x", "scopes": ["reply"], "organizationId": 2}, "organizationId"),
    ],
)
def test_wrong_tokens_are_refused_by_field(world: World, api: Caller, body: object, field: str) -> None:
    status, problem = api("POST", "/api/tokens", body)
    assert status == 422 and field in problem["errors"]


def test_a_token_makes_none_beyond_itself(world: World, api_with: Make) -> None:
    narrow = api_with("readSupport", "manageSettings")
    assert narrow("POST", "/api/tokens", {"name": "x", "scopes": ["writeSupport"]})[0] == 403
    assert narrow("POST", "/api/tokens", {"name": "x", "scopes": ["readSupport"]})[0] == 201


def test_a_members_token_is_as_strong_as_the_member_is_now(world: World, of: Callable[[Member], Caller]) -> None:
    theirs = world.ticket()
    agent = of(world.ada)
    assert agent("PATCH", f"/api/tickets/{theirs.pk}", {"priority": "high"})[0] == 200
    assert agent("DELETE", f"/api/tickets/{theirs.pk}")[0] == 403
    assert agent("POST", "/api/teams", {"name": "Mine"})[0] == 403
    assert of(world.vic)("PATCH", f"/api/tickets/{theirs.pk}", {"priority": "low"})[0] == 403


def test_a_members_token_sees_what_the_member_sees(world: World, of: Callable[[Member], Caller]) -> None:
    from usher.tickets import actions as tickets

    narrow = Role.objects.create(name="Narrow", permissions=["view_own"])
    world.otto.role = narrow
    world.otto.save()
    own, other = world.ticket("Own"), world.ticket("Other")
    tickets.assign(own, to=world.otto, by=SYSTEM, at=NOON)
    caller = of(world.otto)
    assert [ticket["id"] for ticket in caller("GET", "/api/tickets")[1]["tickets"]] == [own.pk]
    assert caller("GET", f"/api/tickets/{own.pk}")[0] == 200
    assert caller("GET", f"/api/tickets/{other.pk}")[0] == 404
    assert caller("GET", f"/api/tickets/{other.pk}/permissions")[0] == 404


def test_the_deeds_on_a_ticket_are_told_with_their_reasons(world: World, of: Callable[[Member], Caller]) -> None:
    ticket = world.ticket()
    status, told = of(world.vic)("GET", f"/api/tickets/{ticket.code}/permissions")
    answers = {one["deed"]: one for one in told["permissions"]}
    assert status == 200 and list(answers) == list(DEEDS)
    assert answers["view"]["allowed"] and not answers["reply"]["allowed"]
    assert "Reply to customers" in answers["reply"]["because"]
    agent = {one["deed"]: one for one in of(world.ada)("GET", f"/api/tickets/{ticket.pk}/permissions")[1]["permissions"]}
    assert agent["reply"] == {"deed": "reply", "allowed": True, "because": "the ticket is nobody's yet"}


def test_tokens_of_the_other_organization_are_unknown(world: World, api: Caller) -> None:
    from usher.base.tenancy import entered

    with entered(world.elsewhere.pk):
        foreign, _ = actions.issue_token(name="x", scopes=["reply"], by=SYSTEM, at=NOON)
        role = Role.objects.get(key="agent")
    assert api("DELETE", f"/api/tokens/{foreign.pk}")[0] == 404
    assert api("GET", f"/api/roles/{role.pk}")[0] == 404
    with entered(world.elsewhere.pk):
        assert AccessToken.objects.get(pk=foreign.pk).revoked_at is None


def test_a_token_that_only_reads_changes_nothing_of_its_maker(world: World) -> None:
    _, text = actions.issue_token(name="x", scopes=["readSupport"], by=SYSTEM, at=NOON, created_by=world.ada)
    status, problem = Caller(text)("PATCH", "/api/me", {"signature": "Pay to another account"})
    assert status == 403 and "only reads" in problem["detail"]
    world.ada.refresh_from_db()
    assert world.ada.signature == ""
