"""Settings → Webhooks."""

import re
from typing import Any

import pytest
from django.test import Client

from usher.webhooks.models import Delivery, Webhook

HERE = "/pine-support/settings/webhooks"
NEW = {"name": "Warehouse", "url": "https://example.com/hooks", "is_active": "on", "events": ["ticket.opened"]}


@pytest.fixture
def root(world: Any) -> Client:
    client = Client()
    client.force_login(world.root.user)
    return client


def page(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_new_one_shows_its_secret_once(root: Client) -> None:
    answer = root.post(f"{HERE}/new", NEW)
    assert answer.status_code == 200 and "whsec_" in page(answer)
    webhook = Webhook.objects.get()
    assert "whsec_" not in page(root.get(f"{HERE}/{webhook.pk}")) and "Warehouse" in page(root.get(HERE))


def test_it_is_changed_switched_off_and_deleted(root: Client) -> None:
    root.post(f"{HERE}/new", NEW)
    pk = Webhook.objects.get().pk
    condition = '{"field": "priority", "operator": "equals", "value": "urgent"}'
    assert root.post(f"{HERE}/{pk}", {**NEW, "name": "Depot", "is_active": "", "condition": condition}).status_code == 303
    webhook = Webhook.objects.get()
    assert (webhook.name, webhook.is_active, webhook.condition["field"]) == ("Depot", False, "priority")
    assert "whsec_" in page(root.post(f"{HERE}/{pk}/secret"))
    assert root.post(f"{HERE}/{pk}/delete").status_code == 303 and not Webhook.objects.exists()


def test_what_is_wrong_stands_beside_its_field(root: Client) -> None:
    answer = root.post(f"{HERE}/new", {**NEW, "name": "", "url": "gopher://x", "condition": "{"})
    assert answer.status_code == 422 and "This is not JSON" in page(answer)
    assert "is no address" in page(root.post(f"{HERE}/new", {**NEW, "url": "gopher://x"}))


def test_tests_are_sent_and_the_log_tells_of_them(root: Client) -> None:
    root.post(f"{HERE}/new", NEW)
    pk = Webhook.objects.get().pk
    answer = root.post(f"{HERE}/{pk}/test")
    delivery = Delivery.objects.get()
    assert answer["Location"] == f"{HERE}/{pk}/log/{delivery.pk}"
    assert "webhook.test" in page(root.get(answer["Location"])) and "webhook.test" in page(root.get(f"{HERE}/{pk}/log"))
    Delivery.objects.update(state="failed")
    assert "Deliver again" in page(root.get(answer["Location"]))
    assert root.post(f"{answer['Location']}/again").status_code == 303
    assert Delivery.objects.get().state == "waiting"


def test_why_usher_switched_it_off_is_told(root: Client) -> None:
    root.post(f"{HERE}/new", NEW)
    Webhook.objects.update(is_active=False, switched_off_because="Nothing arrived for 5 days.")
    assert re.search("Switched off.*Nothing arrived", page(root.get(HERE)), re.S)


def test_a_long_log_pages_by_key(root: Client) -> None:
    from usher.web.settings import webhook_log

    root.post(f"{HERE}/new", NEW)
    webhook = Webhook.objects.get()
    Delivery.objects.bulk_create(
        Delivery(webhook=webhook, message_id=f"m{n}", event_name=f"e{n}.", body="{}", created_at=webhook.created_at)
        for n in range(webhook_log.PAGE + 1)
    )
    first = page(root.get(f"{HERE}/{webhook.pk}/log"))
    assert "e50." in first and "e0." not in first
    onward = re.search(r"\?(before=\d+)", first)
    assert onward and "e0." in page(root.get(f"{HERE}/{webhook.pk}/log?{onward[1]}"))
