from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from tests.world import NOON, World
from usher.base.refusals import Forbidden, Invalid
from usher.base.tenancy import entered
from usher.people import actions
from usher.people.actions.changing_members import LastAdmin
from usher.people.actors import SYSTEM
from usher.people.models import Member


def test_rate_signature_and_availability_are_kept_clean(world: World) -> None:
    changes = {"hourly_rate": "80.5", "signature": "Ada  \r\n\r\n\r\n\r\nSupport\x00", "is_available": False}
    actions.change_member(world.ada, by=world.acting(world.ada), at=NOON, changes=changes)
    world.ada.refresh_from_db()
    assert (str(world.ada.hourly_rate), world.ada.signature, world.ada.is_available) == ("80.50", "Ada\n\nSupport", False)


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", " "), ("name", "n" * 121), ("hourly_rate", "x"), ("signature", "s" * 2001), ("email", "x@y.example")],
)
def test_wrong_fields_are_named(world: World, field: str, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        actions.change_member(world.ada, by=SYSTEM, at=NOON, changes={field: value})
    assert list(refused.value.errors) == [field]


def test_nobody_gives_a_place_above_their_own(world: World) -> None:
    for deed in (actions.add_member, actions.invite):
        with pytest.raises(Forbidden):
            deed(email="new@pine.example", name="New", role="admin", by=world.acting(world.lena), at=NOON)  # type: ignore[operator]


def test_two_admins_who_dismiss_each_other_at_one_moment_leave_one(committed: World) -> None:
    world, told, both = committed, [], Barrier(2)
    with entered(world.pine.pk):
        second = actions.add_member(email="two@usher.example", name="Two", role="admin", by=SYSTEM, at=NOON)

    def dismiss(member: Member, changes: dict[str, Any]) -> None:
        try:
            both.wait(10)
            with entered(world.pine.pk):
                actions.change_member(member, by=SYSTEM, at=NOON, changes=changes)
            told.append("done")
        except LastAdmin:
            told.append("last admin")
        finally:
            connection.close()

    threads = [
        Thread(target=dismiss, args=(world.root, {"role": world.ada.role})),
        Thread(target=dismiss, args=(second, {"is_active": False})),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(told) == ["done", "last admin"]
    with entered(world.pine.pk):
        assert Member.objects.filter(role__key="admin", is_active=True).count() == 1
