"""Asking for tickets by their custom fields, through the rows and never through the JSON."""

import json
import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, models
from django.db.models import QuerySet
from psycopg.types.json import Jsonb

from tests.tickets.fields.conftest import Make
from tests.tickets.fields.test_filling import opened
from tests.world import NOON, World
from usher.base.tenancy import entered
from usher.events.models import Event
from usher.organizations.models import Organization
from usher.tickets import actions
from usher.tickets.actions.adopting_values import adopt_values
from usher.tickets.fields import Definition, definition_of, fields
from usher.tickets.models import CustomField, CustomValue, Ticket
from usher.tickets.queries.custom_values import has_value, in_order_of, with_value

LONG = "Zephyr " * 40
ASKED: list[tuple[str, str, Any, str]] = [
    ("brand", "equals", "PINE", "a"), ("brand", "in", ["pine", "Fir"], "ab"), ("brand", "contains", "I", "ab"),
    ("brand", "empty", None, "cd"), ("brand", "in", [], ""), ("brand", "equals", "pi\x00ne", "a"),
    ("floor", "equals", 3, "a"), ("floor", "greater_than", "2,5", "ab"), ("floor", "greater_than_or_equal", 3.5, "b"),
    ("floor", "less_than", 3.5, "ac"), ("floor", "less_than_or_equal", -1, "c"), ("floor", "in", [3, -1], "ac"),
    ("due", "equals", "2026-11-02", "a"), ("due", "greater_than", "2026-11-02", "b"), ("due", "empty", None, "cd"),
    ("agreed", "equals", True, "a"), ("agreed", "equals", "false", "b"), ("colours", "equals", "red", "ab"),
    ("colours", "in", ["blue", "green"], "a"), ("story", "equals", LONG, "c"), ("story", "contains", "r zephyr ZE", "cd"),
    ("story", "equals", LONG[:200], ""), ("story", "contains", "end", "d"),
]  # fmt: skip


@pytest.fixture
def tickets(world: World, make: Make) -> dict[str, Ticket]:
    make("Brand"), make("Floor", "number"), make("Due", "date"), make("Agreed", "checkbox"), make("Story", "long_text")
    make("Colours", "choices", choices=["Red", "Blue", "Green"])
    values: dict[str, dict[str, Any]] = {
        "a": {"brand": "Pine", "floor": 3, "due": "2026-11-02", "agreed": True, "colours": ["Red", "Blue"]},
        "b": {"brand": "Fir", "floor": 3.5, "due": "2026-11-03", "agreed": False, "colours": ["Red"]},
        "c": {"floor": -1, "story": LONG.strip() + " "},
        "d": {"story": LONG + "end"},
    }
    values["c"]["story"] = LONG.rstrip()
    return {name: opened(world, custom_fields=sent) for name, sent in values.items()}


@pytest.mark.parametrize(("key", "lookup", "value", "found"), ASKED)
def test_tickets_are_found_by_their_values(
    tickets: dict[str, Ticket], key: str, lookup: str, value: Any, found: str
) -> None:
    value = value.rstrip() if value == LONG else value
    rows = Ticket.objects.filter(has_value(fields().by_key[key], lookup, value))
    assert {name for name, ticket in tickets.items() if ticket in rows} == set(found)
    others = Ticket.objects.filter(~has_value(fields().by_key[key], lookup, value))
    assert {name for name, ticket in tickets.items() if ticket in others} == set("abcd") - set(found)


@pytest.mark.parametrize(
    ("key", "lookup", "value"),
    [("brand", "greater_than", "a"), ("floor", "contains", 3), ("floor", "equals", "many"), ("due", "less_than", "soon"),
     ("agreed", "equals", "perhaps"), ("brand", "matches", "x"), ("brand", "equals", {})],
)  # fmt: skip
def test_what_a_kind_cannot_be_asked_is_refused(tickets: dict[str, Ticket], key: str, lookup: str, value: Any) -> None:
    with pytest.raises(ValueError):
        has_value(fields().by_key[key], lookup, value)


def test_lists_are_sorted_by_a_field(tickets: dict[str, Ticket]) -> None:
    floor, brand = fields().by_key["floor"], fields().by_key["brand"]
    names = {ticket.pk: name for name, ticket in tickets.items()}
    assert [names[row.ticket_id] for row in in_order_of(floor)] == ["c", "a", "b"]
    assert [names[row.ticket_id] for row in in_order_of(brand, descending=True)] == ["a", "b"]
    ours = Ticket.objects.filter(pk__in=names)
    ordered = with_value(ours, floor).order_by(models.F("sort_value").desc(nulls_last=True))
    assert [names[ticket.pk] for ticket in ordered] == ["b", "a", "c", "d"]


def test_a_new_field_takes_over_what_was_told_under_its_key(world: World, make: Make) -> None:
    told = [opened(world, custom_fields={"floor": value}) for value in (3, "4", "high", ["x"])]
    floor = definition_of(make("Floor", "number"))
    event = Event.objects.get(name="custom_field.created")
    for _ in range(2):
        adopt_values(event)
    assert list(Ticket.objects.filter(has_value(floor, "greater_than", 0)).order_by("pk")) == told[:2]
    assert CustomValue.objects.count() == 2
    actions.set_fields(told[2], values={"floor": 5}, by=world.acting(world.ada), at=NOON)
    assert told[2] in Ticket.objects.filter(has_value(floor, "equals", 5))


ROWS, ORGANIZATION = 20_000, 900_001
BASE = ORGANIZATION * 1_000_000  # their ids lie beyond it
FILL = """INSERT INTO {table} SELECT (jsonb_populate_record(NULL::{table}, %(row)s || {more})).*
    FROM generate_series(1, {rows}) n"""
TICKET = f"""jsonb_build_object('id', {BASE} + n, 'number', n, 'code', 'PLAN-' || n, 'subject', '',
    'unique_id', gen_random_uuid())"""
VALUE = f"""jsonb_build_object('id', {BASE} + n, 'ticket_id', {BASE} + n, 'text', 'word' || n % 5000,
    'number', n::bigint * 1000000, 'moment', timestamptz '2020-01-01' + n * interval '1 hour')"""


def _fill(owner: Any, model: type[models.Model], values: dict[str, Any], rows: int = 1, more: str = "'{}'") -> None:
    row = {field.column: values.get(field.attname, field.get_default()) for field in model._meta.concrete_fields}
    text = json.dumps(row, default=str)
    owner.execute(
        FILL.format(table=model._meta.db_table, more=more.replace("%", "%%"), rows=rows), {"row": Jsonb(json.loads(text))}
    )


@pytest.fixture
def many(db: None) -> Iterator[Definition]:
    """Twenty thousand tickets with a value each, committed and analysed, in an organization of their own."""
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
            _fill(owner, Ticket, ticket, ROWS, TICKET)
            _fill(owner, CustomValue, {"field_id": BASE}, ROWS, VALUE)
            for model in filled:
                owner.execute(f"VACUUM ANALYZE {model._meta.db_table}")
            yield Definition(BASE, "x", "X", "text")
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


def test_indexes_serve_filters_and_sorts_under_row_level_security(many: Definition) -> None:
    number = Definition(many.id, "x", "X", "number")
    moment = Definition(many.id, "x", "X", "date")
    tickets = Ticket.objects.values("pk")
    for index, rows in (
        ("value_text", tickets.filter(has_value(many, "equals", "word7"))),
        ("value_text", tickets.filter(has_value(many, "in", ["word7", "word8"]))),
        ("value_number", tickets.filter(has_value(number, "equals", 7))),
        ("value_number", tickets.filter(has_value(number, "greater_than", ROWS - 20))),
        ("value_moment", tickets.filter(has_value(moment, "less_than", "2020-01-02"))),
        ("value_text", in_order_of(many)[:50]),
        ("value_number", in_order_of(number, descending=True)[:50]),
        ("value_moment", in_order_of(moment)[:50]),
        ("value_ticket", tickets.filter(has_value(many, "empty"), pk__in=[many.id + 1, many.id + 2])),
    ):
        told = plan(rows)
        assert index in told, told
        assert "Seq Scan" not in told and "Sort" not in told, told
