"""What a page can be told about.

`tickets` any list of tickets · `ticket:12` · `mail` · `member:7` (that member's own matters, what they may among them).
Who may follow which says `config/admission.py`. No page follows `token:3`; processes forget by it what they remember.
A family with a star (`ticket:*`) stands for all its members: sent when a transaction touched too many to name.
"""

import json
import re
from collections.abc import Iterable

CHANNEL = "usher_live"
MOST_TOPICS = 50  # that one stream may follow
# PostgreSQL refuses payloads of 8000 bytes; we keep a little room.
LONGEST_PAYLOAD = 7900

_TOPIC = re.compile(r"[a-z_]{1,30}(:[A-Za-z0-9_-]{1,40})?\Z")


def is_topic(text: str) -> bool:
    """Whether the text has the form of a topic that a stream may follow."""
    return _TOPIC.match(text) is not None


def family(topic: str) -> str:
    """`ticket:*` for `ticket:12`; a topic without members is its own family."""
    name, colon, _ = topic.partition(":")
    return f"{name}:*" if colon else name


def payload(organization_id: int, topics: Iterable[str]) -> str:
    """The notification for these topics; families instead of names where the names are too many."""
    exact = _payload(organization_id, topics)
    return exact if len(exact.encode()) <= LONGEST_PAYLOAD else _payload(organization_id, map(family, topics))


def _payload(organization_id: int, topics: Iterable[str]) -> str:
    return json.dumps({"o": organization_id, "t": sorted(set(topics))}, separators=(",", ":"))
