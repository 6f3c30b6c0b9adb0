"""/api/priorities: the four that there are."""

import msgspec
from dmr import modify

from usher.api.resource import Resource
from usher.api.scopes import READ, require_scope
from usher.tickets.models import Priority
from usher.tickets.models.priority import ALIASES


class PriorityShape(msgspec.Struct, rename="camel", frozen=True):
    """A priority. Lists sort by its weight; `aliases` are understood wherever its code is."""

    code: str
    name: str
    weight: int
    aliases: list[str]


class PriorityList(msgspec.Struct, frozen=True):
    """All priorities."""

    priorities: list[PriorityShape]


class Priorities(Resource):
    """Priorities."""

    @modify(tags=["Settings"])
    def get(self) -> PriorityList:
        """List the priorities, the most urgent first.

        They are the same in every organization.
        """
        require_scope(self.actor, READ)
        return PriorityList([_shape(priority) for priority in reversed(Priority)])


def _shape(priority: Priority) -> PriorityShape:
    aliases = [name for name, meant in ALIASES.items() if meant is priority]
    return PriorityShape(priority.code, str(priority.label), priority.value, aliases)
