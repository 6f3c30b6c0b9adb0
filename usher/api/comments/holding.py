"""What a mail held beside its words, as its comment tells it."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

Moment = Annotated[str, Meta(description="ISO 8601; without an offset where it is meant wherever one is")]


class Invitation(msgspec.Struct, rename="camel", frozen=True):
    """An invitation to an event (RFC 5546), as the mail brought it. Usher answers none; its file is an attachment."""

    method: Annotated[str, Meta(description="REQUEST, CANCEL, REPLY, COUNTER or PUBLISH")]
    summary: str
    starts_at: Moment | None
    ends_at: Annotated[Moment | None, Meta(description="The last day of an event of whole days")]
    zone: Annotated[str, Meta(description="The zone that the sender named, else empty")]
    is_all_day: bool
    is_series: bool
    location: str
    organizer: str
    people: Annotated[list[str], Meta(description="Names or addresses of those invited, at most 20")]
    people_count: int
    answer: Annotated[str, Meta(description="Of a REPLY: ACCEPTED, DECLINED, TENTATIVE …, else empty")]


def invitation_in(holds: dict[str, Any]) -> Invitation | None:
    """The invitation that a message keeps, or None."""
    kept = holds.get("invite")
    if not kept:
        return None
    return Invitation(
        method=kept["method"], summary=kept["summary"], starts_at=kept["starts"] or None, ends_at=kept["ends"] or None,
        zone=kept["zone"], is_all_day=kept["all_day"], is_series=kept["series"], location=kept["location"],
        organizer=kept["organizer"], people=kept["people"], people_count=kept["people_count"], answer=kept["answer"],
    )  # fmt: skip
