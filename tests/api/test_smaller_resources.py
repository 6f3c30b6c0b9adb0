"""Labels, priorities, the organization, events and follow-ups."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.tickets import actions
from usher.tickets.models import Label, TicketLink


def test_a_label_is_made_renamed_recoloured_and_deleted(world: World, api: Caller) -> None:
    status, label = api("POST", "/api/labels", {"name": "needs-review", "hue": 7})
    assert (status, label["name"], label["hue"], label["ticketCount"]) == (201, "needs-review", 7, 0)
    ticket = api("POST", "/api/tickets", {"subject": "x", "tags": ["needs-review"]})[1]
    path = f"/api/labels/{label['id']}"
    assert api("PATCH", path, {"name": "reviewed"})[1] == {**label, "name": "reviewed", "ticketCount": 1}
    assert api("PATCH", path, {"hue": 3})[1]["hue"] == 3
    assert api("GET", f"/api/tickets/{ticket['id']}")[1]["tags"] == ["reviewed"]
    assert [row["ticketCount"] for row in api("GET", "/api/labels")[1]["labels"]] == [1]
    assert api("DELETE", path) == (204, None)
    assert api("GET", f"/api/tickets/{ticket['id']}")[1]["tags"] == []
    assert api("GET", path)[0] == 404


def test_labels_have_names_of_their_own(world: World, api: Caller) -> None:
    api("POST", "/api/labels", {"name": "bug"})
    for body, field in (
        ({"name": "BUG"}, "name"),
        ({"name": "x", "hue": 24}, "hue"),
        ({}, "name"),
        ({"name": "\u200b"}, "name"),
    ):
        status, problem = api("POST", "/api/labels", body)
        assert (status, list(problem["errors"])) == (422, [field])
    assert Label.objects.count() == 1


def test_priorities_come_with_weights_and_aliases(world: World, api: Caller) -> None:
    rows = api("GET", "/api/priorities")[1]["priorities"]
    assert [(row["code"], row["weight"]) for row in rows] == [("urgent", 4), ("high", 3), ("medium", 2), ("low", 1)]
    assert rows[2]["aliases"] == ["normal", "med"]


def test_the_organization_is_read_by_any_token_and_changed_by_those_that_may(world: World, api_with: object) -> None:
    make = api_with
    status, row = make("readSupport")("GET", "/api/organization")  # type: ignore[operator]
    assert (status, row["name"], row["prefix"], row["id"]) == (200, "Pine Support", "PINE", world.pine.pk)
    assert make("readSupport")("PATCH", "/api/organization", {"name": "x"})[0] == 403  # type: ignore[operator]
    manager = make("manageSettings")  # type: ignore[operator]
    status, row = manager("PATCH", "/api/organization", {"timeZone": "Europe/Helsinki", "replyWaitsByApi": True})
    assert (status, row["timeZone"], row["replyWaitsByApi"], row["name"]) == (200, "Europe/Helsinki", True, "Pine Support")
    wrong = {
        "timeZone": "Mars/Olympus",
        "currency": "XXX",
        "language": "xx",
        "name": "\u200b",
        "closedMail": "burn",
        "hue": 99,
    }
    status, problem = manager("PATCH", "/api/organization", {**wrong, "prefix": "NEW"})
    assert (status, set(problem["errors"])) == (422, {"closedMail", "hue", "prefix"})
    wrong = {name: wrong[name] for name in ("timeZone", "currency", "language", "name")}
    status, problem = manager("PATCH", "/api/organization", wrong)
    assert (status, set(problem["errors"])) == (422, set(wrong))


def test_a_tickets_timeline_tells_who_did_what_from_what_to_what(world: World, api: Caller) -> None:
    ticket = world.ticket()
    api("PATCH", f"/api/tickets/{ticket.pk}", {"status": "resolved"})
    page = api("GET", f"/api/tickets/{ticket.code}/events")[1]
    names = [event["name"] for event in page["events"]]
    assert names[0] == "ticket.opened" and "ticket.status_changed" in names
    only = api("GET", f"/api/tickets/{ticket.pk}/events?name=ticket.status_changed&newestFirst=true")[1]["events"]
    assert [(e["data"]["from"], e["data"]["to"], e["actorType"], e["actorName"]) for e in only] == [
        ("open", "resolved", "token", "Robot")
    ]


def test_a_timeline_is_read_in_pages(world: World, api: Caller) -> None:
    ticket = world.ticket()
    for label in ("a", "b", "c"):
        api("PATCH", f"/api/tickets/{ticket.pk}", {"tags": [label]})
    first = api.raw("GET", f"/api/tickets/{ticket.pk}/events?pageSize=2")
    following = first["Link"].split('rel="next"')[0].rsplit("<", 1)[1].split(">")[0]
    assert api("GET", following)[1]["events"][0]["id"] > first.json()["events"][-1]["id"]


def test_a_closed_ticket_goes_on_in_a_follow_up(world: World, api: Caller) -> None:
    ticket = world.ticket()
    actions.move(ticket, to="closed", by=world.acting(world.ada), at=NOON)
    path = f"/api/tickets/{ticket.pk}/follow-up"
    response = api.raw("POST", path, {"description": "It is cold again."})
    new = response.json()
    assert (response.status_code, new["subject"], new["description"]) == (201, ticket.subject, "It is cold again.")
    assert response["Location"] == f"/api/tickets/{new['id']}"
    assert TicketLink.objects.get(kind="follow_up").target == ticket
    assert api("POST", path, {})[1]["id"] == new["id"], "without a text the open follow-up is answered"


def test_lists_cost_the_same_queries_whatever_they_show(world: World, api: Caller) -> None:
    ticket = world.ticket()

    def fill(name: str) -> None:
        api("PATCH", f"/api/tickets/{ticket.pk}", {"tags": [name]})
        api.form(f"/api/tickets/{ticket.pk}/attachments", files=[("files", f"{name}.txt", b"x")])
        api.form("/api/files", files=[("file", f"{name}.txt", b"x")])

    def costs() -> list[int]:
        found = []
        base = f"/api/tickets/{ticket.pk}"
        for path in ("/api/labels", "/api/files", f"{base}/attachments", f"{base}/events", f"{base}/comments"):
            with CaptureQueriesContext(connection) as captured:
                assert api("GET", path)[0] == 200
            found.append(len(captured))
        return found

    fill("one")
    costs()
    before = costs()
    for name in ("two", "three", "four"):
        fill(name)
    assert costs() == before
