"""Members that a body or an address names."""

from typing import Annotated

import msgspec
from msgspec import Meta

from usher.api.fields import row_named
from usher.base.refusals import Invalid
from usher.people.models import Member


class MemberOfTicketPath(msgspec.Struct):
    """A member on a ticket."""

    ticket: Annotated[str, Meta(description="id (1234), ticketNumber (PULSE-1234) or uniqueId", examples=["1234"])]
    user: Annotated[str, Meta(description="The member's id", examples=["5"])]


def members_named(ids: list[int], name: str) -> list[Member]:
    """The members with these ids in this order, each once; Invalid names those that are not there."""
    rows = {member.pk: member for member in Member.objects.filter(pk__in=ids)}
    if unknown := sorted(set(ids) - set(rows)):
        raise Invalid({name: f"There is no member {', '.join(map(str, unknown))}."})
    return [rows[member_id] for member_id in dict.fromkeys(ids)]


def member_named(text: str) -> Member:
    """The member that an address names; NotFound otherwise."""
    member: Member = row_named(Member.objects, text, "member")
    return member
