"""record() and the reactions: how one room hears of another without knowing it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple, Protocol

from django.db import models

from usher.events.models import Event

Reaction = Callable[[Event], None]
Condition = Callable[[Event], bool]
Complaint = Callable[[Event, Exception], None]

Together = Callable[[Sequence[Event]], None]

_now: dict[str, list[Reaction]] = defaultdict(list)
_together: dict[str, list[Together]] = defaultdict(list)
_later: dict[str, dict[str, tuple[Together, Condition]]] = defaultdict(dict)
_failing: dict[str, Complaint] = {}
_ears: list[Reaction] = []
_cause: ContextVar[int | None] = ContextVar("cause", default=None)
_wait: ContextVar[timedelta] = ContextVar("wait", default=timedelta(0))


class Author(Protocol):
    """Whoever acts: see `people/actors.py`."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> int | None: ...
    @property
    def name(self) -> str: ...


def reacts_now(*names: str) -> Callable[[Reaction], Reaction]:
    """Run the function inside the transaction of every event of these names; its failure undoes the change."""

    def register(reaction: Reaction) -> Reaction:
        for name in names:
            _now[name].append(reaction)
        return reaction

    return register


def reacts_together(*names: str) -> Callable[[Together], Together]:
    """Like `reacts_now`, told of all events of one name that are recorded together at once; it records none itself."""

    def register(reaction: Together) -> Together:
        for name in names:
            _together[name].append(reaction)
        return reaction

    return register


def reacts_later(*names: str, when: Condition = lambda event: True) -> Callable[[Reaction], Reaction]:
    """Run the function as a job that exists exactly if the change does. It must be safe to run twice.

    `when` spares the job of an event that needs none; it looks at the event alone and asks nothing of the database.
    """

    def register(reaction: Reaction) -> Reaction:
        for name in names:
            _later[name][key_of(reaction)] = (partial(_to_each, reaction), when)
        return reaction

    return register


def reacts_later_together(*names: str, when: Condition = lambda event: True) -> Callable[[Together], Together]:
    """Like `reacts_later`, told of all events of one name that were recorded together; all or none of it is kept.

    When it fails it is told of each by itself. What it records names as its cause what `caused_by` says.
    """

    def register(reaction: Together) -> Together:
        for name in names:
            _later[name][key_of(reaction)] = (reaction, when)
        return reaction

    return register


def _to_each(reaction: Reaction, events: Sequence[Event]) -> None:
    # One transaction for all of them: what they lock is locked in the order of ids, as everywhere.
    for event in sorted(events, key=lambda event: (event.subject_type, event.subject_id)):
        with_cause(event, [reaction])


@contextmanager
def without_hurry(wait: timedelta) -> Iterator[None]:
    """Reactions later to whatever is recorded inside wait that long, so that more pressing work goes first."""
    token = _wait.set(wait)
    try:
        yield
    finally:
        _wait.reset(token)


def when_failing(reaction: Reaction) -> Callable[[Complaint], Complaint]:
    """Run the function whenever this later reaction failed, in a transaction of its own; the reaction is tried again."""

    def register(complaint: Complaint) -> Complaint:
        _failing[key_of(reaction)] = complaint
        return complaint

    return register


def complain(key: str, event: Event, error: Exception) -> None:
    """Tell who wants to know that a later reaction failed."""
    if key in _failing:
        _failing[key](event, error)


def hears_all(reaction: Reaction) -> Reaction:
    """Run the function inside the transaction of every event, whatever its name; it must cost next to nothing."""
    _ears.append(reaction)
    return reaction


def key_of(reaction: Reaction | Together) -> str:
    """The name under which a later reaction waits in the job table."""
    return f"{reaction.__module__}.{reaction.__qualname__}"


class Happening(NamedTuple):
    """What is to be recorded. `data` holds ids and old/new values, no secrets."""

    name: str
    subject: models.Model
    by: Author
    at: datetime
    data: Mapping[str, Any]


def record(name: str, subject: models.Model, *, by: Author, at: datetime, data: Mapping[str, Any] | None = None) -> Event:
    """Write what happened to `subject`, run the reactions of now, and queue the reactions of later.

    Must be called inside the transaction that makes the change.
    """
    return record_all([Happening(name, subject, by, at, data or {})])[0]


def record_all(happenings: Sequence[Happening]) -> list[Event]:
    """Record what happened to several things in one change; see `record`."""
    events = Event.objects.bulk_create(_event(each) for each in happenings)
    for event in events:
        with_cause(event, [*_now[event.name], *_ears])
    for name in dict.fromkeys(event.name for event in events):
        for reaction in _together[name]:
            reaction([event for event in events if event.name == name])
    waiting = [(event, key) for event in events for key, (_, when) in _later[event.name].items() if when(event)]
    if waiting:
        from usher.events import jobs

        jobs.queue(waiting, _wait.get())
    return events


def _event(happening: Happening) -> Event:
    name, subject, by, at, data = happening
    return Event(
        name=name, subject_type=subject._meta.model_name or "", subject_id=subject.pk, actor_kind=by.kind, actor_id=by.id,
        actor_name=by.name, at=at, data=dict(data), cause_id=_cause.get(),
    )  # fmt: skip


def with_cause(event: Event, reactions: list[Reaction]) -> None:
    """Run reactions such that the events they record name this one as their cause."""
    with caused_by(event.pk):
        for reaction in reactions:
            reaction(event)


@contextmanager
def caused_by(event_id: int | None) -> Iterator[None]:
    """Whatever is recorded inside names this event as its cause."""
    token = _cause.set(event_id)
    try:
        yield
    finally:
        _cause.reset(token)


def react_later(key: str, events: Sequence[Event]) -> None:
    """Run one later reaction to these events; none of a name for which a newer version of the code no longer has it."""
    for name in dict.fromkeys(event.name for event in events):
        reaction, _ = _later[name].get(key, (None, None))
        if reaction:
            reaction([event for event in events if event.name == name])
