import json
from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.world import World
from usher.tickets.models import Label, Ticket

BIG = 2**63

WRONG: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"subject"}),
    ({"subject": None}, {"subject"}),
    ({"subject": ""}, {"subject"}),
    ({"subject": "  \n\t "}, {"subject"}),
    ({"subject": "\x00"}, {"subject"}),
    ({"subject": 5}, {"subject"}),
    ({"subject": ["x"]}, {"subject"}),
    ({"subject": "x" * 1_000_000}, {"subject"}),
    ({"subject": "x", "description": 1}, {"description"}),
    ({"subject": "x", "description": "y" * 1_000_001}, {"description"}),
    ({"subject": "x", "priority": "hot"}, {"priority"}),
    ({"subject": "x", "priority": 4}, {"priority"}),
    ({"subject": "x", "priority": None}, {"priority"}),
    ({"subject": "x", "status": "lost"}, {"status"}),
    ({"subject": "x", "visibility": "secret"}, {"visibility"}),
    ({"subject": "x", "source": "fax"}, {"source"}),
    ({"subject": "x", "typeId": "3"}, {"typeId"}),
    ({"subject": "x", "typeId": 0}, {"typeId"}),
    ({"subject": "x", "typeId": -1}, {"typeId"}),
    ({"subject": "x", "typeId": 1.5}, {"typeId"}),
    ({"subject": "x", "typeId": True}, {"typeId"}),
    ({"subject": "x", "typeId": BIG - 1}, {"typeId"}),
    ({"subject": "x", "typeId": BIG}, {"typeId"}),
    ({"subject": "x", "ticketTypeId": 10**30}, {"ticketTypeId"}),
    ({"subject": "x", "typeId": 5, "ticketTypeId": 6}, {"typeId", "ticketTypeId"}),
    ({"subject": "x", "categoryId": 99999}, {"categoryId"}),
    ({"subject": "x", "category": "Nothing"}, {"category"}),
    ({"subject": "x", "category": "\x00"}, {"category"}),
    ({"subject": "x", "assignedTo": 99999, "assignedTeamId": 99999, "requesterId": 99999},
     {"assignedTo", "assignedTeamId", "requesterId"}),
    ({"subject": "x", "tags": "bug"}, {"tags"}),
    ({"subject": "x", "tags": [1]}, {"tags"}),
    ({"subject": "x", "tags": ["t" * 61]}, {"tags"}),
    ({"subject": "x", "tags": ["t"] * 51}, {"tags"}),
    ({"subject": "x", "customFields": []}, {"customFields"}),
    ({"subject": "x", "customFields": {"a": "b" * 70_000}}, {"customFields"}),
    ({"subject": "x", "customFields": {"a": "\x00"}}, {"customFields.a"}),
    ({"subject": "x", "customFields": {"a\x00": 1}}, {"customFields.a"}),
    ({"subject": "x", "externalTicketId": 7}, {"externalTicketId"}),
    ({"subject": "x", "requesterEmail": "nobody"}, {"requesterEmail"}),
    ({"subject": "x", "requesterEmail": "a@b.example\r\nBcc: c@d.example"}, {"requesterEmail"}),
    ({"subject": "x", "requesterEmail": "\x00a@b.example\x00 "}, set()),
    ({"subject": "x", "requesterName": "Nia"}, {"requesterEmail"}),
    ({"subject": "x", "organization_id": 2, "role": "admin", "createdBy": 1}, {"organization_id", "role", "createdBy"}),
    ({"subject": "", "priority": "hot", "typeId": "x", "tags": 1, "nonsense": 1},
     {"subject", "priority", "typeId", "tags", "nonsense"}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "fields"), WRONG, ids=[str(index) for index in range(len(WRONG))])
def test_every_wrong_field_is_named_and_nothing_changed(
    world: World, api: Caller, body: dict[str, Any], fields: set[str]
) -> None:
    ticket = world.ticket()
    labels = Label.objects.count()
    status, answer = api("POST", "/api/tickets", body)
    if not fields:
        assert status == 201
        return
    assert (status, set(answer["errors"])) == (422, fields), answer
    assert answer["code"] == "invalid" and answer["status"] == 422
    assert all(text.endswith((".", ")")) and "`" not in text for text in answer["errors"].values()), answer
    assert list(Ticket.objects.all()) == [ticket] and Label.objects.count() == labels
    if "subject" in body and fields.isdisjoint({"source", "requesterEmail", "nonsense"}):
        changes = {name: value for name, value in body.items() if name != "subject" or "subject" in fields}
        assert api("PATCH", f"/api/tickets/{ticket.pk}", changes)[0] == 422
        assert Ticket.objects.get().version == 1


def test_foreign_ids_are_as_unknown_as_any(world: World, api: Caller) -> None:
    for name in ("assignedTo", "assignedToUserId"):
        status, foreign = api("POST", "/api/tickets", {"subject": "x", name: world.sam.pk})
        _, unknown = api("POST", "/api/tickets", {"subject": "x", name: 10**9})
        assert status == 422
        assert json.dumps(foreign).replace(str(world.sam.pk), "…") == json.dumps(unknown).replace(str(10**9), "…")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 400), (b"{", "application/json", 400), (b"[]", "application/json", 400),
        (b'"x"', "application/json", 400), (b"null", "application/json", 400),
        (b'{"subject": "\xff"}', "application/json", 400),
        (b'{"subject": "\\ud800"}', "application/json", 400), (b"[" * 100_000, "application/json", 400),
        (b'{"subject": "x", "customFields": ' + b'{"a":' * 20_000 + b"1" + b"}" * 20_001, "application/json", 400),
        (b'{"subject": NaN}', "application/json", 400), (b'{"subject": "x"}', "text/plain", 415),
        (b'{"subject": "x", "customFields": {"a": 1e999}}', "application/json", 400),
        (b"subject=x", "application/x-www-form-urlencoded", 415), (b"--x--", "multipart/form-data; boundary=x", 415),
        (b'{"subject": "' + b"x" * 6_000_000 + b'"}', "application/json", 413),
        (b'{"subject": "x"}', "application/json; charset=utf-8", 201),
    ],
)  # fmt: skip
def test_unreadable_bodies(world: World, api: Caller, body: bytes, kind: str, status: int) -> None:
    response = api.raw("POST", "/api/tickets", body, Content_Type=kind)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == ("application/json" if status == 201 else "application/problem+json")
    assert status == 201 or (response.json()["status"] == status and not Ticket.objects.exists())


def test_a_method_that_is_not_there(world: World, api: Caller) -> None:
    response = api.raw("PUT", "/api/tickets")
    assert (response.status_code, response["Allow"], response.json()["status"]) == (405, "GET, HEAD, OPTIONS, POST", 405)


def test_a_format_that_is_not_spoken(world: World, api: Caller) -> None:
    assert api("GET", "/api/tickets", Accept="text/html")[0] == 406
    assert api("GET", "/api/tickets", Accept="*/*")[0] == 200


@pytest.mark.parametrize("path", ["/api/", "/api/nothing", "/api/tickets/", "/api/tickets/1/x", "/api/v9/tickets"])
def test_an_address_that_is_not_there(world: World, api: Caller, path: str) -> None:
    status, problem = api("POST", path, {})
    assert (status, problem["code"]) == (404, "not_found")


def test_what_breaks_inside_stays_inside(world: World, api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("password=hunter2 in /srv/secret.py")

    monkeypatch.setattr("usher.api.tickets.resource.open_ticket", break_down)
    response = api.raw("POST", "/api/tickets", {"subject": "x"})
    assert response.status_code == 500
    assert "hunter2" not in response.content.decode() and "secret" not in response.content.decode()
