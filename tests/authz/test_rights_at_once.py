"""Rights that change while somebody acts: nobody ends up with more than anybody meant to give."""

from typing import Any

import pytest

from tests.tickets.test_at_once import at_once
from tests.world import NOON, World
from usher.base.refusals import Forbidden
from usher.base.tenancy import entered
from usher.people import actions
from usher.people.actions.accepting import NoLongerGood, accept
from usher.people.actors import SYSTEM, member_actor
from usher.people.models import Invitation, Member, Role


def test_a_role_is_not_given_and_deleted_at_one_moment(committed: World) -> None:
    world = committed
    for n in range(5):
        with entered(world.pine.pk):
            role = actions.create_role(name=f"Night {n}", permissions=["view_all"], by=SYSTEM, at=NOON)
        told = at_once(
            world,
            lambda role=role: actions.delete_role(role, by=SYSTEM, at=NOON),
            lambda role=role: actions.change_member(world.otto, by=SYSTEM, at=NOON, changes={"role": role}),
        )
        assert told.count("done") == 1, told
        with entered(world.pine.pk):
            otto = Member.objects.get(pk=world.otto.pk)
            assert Role.objects.filter(pk=otto.role_id).exists()
            actions.change_member(otto, by=SYSTEM, at=NOON, changes={"role": Role.objects.get(key="agent")})


def test_a_role_that_grows_while_it_is_given_is_not_given_by_who_has_less(world: World) -> None:
    head = actions.create_role(name="Head", permissions=["view_all", "team"], by=SYSTEM, at=NOON)
    small = actions.create_role(name="Small", permissions=["view_all"], by=SYSTEM, at=NOON)
    actions.change_member(world.otto, by=SYSTEM, at=NOON, changes={"role": head})
    otto = member_actor(Member.objects.select_related("role").get(pk=world.otto.pk))
    actions.change_role(small, name="Small", permissions=["view_all", "delete"], by=SYSTEM, at=NOON)
    with pytest.raises(Forbidden):  # with the role as the form had read it
        actions.change_member(world.vic, by=otto, at=NOON, changes={"role": small})


def test_two_roles_of_one_name_at_one_moment_become_one(committed: World) -> None:
    world = committed
    deeds: Any = [lambda: actions.create_role(name="Night", permissions=[], by=SYSTEM, at=NOON)] * 2
    told = at_once(world, *deeds)
    assert told.count("done") == 1 and "already" in str(told)
    with entered(world.pine.pk):
        assert Role.objects.filter(name="Night").count() == 1


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "viewer"}])
def test_an_invitation_gives_no_more_than_its_sender_may_now(world: World, change: dict[str, Any]) -> None:
    second = actions.add_member(email="two@usher.example", name="Two", role="admin", by=SYSTEM, at=NOON)
    actions.invite(email="new@usher.example", name="New", role="admin", by=member_actor(second), at=NOON)
    if "role" in change:
        change = {"role": Role.objects.get(key=change["role"])}
    actions.change_member(second, by=SYSTEM, at=NOON, changes=change)
    invitation = Invitation.objects.get(email="new@usher.example")
    with pytest.raises(NoLongerGood):
        accept(invitation, signed_in=None, name="New", password="a long enough phrase", at=NOON)
    actions.renew(invitation, by=member_actor(world.root), at=NOON)
    assert accept(invitation, signed_in=None, name="New", password="a long enough phrase", at=NOON).role.key == "admin"
