"""What can be written to a ticket. Each thing may be called by either of the names that clients know."""

from typing import Annotated, Any

import msgspec
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import Id, Name, PriorityName, Short, StatusText, Subject, Text, Version, Visibility

Tags = Annotated[
    list[Annotated[str, Meta(min_length=1, max_length=60)]],
    Meta(max_length=50, description="Labels by name; new ones are made.", examples=[["bug", "api"]]),
]
Fields = Annotated[
    dict[str, Any],
    Meta(description="By key: fields of /api/custom-fields are checked by their rules, other keys keep any JSON; 64 KB at"
                     " most. In a change the keys that are sent change, null takes a value away, all others stay.",
         examples=[{"browser": "Firefox"}]),
]  # fmt: skip


class TicketFields(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """The fields of a ticket that a client may set; what is left out stays as it is (or gets its default)."""

    priority: PriorityName | UnsetType = UNSET
    status: StatusText | UnsetType = UNSET
    visibility: Visibility | UnsetType = UNSET
    type_id: Id | None | UnsetType = UNSET
    ticket_type_id: Id | None | UnsetType = UNSET
    category_id: Id | None | UnsetType = UNSET
    category: Annotated[str, Meta(description="The name of a category", max_length=200)] | None | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET
    assigned_to_user_id: Id | None | UnsetType = UNSET
    assigned_to: Id | None | UnsetType = UNSET
    assigned_to_team_id: Id | None | UnsetType = UNSET
    assigned_team_id: Id | None | UnsetType = UNSET
    requester_id: Id | None | UnsetType = UNSET
    custom_fields: Fields | UnsetType = UNSET
    external_source: Short | None | UnsetType = UNSET
    external_ticket_id: Short | None | UnsetType = UNSET


class NewTicket(TicketFields, kw_only=True):
    """A new ticket; only the subject is required."""

    subject: Subject
    description: Text | None = None
    source: Annotated[str, Meta(description="web, portal, email …; api when left out", max_length=40)] | UnsetType = UNSET
    requester_type: Annotated[str, Meta(description="Not kept: requesters are contacts", max_length=40)] = "contact"
    requester_email: Annotated[str, Meta(max_length=254, examples=["carl@bakery.example"])] | UnsetType = UNSET
    requester_name: Name | UnsetType = UNSET


class TicketChanges(TicketFields, kw_only=True):
    """Any subset of the fields."""

    subject: Subject | UnsetType = UNSET
    version: Version | UnsetType = UNSET


NewTicketBody = Annotated[
    NewTicket,
    MediaTypeMetadata(
        example={
            "subject": "Unable to log in", "description": "Since the password reset.", "priority": "high",
            "requesterEmail": "carl@bakery.example", "requesterName": "Carl Crumb", "tags": ["bug"],
        }
    ),
]  # fmt: skip
ChangesBody = Annotated[TicketChanges, MediaTypeMetadata(example={"status": "resolved", "priority": "low"})]
