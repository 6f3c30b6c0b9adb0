"""The second wall: PostgreSQL itself keeps organizations apart, whatever the first wall forgot."""

import pytest
from django.apps import apps
from django.db import connection, models

from tests.world import NOON, World
from usher.base.tenancy import entered
from usher.base.tenancy.enforce import tenant_models
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.tickets import actions

# Tables of ours that belong to no organization, each with the reason.
GLOBAL = {"people_user": "a login is its owner's, whatever organizations they belong to"}


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  a name of ours
        return int(cursor.fetchone()[0])


@pytest.fixture
def full(world: World) -> World:
    """Pine with something in most tables."""
    ticket = world.ticket()
    actions.note(ticket, actions.Written(text="x"), by=world.acting(world.ada), at=NOON)
    actions.set_labels(ticket, labels=[actions.create_label(name="vip", hue=1, by=SYSTEM, at=NOON)], by=SYSTEM, at=NOON)
    people.issue_token(name="x", scopes=["reply"], by=SYSTEM, at=NOON)
    people.invite(email="new@usher.example", name="", role="agent", by=SYSTEM, at=NOON)
    return world


def test_every_table_of_ours_belongs_to_organizations_or_is_named_here() -> None:
    ours = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("usher.")}
    walled = {model._meta.db_table for model in tenant_models()}
    assert ours - walled == set(GLOBAL)


def test_every_wall_is_forced_holds_for_reading_and_writing_and_has_no_other_door(full: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, pg_get_userbyid(c.relowner) = current_user"
            " FROM pg_class c WHERE c.relname = ANY(%s)",
            [[model._meta.db_table for model in tenant_models()]],
        )
        found = cursor.fetchall()
        assert len(found) == len(tenant_models())
        assert [row for row in found if row[1:] != (True, False)] == [], "not forced, or the app owns the table"
        cursor.execute(
            "SELECT tablename, policyname, permissive, roles::text, cmd, qual, with_check FROM pg_policies"
            " WHERE policyname <> 'owner' AND tablename NOT LIKE 'procrastinate%%'"
        )
        for table, name, permissive, roles, command, condition, check in cursor.fetchall():
            assert (name, permissive, roles, command, check) == ("tenant", "PERMISSIVE", "{usher_app}", "ALL", None), table
            assert "usher.organization" in condition, table


def test_nobody_entered_sees_no_row_of_any_table(full: World) -> None:
    seen = {model._meta.db_table for model in tenant_models() if rows(model._meta.db_table)}
    assert len(seen) > 12, "the fixture fills too little to prove anything"
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('usher.organization', '', true)")
    try:
        assert [model._meta.db_table for model in tenant_models() if rows(model._meta.db_table)] == []
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('usher.organization', %s, true)", [str(full.pine.pk)])


def test_inside_one_organization_raw_sql_sees_no_row_of_another(full: World) -> None:
    mixed = []
    with entered(full.elsewhere.pk), connection.cursor() as cursor:
        for model in tenant_models():
            table, column = model._meta.db_table, model.tenant_column  # type: ignore[attr-defined]
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} <> %s", [full.elsewhere.pk])  # noqa: S608
            if cursor.fetchone() != (0,):
                mixed.append(table)
    assert mixed == []


def test_no_reference_between_rows_can_cross(full: World) -> None:
    """Every reference from tenant row to tenant row carries the organization in its key."""
    loose = []
    with connection.cursor() as cursor:
        for model in tenant_models():
            for field in model._meta.local_fields:
                target = field.related_model
                if not isinstance(field, models.ForeignKey) or not hasattr(target, "tenant_column"):
                    continue
                cursor.execute(
                    "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass"
                    " AND confrelid = %s::regclass AND array_length(conkey, 1) = 2",
                    [model._meta.db_table, target._meta.db_table],
                )
                if cursor.fetchone() == (0,):
                    loose.append(f"{model.__name__}.{field.name}")
    assert loose == []
