"""The list's parameters as they stand in the address: in either spelling, and any field by its name."""

import re
from typing import Annotated, Any

import msgspec

from usher.api.reading import JoinedQuery
from usher.api.tickets.query import TicketQuery
from usher.tickets.facts import TICKET

CUSTOM = re.compile(r"(?:custom_?fields\.|cf_)(?P<dotted>.+)|custom_?fields\[(?P<bracketed>.+)\]", re.IGNORECASE | re.DOTALL)
OTHERS = "customFields"  # where TicketQuery takes what has no parameter of its own


def _key(name: str) -> str:
    return name.replace("_", "").lower()


_PARAMETERS = {_key(field.encode_name): field.encode_name for field in msgspec.structs.fields(TicketQuery)}


class TicketParameters(JoinedQuery):
    """createdAfter or created_after; customFields.serial, cf_serial or customFields[serial]; requesterEmail …"""

    def provide_context_data(self, endpoint: Any, controller: Any, **more: Any) -> dict[str, Any]:
        given: dict[str, Any] = {}
        others: dict[str, str] = {}
        for name, text in super().provide_context_data(endpoint, controller, **more).items():
            known = _PARAMETERS.get(_key(name), OTHERS)
            if known != OTHERS:
                given[known] = f"{given[known]},{text}" if known in given else text
            elif custom := CUSTOM.fullmatch(name):
                others[f"customFields.{custom['dotted'] or custom['bracketed']}"] = text
            else:
                (others if TICKET.named(name) else given)[name] = text
        return {**given, OTHERS: others} if others else given


TicketParametersOf = Annotated[TicketQuery, TicketParameters()]
