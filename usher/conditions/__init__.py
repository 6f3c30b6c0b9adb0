"""The one condition language (docs/mechanisms/conditions.md): written once as JSON, asked in Python and in SQL alike.

A room registers its `Facts`; views, rules, webhooks and lists use these four functions:

    tree = parse({"all": [{"field": "priority", "operator": "in", "value": ["high", "urgent"]}]}, TICKET)
    match(tree, ticket, at)       # of one subject, in Python
    rows.filter(to_query(tree, at))   # of many, in SQL; the same answer
    describe(tree)                # for people
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from usher.conditions.facts import Fact, Facts
from usher.conditions.parsing import EVERYTHING, parse
from usher.conditions.schema import schema
from usher.conditions.tree import Tree, ValueOf

__all__ = ["EVERYTHING", "Fact", "Facts", "Tree", "describe", "match", "parse", "reading", "schema", "to_query"]


def match(tree: Tree, subject: Any, at: datetime) -> bool:
    """Whether the condition holds for the subject at this moment.

    `subject` is one, or what `reading(subject, at)` gave (for many conditions on one subject), or a mapping of the facts'
    names to values as `Fact.read` gives them.
    """
    if isinstance(subject, Mapping):
        return tree.holds(lambda fact: subject.get(fact.name), at)
    return tree.holds(subject if callable(subject) else reading(subject, at), at)


def reading(subject: Any, at: datetime) -> ValueOf:
    """What reads each fact of the subject once, when it is first asked for."""
    kept: dict[str, Any] = {}

    def value_of(fact: Fact) -> Any:
        if fact.name not in kept:
            kept[fact.name] = fact.read(subject, at)
        return kept[fact.name]

    return value_of


def to_query(tree: Tree, at: datetime) -> Q:
    """The condition on rows of the facts' model. Inside the organization that is asked."""
    return tree.query(at)


def describe(tree: Tree) -> str:
    """The condition as a sentence; “everything” for the empty one."""
    return tree.told() or "everything"
