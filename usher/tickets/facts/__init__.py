"""What can be asked of a ticket by conditions: every field, by the names that the API and other systems use.

`TICKET` is the register: `parse(raw, TICKET)`. SLA, ratings and assets join it when their rooms are there.
"""

from zoneinfo import ZoneInfo

from usher.conditions import Facts
from usher.organizations.queries import current
from usher.tickets.facts import classification, content, custom, people, times

TICKET = Facts(
    *content.FACTS, *classification.FACTS, *people.FACTS, *times.FACTS, more=custom.fact_named,
    zone=lambda: ZoneInfo(current().time_zone),
)  # fmt: skip

__all__ = ["TICKET"]
