"""What rooms tell the engine about the subjects of their events: webhooks know no tickets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from usher.conditions import Facts
from usher.events.models import Event


@dataclass(frozen=True, slots=True)
class Told:
    """What an event says to the outside; `data` can be written as JSON."""

    data: Any
    subject: Any  # what conditions are asked of


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of subject: the names of its events, its facts, and what is told of one event.

    `tell(event, includes_internal)` returns None when there is nothing to tell.
    """

    subject_type: str
    events: Sequence[str]
    facts: Facts | None
    tell: Callable[[Event, bool], Told | None]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make the events of a kind of subject known; called once, while the application starts."""
    _kinds[kind.subject_type] = kind


def kind_of(subject_type: str) -> Kind | None:
    return _kinds.get(subject_type)


def kind_of_event(name: str) -> Kind | None:
    """The kind that has events of this name."""
    return next((kind for kind in _kinds.values() if name in kind.events), None)


def event_names() -> list[str]:
    """All events that webhooks can hear of, in alphabetical order."""
    return sorted(name for kind in _kinds.values() for name in kind.events)
