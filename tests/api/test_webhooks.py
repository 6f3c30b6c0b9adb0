"""Webhooks by the API."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.webhooks.conftest import Receiver, receiver  # noqa: F401  a fixture
from tests.world import World
from usher.base.tenancy import current_id
from usher.webhooks.delivering import attempt
from usher.webhooks.models import Delivery, Webhook

NEW = {"name": "Warehouse", "url": "https://example.com/hooks", "events": ["ticket.opened"]}


def test_a_webhook_lives_its_life(world: World, api: Caller, receiver: Receiver) -> None:  # noqa: F811
    status, made = api("post", "/api/webhooks", {**NEW, "url": receiver.url})
    assert status == 201 and made["secret"].startswith("whsec_") and made["isActive"]
    address = f"/api/webhooks/{made['id']}"
    assert "secret" not in api("get", address)[1]
    world.ticket()
    attempt(current_id(), Delivery.objects.get().pk, at=Delivery.objects.get().created_at)
    _, log = api("get", f"{address}/deliveries?state=delivered")
    (told,) = log["deliveries"]
    assert told["event"] == "ticket.opened" and [each["status"] for each in told["attempts"]] == [204]
    again, redelivered = api("post", f"{address}/deliveries/{told['id']}/redeliver")
    assert (again, redelivered["state"], redelivered["messageId"]) == (202, "waiting", told["messageId"])
    assert api("post", f"{address}/deliveries/{told['id']}/redeliver")[0] == 409
    assert api("post", f"{address}/secret")[1]["secret"] != made["secret"]
    assert api("post", f"{address}/test")[1]["event"] == "webhook.test"
    assert api("patch", address, {"isActive": False, "name": "Depot"})[1]["name"] == "Depot"
    assert api("post", f"{address}/test")[0] == 409
    assert [api("delete", address)[0], api("get", address)[0]] == [204, 404]


def test_the_events_are_told_by_name(api: Caller) -> None:
    _, told = api("get", "/api/webhook-events")
    assert {"ticket.opened", "ticket.replied", "contact.created"} <= set(told["events"])
    assert "ticket.drafted" not in told["events"]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({**NEW, "url": "gopher://example.com"}, {"url"}),
        ({**NEW, "events": ["ticket.exploded"]}, {"events"}),
        ({**NEW, "condition": {"field": "nothing", "operator": "equals", "value": 1}}, {"condition.field"}),
        ({**NEW, "events": [], "condition": {"field": "priority", "operator": "equals", "value": "low"}}, {"condition"}),
    ],
)
def test_what_is_wrong_is_named(api: Caller, body: dict[str, Any], wrong: set[str]) -> None:
    status, problem = api("post", "/api/webhooks", body)
    assert (status, set(problem["errors"])) == (422, wrong) and not Webhook.objects.exists()


def test_it_takes_the_scope_of_settings(api_with: Callable[..., Caller]) -> None:
    writer = api_with("readSupport", "writeSupport")
    assert [writer("post", "/api/webhooks", NEW)[0], writer("get", "/api/webhooks")[0]] == [403, 403]
