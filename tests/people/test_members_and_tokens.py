from datetime import timedelta

import pytest

from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.base.tenancy import entered
from usher.events.models import Event
from usher.people import actions
from usher.people.actions.changing_members import LastAdmin
from usher.people.actors import SYSTEM, present_actor, token_actor
from usher.people.models import AccessToken, User
from usher.people.queries import active_member, places_of, token_place, usable_token


def test_a_user_belongs_to_several_organizations_with_one_login(world: World) -> None:
    with entered(world.elsewhere.pk):
        actions.add_member(email="ada@usher.example", name="Ada E.", role="viewer", by=SYSTEM, at=NOON, password="other")
    assert User.objects.filter(email="ada@usher.example").count() == 1
    assert [place.slug for place in places_of(world.ada.user_id)] == ["elsewhere", "pine-support"]
    assert User.objects.get(email="ada@usher.example").check_password("correct horse battery")


def test_the_last_admin_stays(world: World) -> None:
    with pytest.raises(LastAdmin):
        actions.change_member(world.root, by=SYSTEM, at=NOON, changes={"is_active": False})
    with pytest.raises(LastAdmin):
        actions.change_member(world.root, by=SYSTEM, at=NOON, changes={"role": world.ada.role})


def test_a_deactivated_member_has_no_place(world: World) -> None:
    actions.change_member(world.ada, by=SYSTEM, at=NOON, changes={"is_active": False})
    assert active_member(world.ada.user_id) is None
    assert places_of(world.ada.user_id) == []


def test_a_token_is_found_by_its_text_only_and_leaves_no_trace_of_it(world: World) -> None:
    token, text = actions.issue_token(name="Sync", scopes=["readSupport"], by=SYSTEM, at=NOON)
    assert token_place(text) == (world.pine.pk, token.pk)
    assert token_place(text[:-1]) is None
    assert token_actor(token).permissions == {"view_all", "view_team", "view_own", "reports"}
    assert text not in str(list(AccessToken.objects.values())) + str(list(Event.objects.values()))


def test_revoked_and_expired_tokens_are_of_no_use(world: World) -> None:
    token, _ = actions.issue_token(
        name="x", scopes=["readSupport"], by=SYSTEM, at=NOON, expires_at=NOON + timedelta(hours=1)
    )
    assert usable_token(token.pk, NOON)
    assert not usable_token(token.pk, NOON + timedelta(hours=1))
    actions.revoke_token(token, by=SYSTEM, at=NOON)
    assert not usable_token(token.pk, NOON)


def test_unknown_scopes_are_named(world: World) -> None:
    with pytest.raises(Invalid, match="sudo"):
        actions.issue_token(name="x", scopes=["readSupport", "sudo"], by=SYSTEM, at=NOON)


def test_what_a_token_began_goes_on_no_longer_than_the_token(world: World) -> None:
    ends = NOON + timedelta(hours=1)
    token, _ = actions.issue_token(name="x", scopes=["readSupport"], by=SYSTEM, at=NOON, expires_at=ends)
    actor = present_actor("token", token.pk, NOON)
    assert actor and "view_all" in actor.permissions
    assert present_actor("token", token.pk, ends) is None
