"""The outbox, as browsers use it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from usher.mail.models import Recipient
from usher.mail.models.outgoing import RecipientState

BASE = "/pine-support/mail/outbox"
Left = Callable[..., Recipient]


def page(client: Client, query: str = "") -> str:
    answer = client.get(BASE + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_got_no_mail_stands_before_who_waits_and_who_got_it(root: Client, left: Left) -> None:
    left("unsure@bakery.example", state=RecipientState.UNKNOWN)
    left("waits@bakery.example", attempts=2, next_attempt_at=timezone.now(), detail="451 later")
    left("has-it@bakery.example", state=RecipientState.ACCEPTED)
    html = page(root)
    places = [html.index(f"{name}@bakery.example") for name in ("unsure", "waits", "has-it")]
    assert places == sorted(places)
    assert html.count("unsure@bakery.example") == 1
    assert "2 attempts, the next one at" in html
    assert "451 later" in html


def test_one_state_alone(root: Client, left: Left) -> None:
    left("unsure@bakery.example", state=RecipientState.UNKNOWN)
    left("has-it@bakery.example", state=RecipientState.ACCEPTED)
    html = page(root, "?state=accepted")
    assert "has-it@bakery.example" in html
    assert "unsure@bakery.example" not in html
    assert "Nothing is in this state" in page(root, "?state=bounced")
    assert root.get(f"{BASE}?state=lost").status_code == 422


def test_what_failed_is_sent_again(root: Client, left: Left) -> None:
    recipient = left(state=RecipientState.FAILED, attempts=1, settled_at=timezone.now())
    assert root.post(f"{BASE}/{recipient.pk}/resend").status_code == 303
    recipient.refresh_from_db()
    assert recipient.state == RecipientState.QUEUED
    assert root.post(f"{BASE}/{recipient.pk}/resend").status_code == 409


def test_what_may_have_arrived_is_sent_again_only_by_who_knows_that(root: Client, left: Left) -> None:
    recipient = left(state=RecipientState.UNKNOWN)
    assert "it may arrive twice" in page(root)
    assert root.post(f"{BASE}/{recipient.pk}/resend").status_code == 422
    recipient.refresh_from_db()
    assert recipient.state == RecipientState.UNKNOWN
    assert root.post(f"{BASE}/{recipient.pk}/resend", {"sure": "1"}).status_code == 303
    recipient.refresh_from_db()
    assert recipient.state == RecipientState.QUEUED


def test_what_waits_is_called_back_and_what_left_is_not(root: Client, left: Left) -> None:
    waits, gone = left("a@bakery.example"), left("b@bakery.example", state=RecipientState.ACCEPTED)
    assert root.post(f"{BASE}/{waits.pk}/cancel").status_code == 303
    assert root.post(f"{BASE}/{gone.pk}/cancel").status_code == 409
    assert set(Recipient.objects.values_list("state", flat=True)) == {RecipientState.CANCELLED, RecipientState.ACCEPTED}


def test_an_agent_may_not_send_again_or_cancel_here(world: Any, client: Client, left: Left) -> None:
    recipient = left(state=RecipientState.FAILED)
    client.force_login(world.ada.user)
    for deed in ("resend", "cancel"):
        assert client.post(f"{BASE}/{recipient.pk}/{deed}", {"sure": "1"}).status_code == 403


def test_fresh_trouble_alarms_on_every_page_of_who_looks_after_it(
    world: Any, root: Client, client: Client, left: Left
) -> None:
    left("a@bakery.example", state=RecipientState.FAILED, settled_at=timezone.now() - timedelta(days=8))
    assert "Mail trouble" not in root.get("/pine-support/inbox/open").content.decode()
    left("b@bakery.example", state=RecipientState.UNKNOWN, settled_at=timezone.now())
    html = root.get("/pine-support/inbox/open").content.decode()
    assert 'Mail trouble</span><span class="n hot">1<' in html
    client.force_login(world.ada.user)
    assert "Mail trouble" not in client.get("/pine-support/inbox/open").content.decode()


def test_asking_more_recipients_asks_no_more_questions(root: Client, left: Left, django_assert_num_queries: Any) -> None:
    for state in (RecipientState.FAILED, RecipientState.QUEUED, RecipientState.ACCEPTED):
        left(f"{state}@bakery.example", state=state)
    page(root)
    with CaptureQueriesContext(connection) as few:
        page(root)
    for number in range(8):
        left(f"{number}@bakery.example", state=RecipientState.ACCEPTED)
        left(f"x{number}@bakery.example", state=RecipientState.FAILED)
    with django_assert_num_queries(len(few)):
        page(root)
