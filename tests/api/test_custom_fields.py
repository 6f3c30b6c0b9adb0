"""Custom fields, types and categories through the API."""

from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.world import World
from usher.api.custom_fields.shape import FieldKind
from usher.events.models import Event
from usher.tickets.models import Category, CustomField, CustomValue, Ticket, TicketType
from usher.tickets.models.custom_field import KINDS


def make(api: Caller, name: str = "Brand", **more: Any) -> dict[str, Any]:
    status, field = api("POST", "/api/custom-fields", {"name": name, "isForAllTypes": True, **more})
    assert status == 201, field
    assert isinstance(field, dict)
    return field


def test_a_field_is_made_read_changed_and_deleted(world: World, api: Caller) -> None:
    rules = {"min": 2, "pattern": "@@-####"}
    field = make(api, "Serial № of the e‑bike", rules=rules, help="As on the frame.", section="Bike", isPublic=False)
    assert (field["key"], field["kind"], field["rules"], field["sortOrder"]) == ("serialNoOfTheEBike", "text", rules, 1)
    for address in (field["id"], field["key"]):
        assert api("GET", f"/api/custom-fields/{address}")[1] == field
    status, changed = api("PATCH", f"/api/custom-fields/{field['key']}", {"name": "Frame", "rules": {}, "isActive": False})
    assert (status, changed["key"], changed["name"], changed["rules"]) == (200, field["key"], "Frame", {})
    assert changed["help"] == "As on the frame."
    assert api("GET", "/api/custom-fields")[1]["customFields"] == [changed]
    assert api("DELETE", f"/api/custom-fields/{field['id']}")[0] == 204
    assert not CustomField.objects.exists()
    named = ["custom_field.created", "custom_field.changed", "custom_field.deleted"]
    assert list(Event.objects.filter(subject_type="customfield").order_by("id").values_list("name", flat=True)) == named


def test_keys_are_unique_and_say_something(world: World, api: Caller) -> None:
    names = ("Order number", "order  Number!", "注文番号", "订单", "2nd floor", "Größe")
    keys = [make(api, name)["key"] for name in names]
    assert keys == ["orderNumber", "orderNumber2", "field", "field2", "field2ndFloor", "groe"]
    assert list(FieldKind) == list(KINDS)


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, {"name"}), ({"name": " "}, {"name"}), ({"name": "brand"}, {"name"}), ({"name": "x", "kind": "money"}, {"kind"}),
        ({"name": "x", "kind": "choice"}, {"choices"}), ({"name": "x", "choices": ["a"]}, {"choices"}),
        ({"name": "x", "kind": "number", "rules": {"min": "few", "format": "ip"}}, {"rules.min", "rules.format"}),
        ({"name": "x", "rules": {"regex": "a+"}}, {"rules.regex"}), ({"name": "x", "key": "mine"}, {"key"}),
        ({"name": "x", "help": "h" * 501, "section": "s" * 61}, {"help", "section"}),
        ({"name": "x", "sortOrder": 2**31}, {"sortOrder"}),
    ],
)  # fmt: skip
def test_wrong_fields_are_named(world: World, api: Caller, body: dict[str, Any], errors: set[str]) -> None:
    make(api)
    status, problem = api("POST", "/api/custom-fields", body)
    assert (status, set(problem["errors"])) == (422, errors), problem
    assert CustomField.objects.count() == 1


def test_a_field_that_tickets_have_is_made_inactive_instead(world: World, api: Caller) -> None:
    field = make(api)
    _, ticket = api("POST", "/api/tickets", {"subject": "x", "customFields": {"brand": "Pine"}})
    status, problem = api("DELETE", f"/api/custom-fields/{field['id']}")
    assert (status, problem["code"]) == (409, "in_use")
    assert api("PATCH", f"/api/custom-fields/{field['id']}", {"kind": "number"})[0] == 422, "the kind stays"
    assert api("GET", f"/api/tickets/{ticket['id']}")[1]["customFields"] == {"brand": "Pine"}


def test_values_of_a_ticket_are_checked_and_changed_by_key(world: World, api: Caller) -> None:
    make(api, "Brand", kind="choice", choices=["Pine", "Fir"])
    make(api, "Floor", kind="number", rules={"max": 9})
    sent = {"brand": "pine", "floor": "3", "browser": {"name": "Firefox"}}
    status, ticket = api("POST", "/api/tickets", {"subject": "x", "customFields": sent})
    assert (status, ticket["customFields"]) == (201, {**sent, "brand": "Pine", "floor": 3})
    here = f"/api/tickets/{ticket['id']}"
    status, changed = api("PATCH", here, {"customFields": {"floor": 4.5, "browser": None}})
    assert (status, changed["customFields"]) == (200, {"brand": "Pine", "floor": 4.5})
    for method, path, body in (("PATCH", here, {}), ("POST", "/api/tickets", {"subject": "x"})):
        wrong = {"brand": "Oak", "floor": 10, "free": "text"}
        status, problem = api(method, path, {**body, "customFields": wrong})
        assert (status, set(problem["errors"])) == (422, {"customFields.brand", "customFields.floor"})
        assert "choose from Pine, Fir" in problem["errors"]["customFields.brand"]
    assert Ticket.objects.exclude(pk=world.sams_ticket.pk).count() == 1
    assert CustomValue.objects.count() == 2


def test_a_type_asks_for_its_fields(world: World, api: Caller) -> None:
    make(api, "Brand", isForAllTypes=False), make(api, "Issue", isForAllTypes=False), make(api, "Floor")
    api("POST", "/api/categories", {"name": "Feature request"})
    body = {
        "name": "CRM Support", "teamId": world.support.pk, "category": "feature_request", "isDefault": True,
        "customFields": ["issue", {"key": "brand", "isRequired": True}],
    }  # fmt: skip
    status, kind = api("POST", "/api/ticket-types", body)
    assert status == 201, kind
    assert [(field["key"], field["isRequired"]) for field in kind["customFields"]] == [
        ("issue", False), ("brand", True), ("floor", False),
    ]  # fmt: skip
    assert (kind["category"], kind["isDefault"], kind["accountId"]) == ("Feature request", True, world.pine.pk)
    opening = {"subject": "x", "typeId": kind["id"]}
    status, problem = api("POST", "/api/tickets", opening)
    assert (status, problem["errors"]) == (422, {"customFields.brand": "Brand is required."})
    status, ticket = api("POST", "/api/tickets", {**opening, "customFields": {"brand": "Pine"}})
    assert (status, ticket["category"], ticket["assignedToTeamId"]) == (201, "Feature request", world.support.pk)
    status, kind = api("PATCH", f"/api/ticket-types/{kind['id']}", {"customFields": ["brand"], "category": None})
    assert [field["key"] for field in kind["customFields"]] == ["brand", "floor"]
    assert kind["category"] is None
    _, other = api("POST", "/api/ticket-types", {"name": "IT support", "isDefault": True})
    assert list(TicketType.objects.filter(is_default=True).values_list("pk", flat=True)) == [other["id"]]


def test_types_are_ordered_and_deleted_where_unused(world: World, api: Caller) -> None:
    first, second = (api("POST", "/api/ticket-types", {"name": name})[1] for name in ("Bug", "Question"))
    api("PATCH", f"/api/ticket-types/{second['id']}", {"sortOrder": 0})
    assert [row["name"] for row in api("GET", "/api/ticket-types")[1]["ticketTypes"]] == ["Question", "Bug"]
    api("POST", "/api/tickets", {"subject": "x", "typeId": first["id"]})
    assert api("DELETE", f"/api/ticket-types/{first['id']}")[0] == 409
    assert api("DELETE", f"/api/ticket-types/{second['id']}")[0] == 204
    for body, wrong in (
        ({"customFields": ["nothing"]}, "customFields"), ({"category": "Nothing"}, "category"),
        ({"lifecycleId": 10**9}, "lifecycleId"), ({"categoryId": 10**9}, "categoryId"),
    ):  # fmt: skip
        status, problem = api("PATCH", f"/api/ticket-types/{first['id']}", body)
        assert (status, set(problem["errors"])) == (422, {wrong}), problem


def test_categories_are_made_ordered_and_replaced(world: World, api: Caller) -> None:
    rows = [api("POST", "/api/categories", {"name": name})[1] for name in ("Billing", "Technical", "Account")]
    assert api("PATCH", f"/api/categories/{rows[2]['id']}", {"sortOrder": 0, "name": "Accounts"})[1]["name"] == "Accounts"
    assert [row["name"] for row in api("GET", "/api/categories")[1]["categories"]] == ["Accounts", "Billing", "Technical"]
    _, ticket = api("POST", "/api/tickets", {"subject": "x", "category": "billing"})
    here = f"/api/categories/{rows[0]['id']}"
    assert api("DELETE", here)[1]["code"] == "in_use"
    for wrong in (rows[0]["id"], 10**9, "x"):
        assert list(api("DELETE", f"{here}?replacementId={wrong}")[1]["errors"]) == ["replacementId"]
    assert api("DELETE", f"{here}?replacementId={rows[1]['id']}")[0] == 204
    _, ticket = api("GET", f"/api/tickets/{ticket['id']}")
    assert (ticket["category"], ticket["version"]) == ("Technical", 2)
    assert api("DELETE", f"/api/categories/{rows[2]['id']}")[0] == 204
    assert list(Category.objects.values_list("name", flat=True)) == ["Technical"]
    for body in ({}, {"name": "technical"}, {"name": "\x00"}):
        assert list(api("POST", "/api/categories", body)[1]["errors"]) == ["name"]


@pytest.mark.parametrize("path", ["custom-fields", "categories", "ticket-types"])
def test_only_settings_scopes_change_and_strange_ids_are_not_found(world: World, api_with: Any, path: str) -> None:
    reader = api_with("readSupport")
    assert reader("GET", f"/api/{path}")[0] == 200
    assert reader("POST", f"/api/{path}", {"name": "x"})[0] == 403
    for method in ("PATCH", "DELETE"):
        assert reader(method, f"/api/{path}/1", {} if method == "PATCH" else None)[0] == 403
    api = api_with()
    for id in ("0", "x", "-1", "9223372036854775808", "%00", "٣"):
        assert api("GET", f"/api/{path}/{id}")[0] == 404
        assert api("DELETE", f"/api/{path}/{id}")[0] == 404
