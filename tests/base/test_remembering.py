"""What every request needs is read once in some seconds, and again as soon as it changed."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.world import NOON, World
from usher.base.tenancy import entered
from usher.organizations.actions import change
from usher.organizations.queries import current
from usher.people.actors import SYSTEM


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    current._answers.clear()


def test_the_second_question_costs_no_query(world: World) -> None:
    first = current()
    with CaptureQueriesContext(connection) as queries:
        assert current() is first
    assert len(queries) == 0


def test_each_organization_has_its_own_answer(world: World) -> None:
    assert current().pk == world.pine.pk
    with entered(world.elsewhere.pk):
        assert current().pk == world.elsewhere.pk


def test_who_changes_it_sees_it_at_once_and_a_rollback_leaves_the_old_one(world: World) -> None:
    assert current().currency == "EUR"
    with pytest.raises(RuntimeError), transaction.atomic():
        change(world.pine, by=SYSTEM, at=NOON, changes={"currency": "CHF"})
        assert current().currency == "CHF"
        raise RuntimeError
    assert current().currency == "EUR"


def test_the_commit_drops_what_was_remembered(world: World, django_capture_on_commit_callbacks: object) -> None:
    assert current().currency == "EUR"
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        change(world.pine, by=SYSTEM, at=NOON, changes={"currency": "CHF"})
    assert current().currency == "CHF"
