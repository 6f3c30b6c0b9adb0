"""Conditions on custom fields go by the typed rows and their indexes, never by the JSON (what they find: test_facts.py)."""

import json
import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, models
from django.db.models import Q, QuerySet
from psycopg.types.json import Jsonb

from tests.tickets.fields.conftest import Make
from tests.tickets.fields.test_filling import opened
from tests.world import NOON, World
from usher.base.tenancy import entered
from usher.conditions import parse, to_query
from usher.events.models import Event
from usher.organizations.models import Organization
from usher.tickets import actions
from usher.tickets.actions.adopting_values import adopt_values
from usher.tickets.facts import TICKET
from usher.tickets.fields import fields
from usher.tickets.models import CustomField, CustomValue, Ticket


def asked(key: str, operator: str, value: Any) -> Q:
    return to_query(
        parse({"field": f"customFields.{key}", "operator": operator, "value": value}, TICKET, "conditions"), NOON
    )


def test_a_new_field_takes_over_what_was_told_under_its_key(world: World, make: Make) -> None:
    told = [opened(world, custom_fields={"floor": value}) for value in (3, "4", "high", ["x"])]
    make("Floor", "number")
    event = Event.objects.get(name="custom_field.created")
    for _ in range(2):
        adopt_values(event)
    assert list(Ticket.objects.filter(asked("floor", "greater_than", 0)).order_by("pk")) == told[:2]
    assert CustomValue.objects.count() == 2
    actions.set_fields(told[2], values={"floor": 5}, by=world.acting(world.ada), at=NOON)
    assert told[2] in Ticket.objects.filter(asked("floor", "equals", 5))


ROWS, ORGANIZATION = 10_000, 900_001
BASE = ORGANIZATION * 1_000_000  # their ids lie beyond it
FILL = """INSERT INTO {table} SELECT (jsonb_populate_record(NULL::{table}, %(row)s || {more})).*
    FROM generate_series(1, {rows}) n"""
TICKETS = f"""jsonb_build_object('id', {BASE} + n, 'number', n, 'code', 'PLAN-' || n, 'subject', '',
    'unique_id', gen_random_uuid())"""
VALUES = f"""jsonb_build_object('id', {BASE} + n, 'ticket_id', {BASE} + n, 'text', 'word' || n % 5000,
    'number', n::bigint * 1000000, 'moment', timestamptz '2020-01-01' + n * interval '1 hour')"""


def _fill(owner: Any, model: type[models.Model], values: dict[str, Any], rows: int = 1, more: str = "'{}'") -> None:
    row = {field.column: values.get(field.attname, field.get_default()) for field in model._meta.concrete_fields}
    text = json.dumps(row, default=str)
    owner.execute(
        FILL.format(table=model._meta.db_table, more=more.replace("%", "%%"), rows=rows), {"row": Jsonb(json.loads(text))}
    )


@pytest.fixture
def many(db: None) -> Iterator[Any]:
    """Ten thousand tickets with a value each, committed and analysed, in an organization of their own."""
    filled = (CustomValue, CustomField, Ticket)
    name = connection.settings_dict["NAME"]
    with (
        psycopg.connect(os.environ["USHER_DATABASE_OWNER_URL"], dbname=name, autocommit=True) as owner,
        entered(ORGANIZATION),
    ):
        try:
            _fill(
                owner,
                Organization,
                {"id": ORGANIZATION, "name": "Fields", "slug": "fields", "prefix": "PLAN", "created_at": NOON},
            )
            _fill(owner, CustomField, {"id": BASE, "key": "x", "name": "X"})
            ticket = {"created_at": NOON, "updated_at": NOON, "created_by_kind": "system", "created_by_name": "x"}
            _fill(owner, Ticket, ticket, ROWS, TICKETS)
            _fill(owner, CustomValue, {"field_id": BASE}, ROWS, VALUES)
            for model in filled:
                owner.execute(f"VACUUM ANALYZE {model._meta.db_table}")
            yield lambda kind: owner.execute(f"UPDATE tickets_customfield SET kind = '{kind}' WHERE id = {BASE}")
        finally:
            for model in filled:
                owner.execute(f"DELETE FROM {model._meta.db_table} WHERE organization_id = {ORGANIZATION}")
            owner.execute(f"DELETE FROM organizations_organization WHERE id = {ORGANIZATION}")


def plan(rows: QuerySet[Any]) -> str:
    """How PostgreSQL answers, as the application's role."""
    with psycopg.connect(os.environ["USHER_DATABASE_URL"], dbname=connection.settings_dict["NAME"]) as app:
        bypasses = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        assert app.execute(bypasses).fetchone() == (False,)
        app.execute("SELECT set_config('usher.organization', %s, true)", [str(ORGANIZATION)])
        sql, values = rows.query.sql_with_params()
        return "\n".join(line for (line,) in app.execute(f"EXPLAIN {sql}", values))


def test_an_index_serves_every_condition_under_row_level_security(many: Any) -> None:
    for kind, index, operator, value in (
        ("text", "value_text", "equals", "word7"), ("text", "value_text", "in", ["word7", "word8"]),
        ("number", "value_number", "equals", 7), ("number", "value_number", "greater_than", ROWS - 20),
        ("date", "value_moment", "less_than", "2020-01-02"), ("date", "value_moment", "equals", "2020-03-01"),
    ):  # fmt: skip
        many(kind)
        fields._answers.clear()
        told = plan(Ticket.objects.filter(asked("x", operator, value)).values("pk"))
        assert index in told and "Seq Scan" not in told, told
