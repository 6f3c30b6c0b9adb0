"""What the organization we are in made of statuses and lifecycles: read in one query, remembered for seconds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection

from usher.base.tenancy import current_id, remembered
from usher.tickets.lifecycles.flow import Flow, Shown, found
from usher.tickets.lifecycles.presets import PRESETS
from usher.tickets.models.status import STATUSES, status_named

_SQL = """
SELECT (SELECT json_agg(json_build_array(s.code, s.name, s.stands_for, s.hue, s.id, s.is_hidden, s.sort_order))
          FROM tickets_organizationstatus s WHERE s.organization_id = %(organization)s),
       (SELECT json_agg(json_build_object('id', l.id, 'name', l.name, 'statuses', l.statuses, 'moves', l.moves,
                        'wakes', l.wakes_to_in_progress, 'closed_mail', l.closed_mail, 'is_default', l.is_default)
                        ORDER BY lower(l.name), l.id)
          FROM tickets_lifecycle l WHERE l.organization_id = %(organization)s),
       (SELECT json_object_agg(y.id, y.lifecycle_id) FROM tickets_tickettype y
         WHERE y.organization_id = %(organization)s AND y.lifecycle_id IS NOT NULL)
"""


@dataclass(frozen=True)
class Catalogue:
    """All statuses of an organization in its order, its lifecycles, and which one each type of ticket uses."""

    statuses: Mapping[str, Shown]
    flows: Mapping[int, Flow]
    of_types: Mapping[int, int]
    default: Flow
    built_in: Flow  # what is the default where none was chosen

    def flow(self, type_id: int | None) -> Flow:
        """The lifecycle of tickets of this type: its own, else the default one."""
        return self.flows.get(self.of_types.get(type_id or 0, 0), self.default)

    def shown(self, status: str, own_id: int | None, type_id: int | None) -> Shown:
        """How the status of a ticket is shown: as its lifecycle calls it, else as the organization does."""
        own = self._own.get(own_id) if own_id else None
        code = own.code if own else status
        return self._called.get((self.flow(type_id).id, code)) or own or self.statuses[status]

    @cached_property
    def offered(self) -> tuple[Shown, ...]:
        """What lists offer to filter by and to move to: the default lifecycle's, then what only others have."""
        here = {status.code for status in self.default.statuses}
        elsewhere = {status.code for flow in self.flows.values() for status in flow.statuses} - here
        more = (status for status in self.statuses.values() if status.code in elsewhere)
        return tuple(status for status in (*self.default.statuses, *more) if status.state != "draft")

    @cached_property
    def ranked(self) -> tuple[str, ...]:
        """How the built-in statuses follow each other in a list by status."""
        return tuple(code for code, status in self.statuses.items() if status.own_id is None and code != "draft")

    def named(self, text: str) -> Shown | None:
        """The status that people mean, whatever lifecycle it is part of."""
        built_in = status_named(text)
        return found(self.offered, text) or found(self.statuses.values(), text) or (
            self.statuses[built_in.code] if built_in else None
        )  # fmt: skip

    @cached_property
    def _own(self) -> dict[int, Shown]:
        return {status.own_id: status for status in self.statuses.values() if status.own_id}

    @cached_property
    def _called(self) -> dict[tuple[int | None, str], Shown]:
        return {(flow.id, status.code): status for flow in (self.default, *self.flows.values()) for status in flow.statuses}


@remembered()
def catalogue() -> Catalogue:
    """The catalogue of the organization we are in, at most seconds old; to be read, not changed."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"organization": current_id()})
        return Catalogue(*_made(*cursor.fetchone()))


def _made(rows: Any, lifecycles: Any, of_types: Any) -> tuple[Any, ...]:
    statuses, kept = _statuses(rows or []), lifecycles or []
    flows = {row["id"]: _flow(row, statuses) for row in kept}
    built_in = _without_any(statuses)
    default = next((flows[row["id"]] for row in kept if row["is_default"]), built_in)
    return statuses, flows, {int(key): value for key, value in (of_types or {}).items()}, default, built_in


def _statuses(rows: list[list[Any]]) -> dict[str, Shown]:
    """All in order; an added one that was given no place follows the built-in one it stands for."""
    places = {code: (place * 10.0, 0) for place, code in enumerate(STATUSES, 1)}
    places |= {row[0]: (float(row[6]), 0) for row in rows if row[6]}
    all = {code: Shown(code, status.name, status) for code, status in STATUSES.items()}
    for code, name, stands_for, hue, id, is_hidden, _ in rows:
        own_id = None if code in STATUSES else id
        all[code] = Shown(code, name, STATUSES[stands_for], hue, own_id, is_hidden)
        places.setdefault(code, (places[stands_for][0], id))
    return {code: all[code] for code in sorted(all, key=lambda code: places[code])}


def _flow(row: dict[str, Any], statuses: Mapping[str, Shown]) -> Flow:
    called = [
        Shown(code, name or status.name, status.stands_for, status.hue, status.own_id)
        for code, name in row["statuses"]
        if (status := statuses.get(code)) and not status.is_hidden
    ]
    moves = {code: tuple(codes) for code, codes in row["moves"].items()}
    return Flow(tuple(called), moves, row["id"], row["name"], row["wakes"], row["closed_mail"])


def _without_any(statuses: Mapping[str, Shown]) -> Flow:
    """Where nobody made a lifecycle: our own preset, and every status that was added."""
    ours = PRESETS["usher"]
    called = tuple(status for status in statuses.values() if not status.is_hidden)
    return Flow(called, ours.moves, name=ours.name)
