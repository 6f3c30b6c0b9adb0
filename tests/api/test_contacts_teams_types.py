import pytest

from tests.api.conftest import Caller
from tests.world import World
from usher.people.models import Contact, Team
from usher.tickets.models import TicketType


def test_contacts_are_listed_by_name_and_found(world: World, api: Caller) -> None:
    _, page = api("GET", "/api/contacts")
    assert [contact["name"] for contact in page["contacts"]] == ["Carl Crumb", "Mia Malt"]
    assert page["pagination"] == {"page": 1, "pageSize": 50, "total": 2, "totalPages": 1}
    for query in ("search=carl", "search=CRUMB%20bakery", "email=Carl@Bakery.example"):
        assert [contact["id"] for contact in api("GET", f"/api/contacts?{query}")[1]["contacts"]] == [world.carl.pk]
    assert api("GET", f"/api/contacts?companyId={world.bakery.pk}")[1]["pagination"]["total"] == 2
    assert api("GET", "/api/contacts?search=%00%25_")[1]["contacts"] == []


def test_a_contact_is_made_read_and_changed(world: World, api: Caller) -> None:
    status, made = api("POST", "/api/contacts", {"name": "Nia", "email": "Nia@Bakery.example", "phone": "+49 30 1"})
    assert (status, made["email"], made["companyName"]) == (201, "nia@bakery.example", "Pine Bakery")
    status, changed = api("PATCH", f"/api/contacts/{made['id']}", {"email": "nia@new.example", "companyId": None})
    assert (status, changed["emails"], changed["companyId"]) == (200, ["nia@bakery.example", "nia@new.example"], None)
    assert api("GET", f"/api/contacts/{made['id']}")[1] == changed


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "name"), ({"email": "x"}, "email"), ({"email": "carl@bakery.example"}, "email"), ({"name": "x" * 201}, "name"),
     ({"name": "x", "companyId": 10**9}, "companyId"), ({"name": "x", "hue": 1}, "hue"),
     ({"name": "x", "phone": 5}, "phone"),
     ({"name": "x", "language": "much too long"}, "language")],
)  # fmt: skip
def test_wrong_contacts_are_named(world: World, api: Caller, body: dict[str, object], field: str) -> None:
    status, problem = api("POST", "/api/contacts", body)
    assert (status, list(problem["errors"])) == (422, [field]), problem
    assert Contact.objects.count() == 2


def test_a_team_is_made_read_and_changed(world: World, api: Caller) -> None:
    body = {"name": "Night", "memberIds": [world.ada.pk, world.otto.pk], "leadId": world.otto.pk}
    status, team = api("POST", "/api/teams", body)
    assert (status, team["memberIds"], team["leadId"]) == (201, [world.ada.pk, world.otto.pk], world.otto.pk)
    status, team = api("PATCH", f"/api/teams/{team['id']}", {"name": "Late"})
    assert (status, team["name"], team["memberIds"], team["leadId"]) == (
        200, "Late", [world.ada.pk, world.otto.pk], world.otto.pk,
    )  # fmt: skip
    _, team = api("PATCH", f"/api/teams/{team['id']}", {"memberIds": [world.ada.pk]})
    assert (team["memberIds"], team["leadId"]) == ([world.ada.pk], None)
    assert [row["name"] for row in api("GET", "/api/teams")[1]["teams"]] == ["Late", "Support"]


def test_wrong_teams_are_named(world: World, api: Caller) -> None:
    for body, field in (
        ({}, "name"), ({"name": "Support"}, "name"), ({"name": " "}, "name"), ({"name": "\x00"}, "name"),
        ({"name": "x", "memberIds": [world.sam.pk]}, "memberIds"), ({"name": "x", "leadId": world.ada.pk}, "leadId"),
    ):  # fmt: skip
        status, problem = api("POST", "/api/teams", body)
        assert (status, list(problem["errors"])) == (422, [field]), (body, problem)
    assert Team.objects.count() == 1


def test_a_type_is_made_read_and_changed(world: World, api: Caller) -> None:
    status, kind = api("POST", "/api/ticket-types", {"name": "Bug", "description": "x", "teamId": world.support.pk})
    assert (status, kind["teamId"], kind["isActive"]) == (201, world.support.pk, True)
    status, kind = api("PATCH", f"/api/ticket-types/{kind['id']}", {"isActive": False, "teamId": None})
    assert (status, kind["isActive"], kind["teamId"], kind["name"]) == (200, False, None, "Bug")
    assert api("GET", "/api/ticket-types")[1]["ticketTypes"] == [kind]


def test_wrong_types_are_named(world: World, api: Caller) -> None:
    api("POST", "/api/ticket-types", {"name": "Bug"})
    for body, field in (
        ({}, "name"),
        ({"name": "Bug"}, "name"),
        ({"name": "\x00"}, "name"),
        ({"name": "x", "teamId": 10**9}, "teamId"),
    ):
        status, problem = api("POST", "/api/ticket-types", body)
        assert (status, list(problem["errors"])) == (422, [field]), (body, problem)
    assert TicketType.objects.count() == 1


@pytest.mark.parametrize("kind", ["contacts", "teams", "ticket-types"])
@pytest.mark.parametrize("id", ["0", "x", "-1", "9223372036854775808", "%00", "٣"])
def test_what_is_no_id_is_not_found(world: World, api: Caller, kind: str, id: str) -> None:
    assert api("GET", f"/api/{kind}/{id}")[0] == 404
