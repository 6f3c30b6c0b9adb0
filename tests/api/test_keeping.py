"""Idempotency-Key: sent twice, done once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.api.conftest import Caller
from tests.world import World
from usher.api import keeping
from usher.api.jobs import forget_answers
from usher.api.models import KeptAnswer
from usher.tickets.models import Message, Ticket

KEY = {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}


def test_a_ticket_sent_twice_is_opened_once(world: World, api: Caller) -> None:
    first = api.raw("POST", "/api/tickets", {"subject": "Twice"}, **KEY)
    again = api.raw("POST", "/api/tickets", {"subject": "Twice"}, **KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert (again["Location"], again["Content-Type"]) == (first["Location"], "application/json")
    assert (again["Idempotency-Replayed"], "Idempotency-Replayed" in first) == ("true", False)
    assert Ticket.objects.filter(subject="Twice").count() == 1


def test_a_quoted_key_is_the_same_key(world: World, api: Caller) -> None:
    api("POST", "/api/tickets", {"subject": "x"}, **{"Idempotency-Key": '"abc"'})
    assert api.raw("POST", "/api/tickets", {"subject": "x"}, **{"Idempotency-Key": "abc"})["Idempotency-Replayed"] == "true"


def test_changes_and_deletions_are_kept_too(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}"
    for _ in range(2):
        assert api("PATCH", path, {"priority": "urgent"}, **{"Idempotency-Key": "p"})[1]["priority"] == "urgent"
    assert Ticket.objects.get().version == 2
    for _ in range(2):
        assert api("DELETE", path, **{"Idempotency-Key": "d"}) == (204, None)


def test_a_key_for_something_else_is_refused(world: World, api: Caller) -> None:
    api("POST", "/api/tickets", {"subject": "One"}, **KEY)
    for method, path, body in (
        ("POST", "/api/tickets", {"subject": "Two"}),
        ("POST", "/api/contacts", {"name": "One"}),
        ("POST", "/api/tickets?x=1", {"subject": "One"}),
    ):
        status, problem = api(method, path, body, **KEY)
        assert (status, problem["code"], list(problem["errors"])) == (422, "idempotency_key_reused", ["Idempotency-Key"])
    assert Ticket.objects.count() == 1


def test_a_refusal_is_not_kept(world: World, api: Caller) -> None:
    assert api("POST", "/api/tickets", {"subject": ""}, **KEY)[0] == 422
    assert api("POST", "/api/tickets", {"subject": "Now right"}, **KEY)[0] == 201


def test_another_token_has_keys_of_its_own(world: World, api_with: Any) -> None:
    for _ in range(2):
        assert "Idempotency-Replayed" not in api_with().raw("POST", "/api/tickets", {"subject": "x"}, **KEY)
    assert Ticket.objects.count() == 2


@pytest.mark.parametrize("key", ["", " ", '""', "a b", "x" * 256, "\x00", "ü"])
def test_a_malformed_key_is_refused(world: World, api: Caller, key: str) -> None:
    status, problem = api("POST", "/api/tickets", {"subject": "x"}, **{"Idempotency-Key": key})
    assert (status, list(problem["errors"])) == (422, ["Idempotency-Key"])
    assert not Ticket.objects.exists()


def test_reading_needs_no_key_and_ignores_one(world: World, api: Caller) -> None:
    assert api("GET", "/api/tickets", **KEY)[0] == 200
    assert not KeptAnswer.objects.exists()


def test_what_is_not_carried_out_keeps_nothing(world: World, api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: object, **__: object) -> None:
        raise RuntimeError("the power fails")

    monkeypatch.setattr(keeping, "encrypt", dies)
    assert api("POST", "/api/tickets", {"subject": "x"}, **KEY)[0] == 500
    assert not Ticket.objects.exists(), "the change is kept although its answer is not"


def test_a_secret_shown_once_is_not_legible_in_the_table(world: World, api: Caller) -> None:
    api("POST", "/api/tickets", {"subject": "Hidden subject"}, **KEY)
    assert b"Hidden subject" not in bytes(KeptAnswer.objects.get().content)


def test_an_answer_that_cannot_be_read_any_more_changes_nothing(world: World, api: Caller) -> None:
    api("POST", "/api/tickets", {"subject": "x"}, **KEY)
    KeptAnswer.objects.update(content=b"encrypted with another key")
    assert api("POST", "/api/tickets", {"subject": "x"}, **KEY)[0] == 409
    assert Ticket.objects.count() == 1


def test_answers_older_than_a_day_are_forgotten(world: World, api: Caller) -> None:
    api("POST", "/api/tickets", {"subject": "x"}, **KEY)
    api("POST", "/api/tickets", {"subject": "y"}, **{"Idempotency-Key": "fresh"})
    KeptAnswer.objects.filter(key=KEY["Idempotency-Key"]).update(at=timezone.now() - timedelta(hours=25))
    forget_answers(timestamp=0)
    assert KeptAnswer.objects.get().key == "fresh"


def test_a_key_may_be_used_again_after_a_day(world: World, api: Caller) -> None:
    api("POST", "/api/tickets", {"subject": "x"}, **KEY)
    KeptAnswer.objects.update(at=timezone.now() - keeping.KEPT)
    assert api("POST", "/api/tickets", {"subject": "other"}, **KEY)[1]["subject"] == "other"


def test_while_the_first_request_runs_the_second_is_asked_to_wait(world: World, api: Caller) -> None:
    token_id = api.token_id
    lock = [keeping.lock_of(token_id, KEY["Idempotency-Key"])]
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", lock)
            response = api.raw("POST", "/api/tickets", {"subject": "x"}, **KEY)
            cursor.execute("SELECT pg_advisory_unlock(%s)", lock)
    finally:
        other.close()
    assert (response.status_code, response.json()["code"]) == (409, "idempotency_key_in_use")
    assert response["Retry-After"] == "1"
    assert api("POST", "/api/tickets", {"subject": "x"}, **KEY)[0] == 201


def test_a_change_whose_twin_was_committed_in_between_is_undone(
    world: World, api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    api("POST", "/api/tickets", {"subject": "x"}, **KEY)
    monkeypatch.setattr(keeping, "_held", lambda *_: None)  # as if it had looked a moment before the commit
    assert api("POST", "/api/tickets", {"subject": "x"}, **KEY)[1]["code"] == "idempotency_key_in_use"
    assert Ticket.objects.count() == 1


def test_a_reply_by_mail_goes_out_once(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}/comments"
    for _ in range(3):
        api("POST", path, {"body": "We are on it."}, **KEY)
    assert Message.objects.filter(kind="reply", author_kind="token").count() == 1
