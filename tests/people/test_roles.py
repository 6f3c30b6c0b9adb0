import pytest

from tests.world import NOON, World
from usher.base.refusals import Forbidden, Invalid
from usher.base.tenancy import entered
from usher.events.models import Event
from usher.people import actions
from usher.people.access import require_to_grant
from usher.people.actions.changing_members import LastAdmin
from usher.people.actions.roles import RoleRefused
from usher.people.actors import SYSTEM, member_actor, token_actor
from usher.people.models import AccessToken, Member, Role
from usher.people.permissions import ALL, PERMISSIONS, ROLES, SCOPES, SUBJECTS
from usher.people.queries import usable_token

HEAD = {"view_all", "reply", "edit", "team", "integrations"}  # what Hanna, a head without all rights, may


@pytest.fixture
def hanna(world: World) -> Member:
    """Hanna looks after the members, and may not delete anything herself."""
    role = actions.create_role(name="Head", permissions=HEAD, by=SYSTEM, at=NOON)
    world.otto.role = role
    world.otto.save()
    return world.otto


def test_the_built_in_roles_are_those_of_the_product() -> None:
    assert set(ROLES) == {"admin", "manager", "agent", "viewer", "moderator"}
    sets = {key: permissions for key, (_, permissions) in ROLES.items()}
    assert sets["admin"] == ALL
    assert {"delete", "reports", "labels", "dispatch", "act_on_all"} <= sets["manager"]
    assert not sets["manager"] & {"mailboxes", "team", "automation", "integrations", "organization", "invoices"}
    assert {"reply", "assign", "contacts"} <= sets["agent"]
    assert not sets["agent"] & {"delete", "reports", "labels", "act_on_all"}
    assert sets["viewer"] == {"view_all"}
    assert sets["moderator"] == {"view_all", "dispatch"}
    assert all(bundle <= ALL for bundle in SCOPES.values())


def test_every_permission_is_told_in_plain_words_once() -> None:
    codes = [one.code for _, group in SUBJECTS for one in group]
    assert len(codes) == len(set(codes)) == len(PERMISSIONS)
    assert len({str(one.title) for one in PERMISSIONS.values()}) == len(codes)
    assert all(str(one.text).endswith(".") for one in PERMISSIONS.values())


def test_an_admin_makes_changes_and_deletes_a_role(world: World) -> None:
    root = world.acting(world.root)
    role = actions.create_role(name="Night  shift", permissions=["view_team", "reply"], by=root, at=NOON)
    assert (role.name, role.permissions, role.key) == ("Night shift", ["reply", "view_team"], "")
    actions.change_role(role, name="Night", permissions=["view_team", "note"], by=root, at=NOON)
    event = Event.objects.get(name="role.changed")
    assert event.data == {"name": ["Night shift", "Night"], "added": ["note"], "removed": ["reply"]}
    actions.change_role(role, name="Night", permissions=["note", "view_team"], by=root, at=NOON)
    assert Event.objects.filter(name="role.changed").count() == 1, "nothing changed, and yet something was recorded"
    actions.delete_role(role, by=root, at=NOON)
    assert not Role.objects.filter(name="Night").exists()


@pytest.mark.parametrize("name", ["", "  ", "Agent", "agent", " AGENT\n", "x" * 61])
def test_a_name_is_given_and_is_the_roles_own(world: World, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.create_role(name=name, permissions=["fly", "reply"], by=SYSTEM, at=NOON)
    assert set(refused.value.errors) == {"name", "permissions"}


def test_the_same_name_in_another_organization_is_another_role(world: World) -> None:
    actions.create_role(name="Night", permissions=[], by=SYSTEM, at=NOON)
    with entered(world.elsewhere.pk):
        actions.create_role(name="Night", permissions=["reply"], by=SYSTEM, at=NOON)
        assert Role.objects.get(name="Night").permissions == ["reply"]


def test_a_role_that_somebody_has_or_that_is_built_in_stays(world: World, hanna: Member) -> None:
    root = world.acting(world.root)
    with pytest.raises(RoleRefused, match="one member has it"):
        actions.delete_role(hanna.role, by=root, at=NOON)
    with pytest.raises(RoleRefused, match="built in"):
        actions.delete_role(Role.objects.get(key="moderator"), by=root, at=NOON)


def test_the_admins_role_is_everything_for_good(world: World) -> None:
    role = world.root.role
    with pytest.raises(RoleRefused, match="includes everything"):
        actions.change_role(role, name="Admin", permissions=ALL - {"delete"}, by=world.acting(world.root), at=NOON)
    Role.objects.filter(pk=role.pk).update(permissions=["view_all", "a permission of an older version"])
    role.refresh_from_db()
    assert role.granted == ALL


def test_nobody_makes_a_role_beyond_themselves(world: World, hanna: Member) -> None:
    acting = world.acting(hanna)
    with pytest.raises(Forbidden, match="Delete tickets"):
        actions.create_role(name="Mighty", permissions=["reply", "delete"], by=acting, at=NOON)
    with pytest.raises(Forbidden):  # her own role neither
        actions.change_role(hanna.role, name="Head", permissions=HEAD | {"delete"}, by=acting, at=NOON)
    with pytest.raises(Forbidden):  # nor does she take away what she does not have
        actions.change_role(world.lena.role, name="Manager", permissions=["view_all"], by=acting, at=NOON)
    assert actions.create_role(name="Reader", permissions=["view_own"], by=acting, at=NOON), "who sees all grants a part"


def test_nobody_gives_or_takes_a_role_beyond_themselves(world: World, hanna: Member) -> None:
    acting = world.acting(hanna)
    with pytest.raises(Forbidden):
        actions.add_member(email="new@usher.example", name="New", role="manager", by=acting, at=NOON)
    with pytest.raises(Forbidden):
        actions.change_member(hanna, by=acting, at=NOON, changes={"role": world.root.role})
    for mighty in (world.root, world.lena):
        with pytest.raises(Forbidden):
            actions.change_member(mighty, by=acting, at=NOON, changes={"is_active": False})
    actions.change_member(world.root, by=acting, at=NOON, changes={"name": "Root R."})
    actions.add_member(email="vera@usher.example", name="Vera", role="viewer", by=acting, at=NOON)
    actions.change_member(world.vic, by=acting, at=NOON, changes={"is_active": False})


def test_the_last_admin_is_not_demoted_by_themselves_either(world: World) -> None:
    with pytest.raises(LastAdmin):
        actions.change_member(world.root, by=world.acting(world.root), at=NOON, changes={"role": world.ada.role})


def test_nobody_issues_a_token_beyond_themselves(world: World, hanna: Member) -> None:
    with pytest.raises(Forbidden, match="Delete tickets"):
        actions.issue_token(name="x", scopes=["writeSupport"], by=world.acting(hanna), at=NOON)
    token, _ = actions.issue_token(name="x", scopes=["reply", "view_all"], by=world.acting(hanna), at=NOON)
    assert token.created_by == hanna
    assert token_actor(token).permissions == {"reply", "view_all"}
    with pytest.raises(Forbidden):  # a token's tokens neither
        actions.issue_token(name="y", scopes=["edit"], by=token_actor(token), at=NOON)


def test_a_token_may_what_its_maker_may_at_present(world: World) -> None:
    token, _ = actions.issue_token(name="x", scopes=list(SCOPES), by=world.acting(world.root), at=NOON)
    assert token_actor(token).permissions == of_everything()
    actions.add_member(email="second@usher.example", name="Second", role="admin", by=SYSTEM, at=NOON)
    actions.change_member(world.root, by=SYSTEM, at=NOON, changes={"role": world.ada.role})
    actor = token_actor(AccessToken.objects.select_related("created_by__role").get(pk=token.pk))
    assert actor.permissions == of_everything() & (member_actor(world.ada).permissions | {"view_team", "view_own"})
    assert actor.own_id == world.root.pk
    actions.change_member(world.root, by=SYSTEM, at=NOON, changes={"is_active": False})
    assert usable_token(token.pk, NOON) is None
    assert token_actor(AccessToken.objects.get(pk=token.pk)).permissions == frozenset()


def test_a_token_of_the_organization_depends_on_nobody(world: World) -> None:
    token, _ = actions.issue_token(name="Sync", scopes=["readSupport"], by=SYSTEM, at=NOON)
    assert (token.created_by, token_actor(token).own_id) == (None, None)
    assert usable_token(token.pk, NOON)


def test_a_token_ends_in_the_future(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        actions.issue_token(name="x", scopes=[], by=SYSTEM, at=NOON, expires_at=NOON)
    assert set(refused.value.errors) == {"scopes", "expires_at"}


def test_the_system_grants_without_having(world: World) -> None:
    require_to_grant(SYSTEM, ALL)
    with pytest.raises(Forbidden):
        require_to_grant(world.asking(world.carl), ["reply"])


def of_everything() -> frozenset[str]:
    return frozenset().union(*SCOPES.values())
