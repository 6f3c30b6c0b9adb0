"""A condition in the language of rules and views, as a part of the hand-written statement of the list."""

import re
from datetime import datetime
from typing import Any

import msgspec
from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from usher.api.tickets.query import TicketQuery
from usher.base.refusals import Invalid
from usher.conditions import EVERYTHING, Fact, Tree, parse, to_query
from usher.tickets.facts import TICKET
from usher.tickets.models import Ticket

PLACEHOLDER = re.compile(r"%s")


def condition_of(query: TicketQuery, raw: Any, errors: dict[str, str]) -> list[Tree]:
    """What `filter` and parameters named like fields ask for; `errors` gets the places that mean nothing."""
    trees = [_read(raw, "filter", errors)] if raw not in (None, {}, []) else []
    if query.filter:
        trees.append(_read(_decoded(query.filter, errors), "filter", errors))
    for name, text in query.others.items():
        fact = TICKET.named(name)
        if fact is None:
            errors[name] = "There is no such custom field."
        else:
            trees.append(_read(_leaf(name, fact, text), name, errors))
    return [tree for tree in trees if tree is not EVERYTHING]


def in_sql(tree: Tree, at: datetime, prefix: str) -> tuple[str, dict[str, Any]]:
    """The condition over the ticket `t`, and the values it names. Facts never join: each is a column or a subquery."""
    statement = QuerySet(Ticket).filter(to_query(tree, at)).query
    if sum(uses > 0 for uses in statement.alias_refcount.values()) > 1:
        raise AssertionError("a fact joined another table")
    try:
        sql, values = statement.get_compiler(DEFAULT_DB_ALIAS).compile(statement.where)
    except EmptyResultSet:
        return "false", {}
    except FullResultSet:
        return "true", {}
    named = {f"{prefix}{place}": value for place, value in enumerate(values)}
    names = iter(named)
    return PLACEHOLDER.sub(lambda _: f"%({next(names)})s", sql.replace(f'"{Ticket._meta.db_table}".', "t.")), named


def _read(raw: Any, where: str, errors: dict[str, str]) -> Tree:
    try:
        return parse(raw, TICKET, where)
    except Invalid as invalid:
        # A parameter of its own is named as it was written: the rest of the condition around it is ours.
        errors |= invalid.errors if where == "filter" else {where: next(iter(invalid.errors.values()))}
        return EVERYTHING


def _decoded(text: str, errors: dict[str, str]) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        errors["filter"] = 'is not JSON, like {"all": [{"field": "priority", "operator": "equals", "value": "high"}]}.'
        return None


def _leaf(name: str, fact: Fact, text: str) -> dict[str, Any]:
    """Any of several values by comma, “none” for tickets without."""
    if "in" not in fact.operators:
        return {"field": name, "operator": "equals" if "equals" in fact.operators else "contains", "value": text}
    values = [None if part.lower() in {"none", "null"} else part for part in map(str.strip, text.split(",")) if part]
    return {"field": name, "operator": "in", "value": values}
