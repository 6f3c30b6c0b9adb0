"""Listening at the gates: which questions a door asks the policy, and what it was told."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from usher.api import scopes
from usher.base.refusals import Forbidden, NotFound
from usher.people import access as people_access
from usher.people.actors import Actor
from usher.people.permissions import VIEW, implied
from usher.tickets import access as ticket_access
from usher.tickets.access import may
from usher.tickets.models import Ticket


@dataclass
class Gate:
    """One question: may this actor … ? `holds` answers it for any other actor, from the policy alone."""

    name: str
    holds: Callable[[Actor], bool]
    passed: bool = True


@dataclass
class Asked:
    """The questions of one request, in order."""

    gates: list[Gate] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        return not all(gate.passed for gate in self.gates)

    def taken(self) -> "Asked":
        """What was asked since the last time; from here on anew."""
        taken, self.gates = Asked(self.gates), []
        return taken

    def predicted(self, actor: Actor) -> bool:
        """Whether an actor passes all of them."""
        return all(gate.holds(actor) for gate in self.gates)


@contextmanager
def listening() -> Iterator[Asked]:
    """Record every question asked inside the block, by whatever door."""
    asked = Asked()
    patch = pytest.MonkeyPatch()
    for original, gate_of in (
        (people_access.require, _permission), (people_access.require_to_grant, _grant), (scopes.require_scope, _scope),
        (ticket_access.get_ticket, _ticket),
    ):  # fmt: skip
        spy = _spying(original, gate_of, asked)
        for module in [module for name, module in sys.modules.items() if name.startswith("usher.")]:
            for name, value in list(vars(module).items()):
                if value is original:
                    patch.setattr(module, name, spy)
    try:
        yield asked
    finally:
        patch.undo()


def _spying(original: Any, gate_of: Any, asked: Asked) -> Any:
    def spy(actor: Actor, *args: Any, **rest: Any) -> Any:
        gate = gate_of(*args, **rest)
        if gate is not None:
            asked.gates.append(gate)
        try:
            return original(actor, *args, **rest)
        except (Forbidden, NotFound):
            if gate is not None:
                gate.passed = False
            raise

    return spy


def _permission(permission: str) -> Gate:
    return Gate(permission, lambda actor: permission in actor.permissions)


def _grant(permissions: Any) -> Gate:
    wanted = set(permissions)
    return Gate("grant", lambda actor: actor.kind == "system" or wanted <= implied(actor.permissions))


def _scope(permission: str) -> Gate:
    wanted = VIEW if permission == scopes.READ else (permission,)
    return Gate(permission, lambda actor: not actor.permissions.isdisjoint(wanted))


def _ticket(*, to: Any = "view", deleted: bool = False, **lookup: Any) -> Gate | None:
    ticket = Ticket.objects.filter(**lookup, deleted_at__isnull=not deleted).select_related("requester").first()
    if ticket is None:  # nobody finds it: says nothing about rights
        return None
    return Gate(f"ticket:{to}", lambda actor: may(actor, to, ticket).allowed)
