import re
from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.tickets import actions
from usher.tickets.models import Label, Message, Ticket

# Every property that the reference documents name.
PROPERTIES = re.findall(r"\w+", """
id ticketNumber subject description status priority assignedToUserId assignedToTeamId typeId categoryId tags slaStatus
slaFirstResponseDue slaFirstResponseMet slaResolutionDue slaResolutionMet firstResponseTime resolutionTime createdAt
updatedAt resolvedAt closedAt createdBy customFields externalSource externalTicketId uniqueId accountId ticketTypeId
category source requesterId requesterName requesterEmail requesterPhone requesterType assignedTo assignedTeamId
merchantId merchantName leadId applicationId midId lastResponseAt lastCustomerResponseAt slaBreachedAt slaPausedAt
slaTotalPausedTime responseCount internalNoteCount attachmentCount reopenCount escalationCount metaData
""")  # fmt: skip


def test_a_subject_alone_opens_a_ticket(world: World, api: Caller) -> None:
    response = api.raw("POST", "/api/tickets", {"subject": "Printer is offline"})
    ticket = response.json()
    assert response.status_code == 201
    assert response["Location"] == f"/api/tickets/{ticket['id']}"
    assert (ticket["ticketNumber"], ticket["status"], ticket["priority"]) == ("PINE-1", "open", "medium")
    assert (ticket["source"], ticket["description"], ticket["createdByType"]) == ("api", None, "token")


def test_every_property_of_the_documents_is_there(world: World, api: Caller) -> None:
    _, ticket = api("POST", "/api/tickets", {"subject": "Printer"})
    assert not [name for name in PROPERTIES if name not in ticket]


def test_all_fields_at_once(world: World, api: Caller) -> None:
    _, kind = api("POST", "/api/ticket-types", {"name": "Bug"})
    body = {
        "subject": "Printer", "description": "Paper jam.", "priority": "normal", "typeId": kind["id"],
        "tags": ["bug", "API"],
        "assignedToUserId": world.ada.pk, "assignedTeamId": world.support.pk, "requesterEmail": "carl@bakery.example",
        "customFields": {"floor": 3}, "externalSource": "maverick", "externalTicketId": "M-9", "visibility": "public",
        "source": "web", "requesterType": "user",
    }  # fmt: skip
    status, ticket = api("POST", "/api/tickets", body)
    assert status == 201
    assert (ticket["status"], ticket["exactStatus"], ticket["priority"]) == ("open", "assigned", "medium")
    assert (ticket["assignedTo"], ticket["assignedToTeamId"], ticket["ticketTypeId"]) == (
        world.ada.pk, world.support.pk, kind["id"],
    )  # fmt: skip
    assert (ticket["requesterId"], ticket["requesterName"], ticket["companyName"]) == (
        world.carl.pk, "Carl Crumb", "Pine Bakery",
    )  # fmt: skip
    assert (ticket["tags"], ticket["customFields"], ticket["externalTicketId"]) == (["API", "bug"], {"floor": 3}, "M-9")
    assert ticket["description"] == "Paper jam."


def test_an_unknown_requester_becomes_a_contact(world: World, api: Caller) -> None:
    _, ticket = api("POST", "/api/tickets", {"subject": "x", "requesterEmail": "New@bakery.example", "requesterName": "Nia"})
    assert (ticket["requesterName"], ticket["requesterEmail"], ticket["companyName"]) == (
        "Nia", "new@bakery.example", "Pine Bakery",
    )  # fmt: skip


def test_it_is_read_by_id_code_and_unique_id(world: World, api: Caller) -> None:
    ticket = world.ticket()
    for name in (ticket.pk, "PINE-1", "pine-1", ticket.unique_id):
        status, body = api("GET", f"/api/tickets/{name}")
        assert (status, body["id"]) == (200, ticket.pk)
    assert body["description"] == "The big oven stays cold since this morning."


def test_unknown_and_foreign_tickets_are_equally_unknown(world: World, api: Caller) -> None:
    foreign = world.sams_ticket
    answers = {
        str(api("GET", f"/api/tickets/{name}"))
        for name in (0, 999999999, 2**63, 2**200, "nope", "%00", foreign.pk, foreign.code, foreign.unique_id)
    }
    assert len(answers) == 1 and "404" in answers.pop()


def test_patch_changes_everything_or_nothing(world: World, api: Caller) -> None:
    ticket = world.ticket()
    path = f"/api/tickets/{ticket.pk}"
    status, body = api("PATCH", path, {"subject": "New", "priority": "urgent", "tags": ["a"], "assignedTo": world.ada.pk})
    assert (status, body["subject"], body["priority"], body["tags"]) == (200, "New", "urgent", ["a"])
    assert (body["assignedToUserId"], body["exactStatus"]) == (world.ada.pk, "assigned")
    status, body = api("PATCH", path, {"subject": "Lost", "status": "draft"})
    assert status == 409
    assert Ticket.objects.get(pk=ticket.pk).subject == "New"


def test_status_moves_and_closed_stays_closed(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}"
    for wanted, exact in (("waiting_customer", "waiting_customer"), ("In Progress", "in_progress"), ("on_hold", "on_hold"),
                          ("resolved", "resolved"), ("closed", "closed")):  # fmt: skip
        status, body = api("PATCH", path, {"status": wanted})
        assert (status, body["exactStatus"]) == (200, exact)
    assert body["closedAt"] and body["resolvedAt"] and body["resolutionTime"] is not None
    status, problem = api("PATCH", path, {"status": "open"})
    assert (status, problem["code"]) == (409, "move_refused")
    assert api("PATCH", path, {"assignedTo": world.ada.pk})[0] == 409


def test_writing_back_what_is_shown_changes_nothing(world: World, api: Caller) -> None:
    ticket = world.ticket(assignee=world.ada)
    before = api("GET", f"/api/tickets/{ticket.pk}")[1]
    assert before["status"] == "open"
    after = api("PATCH", f"/api/tickets/{ticket.pk}", {"status": "open", "priority": "medium", "subject": ticket.subject})[1]
    assert after == before


def test_nulls_empty_what_may_be_empty(world: World, api: Caller) -> None:
    ticket = world.ticket(assignee=world.ada, team=world.support)
    body = api("PATCH", f"/api/tickets/{ticket.pk}", {"assignedToUserId": None, "assignedToTeamId": None, "tags": []})[1]
    assert (body["assignedTo"], body["assignedTeamId"], body["exactStatus"]) == (None, None, "open")


def test_delete_puts_into_the_bin(world: World, api: Caller) -> None:
    ticket = world.ticket()
    assert api("DELETE", f"/api/tickets/{ticket.pk}") == (204, None)
    assert api("GET", f"/api/tickets/{ticket.pk}")[0] == 404
    assert api("GET", "/api/tickets")[1]["tickets"] == []
    assert Ticket.objects.get(pk=ticket.pk).deleted_at


def test_a_ticket_without_description_does_not_take_a_later_reply_for_one(world: World, api: Caller) -> None:
    _, ticket = api("POST", "/api/tickets", {"subject": "x"})
    api("POST", f"/api/tickets/{ticket['id']}/comments", {"body": "hello"})
    assert Message.objects.filter(ticket=ticket["id"]).count() == 1
    assert api("GET", f"/api/tickets/{ticket['id']}")[1]["description"] is None


def test_a_label_that_somebody_else_makes_at_the_same_moment_is_taken(
    world: World, api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = actions.create_label

    def late(**told: Any) -> Label:
        real(**told)
        return real(**told)

    monkeypatch.setattr("usher.api.tickets.references.create_label", late)
    status, ticket = api("POST", "/api/tickets", {"subject": "x", "tags": ["par", "PAR"]})
    assert (status, ticket["tags"]) == (201, ["PAR"])


def test_names_that_say_nothing_are_no_labels(world: World, api: Caller) -> None:
    status, problem = api("POST", "/api/tickets", {"subject": "x", "tags": ["\u200b\u0007"]})
    assert (status, list(problem["errors"])) == (422, ["tags"])
    assert not Ticket.objects.exists()


def test_who_may_not_assign_opens_for_themselves_alone_and_takes(world: World) -> None:
    role = people.create_role(name="Opens", permissions=["view_all", "create", "reply"], by=SYSTEM, at=NOON)
    people.change_member(world.ada, by=SYSTEM, at=NOON, changes={"role": role})
    token, text = people.issue_token(
        name="t", scopes=["readSupport", "writeSupport"], by=SYSTEM, at=NOON, created_by=world.ada
    )
    api = Caller(text, token.pk)
    for given in ({"assignedToUserId": world.otto.pk}, {"assignedToTeamId": world.support.pk}):
        for more in ({}, {"status": "draft"}):
            assert api("POST", "/api/tickets", {"subject": "Oven", **given, **more})[0] == 403
    assert not Ticket.objects.exists()
    assert api("POST", "/api/tickets", {"subject": "Oven", "assignedToUserId": world.ada.pk})[0] == 201
    here = f"/api/tickets/{world.ticket().pk}/assignees"
    assert api("POST", here, {"userId": world.otto.pk})[0] == 403
    assert api("POST", here, {"userId": world.ada.pk})[1]["assignedToUserId"] == world.ada.pk
    assert api("DELETE", f"{here}/{world.ada.pk}")[1]["assignedToUserId"] is None
