"""When hints leave: real commits are tried in tests/config/test_serve.py."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from usher.base.tenancy import NoTenant, entered
from usher.realtime import publish, publishing


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Payloads in the order they left."""
    payloads: list[str] = []
    monkeypatch.setattr(publishing, "payload", lambda organization, topics: f"{organization} {' '.join(sorted(topics))}")

    def execute(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "pg_notify" in sql:
            payloads.append(params[1])
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield payloads  # type: ignore[misc]


@pytest.mark.django_db
def test_a_transaction_says_everything_once(sent: list[str], django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        with entered(1):
            publish("ticket:1", "tickets")
            with transaction.atomic():
                publish("ticket:2", "tickets")
        assert sent == []
    assert sent == ["1 ticket:1 ticket:2 tickets"]


@pytest.mark.django_db
def test_each_organization_hears_only_its_own(sent: list[str], django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        with entered(1):
            publish("ticket:1")
        with entered(2):
            publish("ticket:2")
    assert sent == ["1 ticket:1", "2 ticket:2"]


@pytest.mark.django_db
def test_what_is_rolled_back_is_not_said(sent: list[str], django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True), entered(1):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            publish("ticket:1")
            raise ZeroDivisionError
        publish("ticket:2")
    assert sent == ["1 ticket:2"]


@pytest.mark.django_db
def test_a_hint_that_cannot_be_sent_hurts_nobody(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        raise DatabaseError("gone")

    with entered(1), django_capture_on_commit_callbacks() as callbacks:
        publish("ticket:1")
    with connection.execute_wrapper(refuse):
        for callback in callbacks:
            callback()
    assert "was not sent" in caplog.text


def test_outside_an_organization_nothing_can_be_said() -> None:
    with pytest.raises(NoTenant):
        publish("tickets")
