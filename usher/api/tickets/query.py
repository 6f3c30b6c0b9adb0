"""The parameters of the list of tickets."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from usher.api.fields import LARGEST
from usher.api.paging import Paged

SEVERAL = "One or several, separated by commas."


def _ids(what: str) -> Any:
    return Meta(description=f"{what} {SEVERAL} “none” for tickets without.", max_length=1000, examples=["5"])


def _time(what: str) -> Any:
    return Meta(description=f"{what} A day or a time (ISO 8601); UTC when no zone is given.", examples=["2026-11-02"])


class TicketQuery(Paged):
    """Filters, order and page; all filters must hold."""

    status: Annotated[
        str,
        Meta(
            description=f"{SEVERAL} “open” finds all that is shown as open; codes of added statuses are taken too.",
            examples=["open"],
        ),
    ] = ""
    exact_status: Annotated[str, Meta(description=f"One of the ten statuses by the letter. {SEVERAL}")] = ""
    state: Annotated[str, Meta(description=f"draft, open, waiting, resolved, closed. {SEVERAL}")] = ""
    priority: Annotated[str, Meta(description=SEVERAL, examples=["urgent,high"])] = ""
    category: Annotated[str, Meta(description="Names of categories, in any case.", max_length=1000)] = ""
    category_id: Annotated[str, _ids("Categories.")] = ""
    type_id: Annotated[str, _ids("Types.")] = ""
    ticket_type_id: Annotated[str, _ids("The same as typeId.")] = ""
    assigned_to_user_id: Annotated[str, _ids("Members.")] = ""
    assigned_to: Annotated[str, _ids("The same as assignedToUserId.")] = ""
    assigned_to_team_id: Annotated[str, _ids("Teams.")] = ""
    assigned_team_id: Annotated[str, _ids("The same as assignedToTeamId.")] = ""
    requester_id: Annotated[str, _ids("Contacts.")] = ""
    company_id: Annotated[str, _ids("Companies.")] = ""
    tags: Annotated[str, Meta(description="Tickets with any of these tags.", max_length=1000, examples=["bug,api"])] = ""
    source: Annotated[str, Meta(description=SEVERAL, examples=["email"])] = ""
    visibility: Annotated[str, Meta(description="public or internal.")] = ""
    external_source: Annotated[str, Meta(max_length=200)] = ""
    external_ticket_id: Annotated[str, Meta(max_length=200)] = ""
    created_after: Annotated[str, _time("Created at or after.")] = ""
    created_before: Annotated[str, _time("Created before.")] = ""
    updated_after: Annotated[str, _time("Changed at or after.")] = ""
    updated_before: Annotated[str, _time("Changed before.")] = ""
    search: Annotated[str, Meta(description="Words in subject, messages, people or number; the last may be cut short: the"
                                " best of the newest 200 matches.", max_length=500)] = ""  # fmt: skip
    filter: Annotated[
        str,
        Meta(
            description="A condition over any field, as JSON (docs/api/filtering.md); long ones go to"
            " POST /api/tickets/search.",
            max_length=8000,
            examples=[
                '{"any": [{"field": "priority", "operator": "equals", "value": "urgent"},'
                ' {"field": "createdAt", "operator": "within", "value": "2 hours"}]}'
            ],
        ),
    ] = ""
    others: Annotated[
        dict[str, str],
        Meta(description="Custom fields and all others by name: customFields.serial=7 or cf_serial=7, requesterEmail=…"),
    ] = msgspec.field(name="customFields", default_factory=dict)
    sort: Annotated[str, Meta(description="Fields, separated by commas; - in front: descending. customFields.… too.",
                              examples=["-createdAt,priority"])] = ""  # fmt: skip
    sort_by: Annotated[str, Meta(description="One field; times and priority begin with the latest and most urgent.")] = ""
    sort_order: Annotated[str, Meta(description="asc or desc, for sortBy.")] = ""
    cursor: Annotated[str, Meta(description="From the Link header of the page before.", max_length=2000)] = ""
    envelope: Annotated[str, Meta(description="“data”: {data, page, pageSize, total, totalPages} instead.")] = ""


Reader = Callable[[str], Any]


def listed(text: str, read: Reader, name: str, errors: dict[str, str]) -> list[Any]:
    """The values of a comma list; what `read` raises ValueError for is named in `errors`, with its text."""
    values = []
    for part in filter(None, map(str.strip, text.split(","))):
        try:
            values.append(read(part))
        except ValueError as error:
            errors[name] = str(error)
    return values


def an_id(text: str) -> int | None:
    """An id; None for “none” and “null”."""
    if text.lower() in {"none", "null"}:
        return None
    if text.isascii() and text.isdigit() and len(text) < 20 and 0 < int(text) <= LARGEST:
        return int(text)
    raise ValueError(f"“{text[:40]}” is not an id: write whole numbers, or none.")


def one_of(*choices: str) -> Reader:
    """A reader that takes these words, in any case."""

    def read(text: str) -> str:
        if text.lower() not in choices:
            raise ValueError(f"“{text[:40]}” is not known; choose from {', '.join(choices)}.")
        return text.lower()

    return read


def moment(text: str, name: str, errors: dict[str, str]) -> datetime | None:
    """A day (its beginning) or a time; UTC when it names no zone."""
    try:
        at = datetime.fromisoformat(text) if text else None
        return at and (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        errors[name] = f"“{text[:40]}” is no time; write one like 2026-11-02 or 2026-11-02T12:00:00Z."
        return None
