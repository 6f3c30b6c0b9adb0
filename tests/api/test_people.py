"""The people by API: contacts, companies, members, invitations, and who is calling."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.people import actions
from usher.people.actors import SYSTEM
from usher.people.models import Company, Contact, Invitation, Member


def contact(email: str, name: str = "Kim") -> Contact:
    return actions.contact_for(email=email, name=name, by=SYSTEM, at=NOON)


def test_contacts_have_a_manager_a_zone_and_a_place_as_primary(world: World, api: Caller) -> None:
    body = {"managerId": world.mia.pk, "timeZone": "Europe/Berlin", "language": "de", "isPrimary": True, "notes": "Early"}
    status, carl = api("PATCH", f"/api/contacts/{world.carl.pk}", body)
    assert (status, {name: carl[name] for name in body}, carl["managerName"]) == (200, body, "Mia Malt")
    assert [row["id"] for row in api("GET", f"/api/contacts?managerId={world.mia.pk}")[1]["contacts"]] == [world.carl.pk]
    status, problem = api("PATCH", f"/api/contacts/{world.mia.pk}", {"managerId": world.carl.pk})
    assert (status, list(problem["errors"])) == (422, ["managerId"])
    wrong = {"timeZone": "Mars/Base", "language": "Klingon", "name": "x" * 200}
    status, problem = api("PATCH", f"/api/contacts/{world.mia.pk}", wrong)
    assert (status, set(problem["errors"])) == (422, {"timeZone", "language"})


def test_addresses_are_added_made_primary_and_removed(world: World, api: Caller) -> None:
    path = f"/api/contacts/{world.carl.pk}/addresses"
    status, carl = api("POST", path, {"email": "Carl@Home.example", "isPrimary": True})
    assert (status, carl["email"], carl["emails"]) == (
        201,
        "carl@home.example",
        ["carl@bakery.example", "carl@home.example"],
    )
    assert api("PATCH", f"{path}/carl@bakery.example", {"isPrimary": True})[1]["email"] == "carl@bakery.example"
    assert api("GET", path)[1]["addresses"][1] == {"email": "carl@home.example", "isPrimary": False}
    assert api("DELETE", f"{path}/carl@home.example") == (204, None)
    assert api("DELETE", f"{path}/carl@home.example")[0] == 404
    assert api("POST", path, {"email": "mia@bakery.example"})[0] == 422
    assert api("GET", "/api/contacts?search=home.example")[1]["contacts"] == []


def test_a_contact_is_deleted_or_merged(world: World, api: Caller) -> None:
    ticket = world.ticket(requester=world.mia, by=world.asking(world.mia))
    status, problem = api("DELETE", f"/api/contacts/{world.mia.pk}")
    assert (status, "Merge it" in problem["detail"]) == (409, True)
    path = f"/api/contacts/{world.carl.pk}/merge"
    for wrong in ([world.carl.pk], [10**9], []):
        status, problem = api("POST", path, {"contactIds": wrong})
        assert (status, list(problem["errors"])) == (422, ["contactIds"])
    status, merged = api("POST", path, {"contactIds": [world.mia.pk]})
    assert (status, merged["emails"]) == (200, ["carl@bakery.example", "mia@bakery.example"])
    assert api("GET", f"/api/tickets/{ticket.pk}")[1]["requesterId"] == world.carl.pk
    assert api("GET", f"/api/contacts/{world.mia.pk}")[0] == 404
    lone = contact("lone@mill.example")
    assert api("DELETE", f"/api/contacts/{lone.pk}") == (204, None)


def test_probable_duplicates_are_found_in_one_query(world: World, api: Caller) -> None:
    actions.change_contact(world.carl, by=SYSTEM, at=NOON, changes={"phone": "+49 (30) 123-4567"})
    same_name, same_phone = contact("carl2@bakery.example", " carl   CRUMB"), contact("x@mill.example", "X")
    actions.change_contact(same_phone, by=SYSTEM, at=NOON, changes={"phone": "030 1234567"})
    contact("carl3@mill.example", "Carl Crumb")
    found = api("GET", f"/api/contacts/{world.carl.pk}/duplicates")[1]["contacts"]
    assert [row["id"] for row in found] == [same_name.pk, same_phone.pk]


def test_the_tickets_of_a_contact_and_of_a_company(world: World, api: Caller) -> None:
    mine, hers = world.ticket(), world.ticket(requester=world.mia)
    done = world.ticket()
    api("PATCH", f"/api/tickets/{done.pk}", {"status": "resolved"})
    listed = api("GET", f"/api/contacts/{world.carl.pk}/tickets?status=open")[1]
    assert [row["id"] for row in listed["tickets"]] == [mine.pk]
    listed = api("GET", f"/api/companies/{world.bakery.pk}/tickets?pageSize=2&sort=createdAt")[1]
    assert (len(listed["tickets"]), listed["pagination"]["total"]) == (2, 3)
    further = api("GET", f"/api/companies/{world.bakery.pk}/tickets?pageSize=2&sort=createdAt&cursor={listed['nextCursor']}")
    assert {row["id"] for row in listed["tickets"] + further[1]["tickets"]} == {mine.pk, hers.pk, done.pk}
    assert api("GET", "/api/contacts/999999999/tickets")[0] == 404


def test_a_company_is_made_read_changed_and_deleted(world: World, api: Caller) -> None:
    kim = contact("kim@mill.example")
    body = {"name": "Mill & Co", "domains": ["Mill.example"], "hourlyRate": 95.5, "currency": "eur", "tier": "gold"}
    status, mill = api("POST", "/api/companies", body)
    assert (status, mill["domains"], mill["hourlyRate"], mill["currency"], mill["contactCount"]) == (
        201, ["mill.example"], 95.5, "EUR", 1,
    )  # fmt: skip
    path = f"/api/companies/{mill['id']}"
    assert [row["id"] for row in api("GET", f"{path}/contacts")[1]["contacts"]] == [kim.pk]
    status, mill = api("PATCH", path, {"hourlyRate": None, "prefix": "mill", "domains": []})
    assert (status, mill["hourlyRate"], mill["prefix"], mill["domains"]) == (200, None, "MILL", [])
    assert api("GET", path)[1] == mill
    assert [row["id"] for row in api("GET", "/api/companies?search=mill")[1]["companies"]] == [mill["id"]]
    assert api("GET", "/api/companies?domain=Bakery.example")[1]["companies"][0]["id"] == world.bakery.pk
    assert api("DELETE", path) == (204, None)
    world.ticket()
    assert api("DELETE", f"/api/companies/{world.bakery.pk}")[0] == 409


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "name"), ({"name": " "}, "name"), ({"name": "x", "domains": ["gmail.com"]}, "domains"),
     ({"name": "x", "domains": ["bakery.example"]}, "domains"), ({"name": "x", "currency": "ABC"}, "currency"),
     ({"name": "x", "hourlyRate": 1.234}, "hourlyRate"), ({"name": "x", "hourlyRate": -1}, "hourlyRate"),
     ({"name": "x", "prefix": "1"}, "prefix"), ({"name": "x", "fromContactId": 10**9}, "fromContactId")],
)  # fmt: skip
def test_wrong_companies_are_named(world: World, api: Caller, body: dict[str, Any], field: str) -> None:
    status, problem = api("POST", "/api/companies", body)
    assert (status, list(problem["errors"])) == (422, [field]), problem
    assert Company.objects.count() == 1


def test_a_company_is_made_from_a_contact_and_merged_away(world: World, api: Caller) -> None:
    kim = contact("kim@mill.example")
    status, mill = api("POST", "/api/companies", {"name": "Mill", "fromContactId": kim.pk})
    assert (status, mill["domains"], mill["contactCount"]) == (201, ["mill.example"], 1)
    assert api("POST", "/api/companies", {"name": "Again", "fromContactId": kim.pk})[0] == 409
    assert api("POST", "/api/companies", {"name": "M", "fromContactId": kim.pk, "domains": ["m.example"]})[0] == 422
    path = f"/api/companies/{world.bakery.pk}/merge"
    assert api("POST", path, {"companyId": world.bakery.pk})[0] == 422
    status, merged = api("POST", path, {"companyId": mill["id"]})
    assert (status, merged["contactCount"], merged["domains"]) == (200, 3, ["bakery.example", "mill.example"])
    assert api("GET", f"/api/companies/{mill['id']}")[0] == 404


def test_lists_cost_the_same_for_two_and_for_fifty(world: World, api: Caller) -> None:
    paths = ("/api/contacts", "/api/companies", "/api/members", "/api/teams", f"/api/companies/{world.bakery.pk}/contacts")

    def cost() -> list[int]:
        counts = []
        for path in paths:
            api("GET", path)
            with CaptureQueriesContext(connection) as asked:
                api("GET", path)
            counts.append(len(asked))
        return counts

    before = cost()
    for number in range(20):
        contact(f"c{number}@bakery.example", f"C {number}")
        actions.create_company(fields={"name": f"N {number}"}, domains=[f"n{number}.example"], by=SYSTEM, at=NOON)
        member = actions.add_member(email=f"m{number}@usher.example", name="M", role="agent", by=SYSTEM, at=NOON)
        actions.create_team(name=f"T {number}", members=[member, world.ada], by=SYSTEM, at=NOON)
    assert cost() == before


def test_the_ten_thousandth_contact_is_reached_by_cursor(world: World, api: Caller) -> None:
    Contact.objects.bulk_create(
        Contact(name=f"Same {number % 7}", company=world.bakery, created_at=NOON) for number in range(250)
    )
    path, seen = f"/api/companies/{world.bakery.pk}/contacts?pageSize=100", []
    while path:
        response = api.raw("GET", path)
        seen += [row["id"] for row in response.json()["contacts"]]
        links = dict(reversed(part.split("; ")) for part in response.get("Link", "").split(", ") if part)
        path = links.get('rel="next"', "").strip("<>")
    assert len(seen) == len(set(seen)) == 252


def test_a_member_is_added_changed_deactivated_and_removed(world: World, api: Caller) -> None:
    status, nia = api("POST", "/api/members", {"email": "nia@fir.example", "name": "Nia", "role": "viewer"})
    assert (status, nia["role"], nia["isActive"]) == (201, "viewer", True)
    path = f"/api/members/{nia['id']}"
    changes = {"name": "Nia Nut", "hourlyRate": 80.5, "signature": "Nia", "isAvailable": False, "roleId": world.ada.role_id}
    status, changed = api("PATCH", path, changes)
    assert (status, {name: changed[name] for name in changes}, changed["role"]) == (200, changes, "agent")
    assert api("DELETE", path)[0] == 409
    assert api("PATCH", path, {"isActive": False})[1]["isActive"] is False
    assert api("GET", "/api/members?isActive=false")[1]["pagination"]["total"] == 1
    assert api("DELETE", path) == (204, None)
    assert not Member.objects.filter(pk=nia["id"]).exists()


def test_members_are_found(world: World, api: Caller) -> None:
    assert [row["name"] for row in api("GET", "/api/members?search=ad")[1]["members"]] == ["Ada"]
    assert {row["id"] for row in api("GET", f"/api/members?teamId={world.support.pk}")[1]["members"]} == {
        world.ada.pk, world.lena.pk,
    }  # fmt: skip


def test_admins_and_foreign_logins_are_beyond_a_token(world: World, api: Caller) -> None:
    assert api("PATCH", f"/api/members/{world.root.pk}", {"isActive": False})[0] == 403
    status, problem = api("POST", "/api/members", {"email": "sam@usher.example", "name": "Sam"})
    assert (status, "Invite them" in problem["detail"]) == (409, True)
    for body, field in (({"email": "x", "name": "X"}, "email"), ({"email": "a@b.example", "name": "X", "role": "x"}, "role"),
                        ({"email": "a@b.example", "name": "X", "roleId": 10**9}, "roleId")):  # fmt: skip
        status, problem = api("POST", "/api/members", body)
        assert (status, list(problem["errors"])) == (422, [field])


def test_what_a_member_has_in_hand_goes_to_another(world: World, api: Caller) -> None:
    world.ticket(assignee=world.otto)
    path = f"/api/members/{world.otto.pk}/hand-over"
    assert api("POST", path, {"toMemberId": world.ada.pk}) == (202, {"tickets": 1})
    for wrong in (world.otto.pk, 10**9):
        status, problem = api("POST", path, {"toMemberId": wrong})
        assert (status, list(problem["errors"])) == (422, ["toMemberId"])


def test_somebody_is_invited_again_and_revoked(world: World, api: Caller) -> None:
    body = {"email": "Nia@Fir.example", "name": "Nia", "role": "viewer"}
    status, made = api("POST", "/api/invitations", body)
    assert (status, made["email"], made["state"], made["roleName"]) == (201, "nia@fir.example", "open", "Viewer")
    assert "hash" not in made
    status, problem = api("POST", "/api/invitations", body)
    assert (status, list(problem["errors"])) == (422, ["email"])
    path = f"/api/invitations/{made['id']}"
    before = Invitation.objects.get().hash
    assert api("POST", f"{path}/send-again")[0] == 200
    assert Invitation.objects.get().hash != before
    assert api("DELETE", path) == (204, None)
    assert (api("GET", path)[1]["state"], api("DELETE", path)[0]) == ("revoked", 409)
    for state, total in (("open", 0), ("revoked", 1), ("expired", 0), ("accepted", 0)):
        assert api("GET", f"/api/invitations?state={state}")[1]["pagination"]["total"] == total


def test_me_tells_who_is_calling(world: World, api: Caller, api_with: Callable[..., Caller]) -> None:
    status, me = api("GET", "/api/me")
    assert (status, me["organization"]["slug"], me["member"], me["token"]["name"]) == (200, "pine-support", None, "Robot")
    assert api("PATCH", "/api/me", {"isAvailable": False})[0] == 404
    adas = api_with("readSupport", "writeSupport", created_by=world.ada)
    me = adas("GET", "/api/me")[1]
    assert (me["member"]["id"], "reports" in me["permissions"]) == (world.ada.pk, False)
    assert adas("PATCH", "/api/me", {"isAvailable": False, "signature": "Ada"})[1]["member"]["isAvailable"] is False
    heard = adas("PATCH", "/api/me", {"hearsAssigned": False})[1]["member"]
    assert (heard["hearsAssigned"], heard["hearsReplies"]) == (False, True)
    assert adas("PATCH", "/api/me", {"role": "admin", "isActive": False})[0] == 422


def test_each_takes_its_scope(world: World, api_with: Callable[..., Caller]) -> None:
    reads = api_with("readSupport")
    bodies: dict[str, Any] = {
        "/api/contacts": {"name": "x"}, "/api/companies": {"name": "x"}, "/api/teams": {"name": "x"},
        "/api/members": {"email": "x@y.example", "name": "x"}, "/api/invitations": {"email": "x@y.example"},
        f"/api/contacts/{world.carl.pk}/addresses": {"email": "x@y.example"},
        f"/api/contacts/{world.carl.pk}/merge": {"contactIds": [world.mia.pk]},
        f"/api/companies/{world.bakery.pk}/merge": {"companyId": world.bakery.pk},
        f"/api/members/{world.ada.pk}/hand-over": {"toMemberId": None},
    }  # fmt: skip
    for path, body in bodies.items():
        assert reads("POST", path, body)[0] == 403, path
    for path in (f"/api/contacts/{world.carl.pk}", f"/api/companies/{world.bakery.pk}", f"/api/members/{world.ada.pk}"):
        assert reads("PATCH", path, {"name": "x"})[0] == 403
        assert reads("DELETE", path)[0] == 403
    assert reads("GET", "/api/invitations")[0] == 403
    place = f"/api/teams/{world.support.pk}/members/{world.otto.pk}"
    assert (reads("PUT", place, {})[0], reads("DELETE", place)[0]) == (403, 403)


def test_one_member_comes_leads_and_goes(world: World, api: Caller) -> None:
    path = f"/api/teams/{world.support.pk}"
    status, team = api("PUT", f"{path}/members/{world.otto.pk}", {"isLead": True})
    assert (status, team["memberIds"], team["leadId"]) == (200, [world.ada.pk, world.lena.pk, world.otto.pk], world.otto.pk)
    assert api("PUT", f"{path}/members/{world.otto.pk}", {"isLead": False})[1]["leadId"] is None
    assert api("DELETE", f"{path}/members/{world.otto.pk}") == (204, None)
    assert api("DELETE", f"{path}/members/{world.otto.pk}")[0] == 404
    assert api("PATCH", path, {"isActive": False})[1]["isActive"] is False
    assert api("GET", f"/api/teams?memberId={world.ada.pk}&isActive=true")[1]["teams"] == []
    assert api("DELETE", path) == (204, None)


def test_what_an_hour_costs_is_told_to_oneself_and_to_those_who_manage_it(world: World, api_with: Any) -> None:
    actions.change_member(world.otto, by=SYSTEM, at=NOON, changes={"hourly_rate": 80})
    path = f"/api/members/{world.otto.pk}"
    rates = [
        api_with("readSupport")("GET", path)[1]["hourlyRate"],
        api_with("readSupport", created_by=world.otto)("GET", path)[1]["hourlyRate"],
        api_with("readSupport", "team")("GET", path)[1]["hourlyRate"],
    ]
    assert rates == [None, 80, 80]
    assert {row["hourlyRate"] for row in api_with("readSupport")("GET", "/api/members")[1]["members"]} == {None}
