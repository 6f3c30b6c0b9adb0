"""Python and SQL answer every condition alike: random conditions about random tickets."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.world import NOON, World
from usher.conditions import Fact, match, parse, reading, to_query
from usher.organizations.models import Organization
from usher.organizations.queries import current
from usher.people.models import Company, Contact
from usher.tickets.facts import TICKET
from usher.tickets.fields import comparables, fields
from usher.tickets.fields.comparing import INDEXED, column_of
from usher.tickets.lifecycles import catalogue
from usher.tickets.models import (
    STATUSES,
    Assignment,
    Category,
    CustomField,
    CustomValue,
    Follower,
    Label,
    Message,
    OrganizationStatus,
    Participant,
    Ticket,
    TicketLabel,
    TicketType,
)
from usher.tickets.models.ticket import SOURCES

AT = NOON + timedelta(days=3, microseconds=1)
LATEST = AT + timedelta(days=10)
WORDS = [
    "", "Oven", "oven ", " oven", "STRASSE", "Straße", "STRAẞE", "ΟΔΟΣ", "οδος", "οδοσ", "İstanbul", "istanbul", "ſet",
    "set", "K", "k", "\u212a", "100%", "100_", "a\\b", "it's", "Ünter", "ünter", "é", "e\u0301", "ﬁ", "5", "5.0",
    "null", "x" * 230, "X" * 230 + "y",
]  # fmt: skip
TIMES = [
    NOON, NOON + timedelta(microseconds=1), AT, AT - timedelta(hours=2), AT - timedelta(hours=2, microseconds=1),
    AT - timedelta(minutes=30), AT + timedelta(hours=2), datetime(2026, 11, 3, tzinfo=UTC),
    datetime(2026, 11, 2, tzinfo=UTC), datetime(2026, 11, 2, 23, 59, 59, 999999, tzinfo=UTC), LATEST,
]  # fmt: skip
KINDS = {"serial": "text", "story": "long_text", "wheels": "number", "bought": "date", "due": "time", "paid": "checkbox",
         "colour": "choice", "parts": "choices"}  # fmt: skip
FIELDS = [*TICKET, *(f"customFields.{key}" for key in KINDS)]
SLOW = settings(
    max_examples=400, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip


@dataclass
class Many:
    """A crowd of tickets, each read once at AT, and ids that some of them refer to."""

    readings: dict[int, Any]
    ids: list[int]


@pytest.fixture
def many(world: World) -> Iterator[Many]:
    chance = random.Random(7)
    Company.objects.update(tier="Gold")
    people = [world.carl, world.mia, *(_contact(word, place) for place, word in enumerate(WORDS[1:12]))]
    types = [TicketType.objects.create(name=word or "Type", created_at=NOON) for word in WORDS[:3]]
    categories = [Category.objects.create(name=word) for word in WORDS[4:7]]
    labels = [Label.objects.create(name=word) for word in WORDS[4:10]]
    own = OrganizationStatus.objects.create(code="testing", stands_for="in_progress", name="In test")
    catalogue.forget()
    for key, kind in KINDS.items():
        CustomField.objects.create(key=key, name=key.title(), kind=kind, choices=WORDS[1:8])
    made = []
    for number in range(60):
        ticket = _ticket(chance, number, world, people, types, categories)
        ticket.own_status = own if chance.random() < 0.2 else None
        ticket.merged_into = chance.choice([None, None, *made])
        ticket.save()
        _around(chance, ticket, world, labels)
        made.append(ticket)
    rows = {ticket.pk: reading(ticket, AT) for ticket in Ticket.objects.all()}
    everyone = [world.ada, world.otto, world.support, world.bakery, *people[:2], *types, *categories, *labels, *made[:3]]
    yield Many(rows, sorted({row.pk for row in everyone}))


def _contact(word: str, place: int) -> Contact:
    email = f"{word.strip()}@{word.strip()}.example" if place % 3 else word
    return Contact.objects.create(name=word, email=email, phone=word, language=word[:8], created_at=NOON)


def _ticket(chance: random.Random, number: int, world: World, people: Any, types: Any, categories: Any) -> Ticket:
    status = chance.choice(list(STATUSES.values()))

    def maybe(things: Any) -> Any:
        return chance.choice([None, *things])

    times = {
        name: maybe(TIMES)
        for name in ("first_response_at", "last_response_at", "last_requester_at", "resolved_at", "closed_at", "reopened_at",
                     "snoozed_until")
    }  # fmt: skip
    requester = maybe(people)
    return Ticket(
        number=1000 + number, code=f"PINE-{1000 + number}", subject=chance.choice(WORDS), status=status.code,
        state=status.state, priority=chance.randint(1, 4), visibility=chance.choice(["public", "internal"]),
        source=chance.choice(SOURCES), requester=requester,
        company=requester and requester.company, assignee=maybe([world.ada, world.otto]),
        team=maybe([world.support]), type=maybe(types), category=maybe(categories),
        external_source=chance.choice(WORDS), external_id=chance.choice(WORDS),
        created_by_kind=chance.choice(["member", "contact"]),
        created_by_id=maybe([world.ada.pk, world.carl.pk]), created_by_name=chance.choice(WORDS),
        created_at=chance.choice(TIMES), updated_at=chance.choice(TIMES), **times,
        response_count=chance.randint(0, 3), note_count=chance.randint(0, 3), attachment_count=chance.randint(0, 3),
        reopen_count=chance.randint(0, 2), custom_fields=_custom(chance),
    )  # fmt: skip


def _custom(chance: random.Random) -> dict[str, Any]:
    values = {
        "serial": chance.choice(WORDS), "story": chance.choice(WORDS),
        "wheels": chance.choice([0, 2, 2.5, -1, 0.000001, 10**11]),
        "bought": chance.choice(["2026-11-02", "2026-11-03"]), "due": chance.choice(TIMES).isoformat(),
        "paid": chance.choice([True, False]), "colour": chance.choice(WORDS),
        "parts": chance.sample(WORDS, chance.randint(0, 3)),
    }  # fmt: skip
    return {key: value for key, value in values.items() if chance.random() < 0.7}


def _around(chance: random.Random, ticket: Ticket, world: World, labels: Any) -> None:
    for label in chance.sample(labels, chance.randint(0, 2)):
        TicketLabel.objects.create(ticket=ticket, label=label)
    for member in chance.sample([world.ada, world.otto, world.lena], chance.randint(0, 2)):
        Assignment.objects.create(ticket=ticket, member=member, created_at=NOON)
        Follower.objects.create(ticket=ticket, member=member)
    for word in chance.sample(WORDS[1:5], chance.randint(0, 2)):
        Participant.objects.create(ticket=ticket, email=f"{word}@cc.example")
    for turn in range(chance.randint(0, 2)):
        at = ticket.created_at if chance.random() < 0.7 else chance.choice([LATEST, NOON - timedelta(days=9)])
        Message.objects.create(
            came_from=ticket if chance.random() < 0.3 else None, ticket=ticket,
            kind="reply" if turn else "note", is_public=bool(turn),
            author_kind="member", author_name="Ada",
            text=chance.choice(WORDS), created_at=at,
        )  # fmt: skip
    for key, value in ticket.custom_fields.items():
        field = fields().by_key[key]
        for one in comparables(field, value):
            _row(ticket, field, one)


def _row(ticket: Ticket, field: Any, one: Any) -> None:
    column = column_of(field)
    values = {column: one[:INDEXED], "whole": one if len(one) > INDEXED else None} if column == "text" else {column: one}
    CustomValue.objects.create(ticket=ticket, field_id=field.id, **values)


def _values(fact: Fact, ids: list[int]) -> st.SearchStrategy[Any]:
    match fact.kind:
        case "choice" if fact.choices:
            return st.sampled_from([*fact.choices, *(["testing", "In test"] if fact.name == "status" else [])])
        case "choice" if fact.choices is not None:
            return st.uuids().map(str)
        case "number":
            return st.sampled_from([0, 1, 2, 2.5, "1", -1, 30, 120, 0.000001, 4321, 1010, 30_000_000])
        case "time":
            return st.sampled_from([*(time.isoformat() for time in TIMES), "2026-11-02", "2026-11-03", "2026-11-02T12:00"])
        case "boolean":
            return st.booleans()
        case "reference":
            return st.sampled_from([*ids, 10**9])
    names = st.sampled_from([*WORDS[1:], "testing", "usher.example", "PINE-1003", "ada"])
    return names | names.map(str.swapcase) | names.map(lambda word: word[1:3] or "v")


@st.composite
def leaves(draw: Any, ids: list[int]) -> dict[str, Any]:
    name = draw(st.sampled_from(FIELDS))
    fact = TICKET.named(name)
    assert fact
    operator = draw(st.sampled_from(fact.operators))
    value = draw(_values(fact, ids))
    if operator in {"in", "not_in"}:
        value = draw(st.lists(st.just(value) | _values(fact, ids) | st.none(), min_size=1, max_size=3))
    elif operator == "within" or (operator == "before" and draw(st.booleans())):
        value = draw(st.sampled_from(["2 hours", "30 minutes", "7 days"]))
        value = draw(st.sampled_from([value, f"last {value}", f"next {value}"])) if operator == "within" else value
    elif operator in {"equals", "not_equals"} and fact.kind != "boolean" and draw(st.integers(0, 9)) == 0:
        value = None
    return {"field": name, "operator": operator, "value": value}


def trees(ids: list[int]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves(ids),
        lambda below: (
            st.builds(
                lambda kind, parts: {kind: parts}, st.sampled_from(["all", "any"]), st.lists(below, min_size=1, max_size=3)
            )
            | below.map(lambda part: {"not": part})
        ),
        max_leaves=5,
    )


def agree(many: Many, raw: Any) -> set[int]:
    tree = parse(raw, TICKET)
    in_sql = set(Ticket.objects.filter(to_query(tree, AT)).values_list("pk", flat=True))
    in_python = {pk for pk, values in many.readings.items() if match(tree, values, AT)}
    assert in_sql == in_python, raw
    return in_sql


@SLOW
@given(data=st.data())
def test_random_conditions_find_the_same_tickets_both_ways(data: Any, many: Many) -> None:
    agree(many, data.draw(trees(many.ids).filter(lambda raw: _depth(raw) <= 5)))


def _depth(raw: Any) -> int:
    parts = next((raw[kind] for kind in ("all", "any", "not") if kind in raw), [])
    return 1 + max(map(_depth, parts if isinstance(parts, list) else [parts]), default=-1)


def test_every_operator_of_every_field_finds_the_same_both_ways(many: Many) -> None:
    silent = set()
    for name in FIELDS:
        fact = TICKET.named(name)
        assert fact
        held = sorted({item for values in many.readings.values() for item in fact.items(values(fact))}, key=str)
        for operator in fact.operators:
            values = [None] if "empty" in operator else _held(fact, operator, held)
            sizes = {len(agree(many, {"field": name, "operator": operator, "value": value})) for value in values}
            if held and sizes <= {0, len(many.readings)} and "empty" not in operator:
                silent.add(f"{name} {operator}")
    assert silent == {"customFields.bought within"}


def _held(fact: Fact, operator: str, held: list[Any]) -> list[Any]:
    """Values that tickets have, as one would write them."""
    if operator == "within":
        return ["2 hours", "next 7 days"]
    if fact.kind == "boolean":
        return [True, False]
    if fact.choices:
        pool: list[Any] = [*fact.choices, *(["testing"] if fact.name == "status" else [])]
    else:
        pool = [item.isoformat() if isinstance(item, datetime) else _plain(item) for item in held[:2] + held[2::3]]
    return [[value] for value in pool] if operator in {"in", "not_in"} else pool


def _plain(item: Any) -> Any:
    return float(item) if isinstance(item, Decimal) else item if isinstance(item, int) else str(item)


def test_days_are_the_organizations(world: World) -> None:
    Organization.objects.filter(pk=world.pine.pk).update(time_zone="Pacific/Auckland")
    current.forget()
    ticket = world.ticket(at=datetime(2026, 11, 1, 11, 30, tzinfo=UTC))  # half past midnight of the second, there
    for day, is_found in (("2026-11-01", False), ("2026-11-02", True)):
        tree = parse({"field": "createdAt", "operator": "equals", "value": day}, TICKET)
        assert Ticket.objects.filter(to_query(tree, AT)).exists() is match(tree, ticket, AT) is is_found
