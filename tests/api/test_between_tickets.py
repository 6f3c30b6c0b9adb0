"""Merging, splitting, links, companies, visibility and the bin by API."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.api.conftest import Caller
from tests.tickets.test_merging import again, dora, file
from tests.world import NOON, World
from usher.tickets import actions
from usher.tickets.models import Message, Ticket


def test_merging_tells_what_was_merged_and_what_not(world: World, api: Caller) -> None:
    target, good, twin = world.ticket(), world.ticket(written=actions.Written(text="x", files=[file()])), world.ticket()
    body = {"primaryTicketId": target.pk, "ticketIdsToMerge": [good.pk, twin.pk, target.pk, 999999]}
    status, told = api("POST", "/api/tickets/merge", body)
    assert status == 200
    note = told.pop("mergeNote")
    assert note["body"].startswith("Merged into this ticket: PINE-2")
    assert target.messages.get(pk=note["id"]).text == note["body"]
    assert told.pop("executionTime") >= 0
    assert told == {
        "success": True, "primaryTicketId": target.pk, "mergedTicketIds": [good.pk, twin.pk], "commentsMerged": 2,
        "attachmentsMerged": 1, "secondaryTicketsClosed": 2, "commentsTurnedInternal": 0,
        "errors": [
            {"ticketId": target.pk, "error": "A ticket cannot be merged into itself."},
            {"ticketId": 999999, "error": "There is no such ticket."},
        ],
    }  # fmt: skip
    assert api("GET", f"/api/tickets/{good.pk}")[1]["mergedIntoId"] == target.pk


def test_nothing_merged_is_no_success(world: World, api: Caller) -> None:
    target = world.ticket()
    status, told = api("POST", "/api/tickets/merge", {"primaryTicketId": target.pk, "ticketIdsToMerge": [target.pk]})
    assert (status, told["success"], told["mergedTicketIds"], told["mergeNote"]) == (200, False, [], None)


def test_every_option_can_be_switched_off(world: World, api: Caller) -> None:
    target, source = world.ticket(), world.ticket()
    body = {
        "primaryTicketId": target.pk, "ticketIdsToMerge": [source.pk], "mergeComments": False, "mergeAttachments": False,
        "closeSecondaryTickets": False, "addMergeNote": False,
    }  # fmt: skip
    _, told = api("POST", "/api/tickets/merge", body)
    assert (told["commentsMerged"], told["attachmentsMerged"], told["secondaryTicketsClosed"], told["mergeNote"]) == (
        0, 0, 0, None,
    )  # fmt: skip
    assert target.messages.count() == source.messages.count() == 1


def test_a_closed_primary_is_409_and_an_unknown_one_404(world: World, api: Caller) -> None:
    target, source = world.ticket(), world.ticket()
    actions.move(target, to="closed", by=world.acting(world.lena), at=NOON)
    body = {"primaryTicketId": target.pk, "ticketIdsToMerge": [source.pk]}
    assert api("POST", "/api/tickets/merge", body)[0] == 409
    assert api("POST", "/api/tickets/merge", {**body, "primaryTicketId": 999999})[0] == 404
    assert api("POST", "/api/tickets/merge", {**body, "primaryTicketId": world.sams_ticket.pk})[0] == 404
    status, problem = api("POST", "/api/tickets/merge", {"primaryTicketId": target.pk, "ticketIdsToMerge": []})
    assert (status, list(problem["errors"])) == (422, ["ticketIdsToMerge"])


def test_a_merge_is_taken_back(world: World, api: Caller) -> None:
    target, source = world.ticket(), world.ticket()
    actions.merge(target, sources=[source.pk], by=world.acting(world.lena), at=NOON)
    status, told = api("POST", f"/api/tickets/{source.code}/unmerge")
    assert (status, told["status"], told["mergedIntoId"], told["description"]) == (
        200, "open", None, "The big oven stays cold since this morning.",
    )  # fmt: skip
    assert api("POST", f"/api/tickets/{source.pk}/unmerge")[0] == 409


def comment(world: World, ticket: Ticket) -> Message:
    written = actions.Written(text="Also the invoice is wrong")
    return actions.receive(ticket, written, by=world.asking(world.mia), at=NOON + timedelta(hours=1), source="email")


def test_a_comment_becomes_a_ticket(world: World, api: Caller) -> None:
    ticket = world.ticket()
    second = comment(world, ticket)
    response = api.raw("POST", f"/api/tickets/{ticket.pk}/split", {"commentIds": [second.pk]})
    new = response.json()
    assert (response.status_code, response["Location"]) == (201, f"/api/tickets/{new['id']}")
    assert (new["subject"], new["description"], new["requesterName"]) == (ticket.subject, second.text, "Mia Malt")
    status, problem = api("POST", f"/api/tickets/{ticket.pk}/split", {"commentIds": [second.pk], "subject": "x"})
    assert (status, list(problem["errors"])) == (422, ["commentIds"])


def test_links_are_made_listed_and_taken_away(world: World, api: Caller) -> None:
    one, two = world.ticket(), world.ticket("Gas")
    status, link = api("POST", f"/api/tickets/{one.pk}/links", {"ticketId": two.pk, "kind": "blocked_by"})
    assert status == 201
    assert link == {
        "id": link["id"], "kind": "blocked_by", "ticketId": two.pk, "ticketNumber": "PINE-2", "subject": "Gas",
        "state": "open",
    }  # fmt: skip
    assert api("GET", f"/api/tickets/{one.pk}/links")[1] == {"links": [link]}
    assert api("GET", f"/api/tickets/{two.pk}/links")[1]["links"][0]["kind"] == "blocks"
    assert api("POST", f"/api/tickets/{one.pk}/links", {"ticketId": two.pk, "kind": "blocks"})[0] == 409
    assert api("POST", f"/api/tickets/{one.pk}/links", {"ticketId": two.pk, "kind": "marries"})[0] == 422
    assert api("POST", f"/api/tickets/{one.pk}/links", {"ticketId": world.sams_ticket.pk})[0] == 404
    assert api("DELETE", f"/api/tickets/{two.pk}/links/{link['id']}")[0] == 204
    assert api("DELETE", f"/api/tickets/{two.pk}/links/{link['id']}")[0] == 404


def test_another_company_reads_nothing_of_the_old(world: World, api: Caller) -> None:
    ticket, stranger = world.ticket(), dora()
    body = {"companyId": stranger.company_id, "requesterId": stranger.pk}
    status, told = api("PUT", f"/api/tickets/{ticket.pk}/company", body)
    assert (status, told["companyName"], told["requesterName"]) == (200, "Elm Dairy", "Dora")
    assert not ticket.messages.filter(is_public=True).exists()
    status, problem = api(
        "PUT", f"/api/tickets/{ticket.pk}/company", {"companyId": world.bakery.pk, "requesterId": stranger.pk}
    )
    assert (status, list(problem["errors"])) == (422, ["requesterId"])
    status, problem = api("PUT", f"/api/tickets/{ticket.pk}/company", {"companyId": 999999, "requesterId": 999999})
    assert (status, set(problem["errors"])) == (422, {"companyId", "requesterId"})


def test_a_requester_from_elsewhere_hides_what_was_written(world: World, api: Caller) -> None:
    ticket, stranger = world.ticket(), dora()
    _, told = api("PATCH", f"/api/tickets/{ticket.pk}", {"requesterId": stranger.pk})
    assert (told["companyName"], told["requesterName"]) == ("Elm Dairy", "Dora")
    assert not ticket.messages.filter(is_public=True).exists()


def test_visibility_is_changed_like_any_field(world: World, api: Caller) -> None:
    ticket = world.ticket()
    assert api("PATCH", f"/api/tickets/{ticket.pk}", {"visibility": "internal"})[1]["visibility"] == "internal"
    assert api("PATCH", f"/api/tickets/{ticket.pk}", {"visibility": "public"})[1]["visibility"] == "public"
    assert api("PATCH", f"/api/tickets/{ticket.pk}", {"visibility": "secret"})[0] == 422


def test_the_bin_is_listed_and_left_both_ways(world: World, api: Caller, api_with: Callable[..., Caller]) -> None:
    one, two = world.ticket("One"), world.ticket("Two")
    for ticket in (one, two):
        api("DELETE", f"/api/tickets/{ticket.pk}")
    told = api("GET", "/api/bin")[1]
    assert [row["ticketNumber"] for row in told["tickets"]] == ["PINE-2", "PINE-1"]
    assert (
        told["tickets"][0]["deletedByName"] == "Robot" and told["tickets"][0]["purgedAt"] > told["tickets"][0]["deletedAt"]
    )
    assert told["pagination"]["total"] == 2
    assert api("POST", f"/api/tickets/{one.pk}/restore")[1]["subject"] == "One"
    assert api("POST", f"/api/tickets/{one.pk}/restore")[0] == 404
    assert api_with("readSupport", "writeSupport")("DELETE", f"/api/bin/{two.pk}")[0] == 403
    assert api("DELETE", f"/api/bin/{two.pk}") == (204, None)
    assert api("DELETE", f"/api/bin/{two.pk}")[0] == 404
    assert [row.pk for row in Ticket.objects.all()] == [one.pk]


def test_a_reader_finds_no_bin(world: World, api_with: Callable[..., Caller]) -> None:
    reader = api_with("readSupport")
    actions.delete(world.ticket(), by=world.acting(world.lena), at=NOON)
    assert reader("GET", "/api/bin")[0] == 403


@pytest.mark.parametrize("rest", ["unmerge", "split", "links", "company", "restore"])
def test_reading_is_not_enough(world: World, api_with: Callable[..., Caller], rest: str) -> None:
    ticket = world.ticket()
    if rest == "restore":
        actions.delete(ticket, by=world.acting(world.lena), at=NOON)
    body = {"split": {"commentIds": [1]}, "links": {"ticketId": ticket.pk}, "company": {"companyId": None}}.get(rest)
    method = "PUT" if rest == "company" else "POST"
    status, _ = api_with("readSupport")(method, f"/api/tickets/{ticket.pk}/{rest}", body)
    assert status == (404 if rest == "restore" else 403)
    assert again(ticket).company == world.bakery
