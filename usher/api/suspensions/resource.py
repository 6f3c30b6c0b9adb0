"""/api/suspensions."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Path, modify
from msgspec import Meta

from usher.api.fields import IdPath, row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import require_scope
from usher.base.text import one_line
from usher.mail import actions
from usher.mail.models import Suspension
from usher.mail.outgoing.suspending import stopped


class SuspensionShape(msgspec.Struct, rename="camel", frozen=True):
    """An address to which no mail, or no automatic mail, is sent."""

    id: int
    address: Annotated[str, Meta(description="* stands for everybody: the brake of all automatic mail")]
    suspended_at: Annotated[datetime | None, Meta(description="Since then no mail at all is sent")]
    reason: Annotated[str | None, Meta(description="What the other side said last")]
    quiet_at: Annotated[datetime | None, Meta(description="Since then nothing automatic is sent")]
    quiet_until: Annotated[datetime | None, Meta(description="null: until it is lifted")]
    quiet_because: str | None
    complained_at: datetime | None


class SuspensionPage(msgspec.Struct, frozen=True):
    """A page of them."""

    suspensions: list[SuspensionShape]
    pagination: Pagination


class SuspensionQuery(Paged, kw_only=True):
    """Which addresses."""

    search: Annotated[str, Meta(max_length=320, description="Found in the address", examples=["bakery.example"])] = ""


class Suspensions(Resource):
    """Addresses to which mail is stopped."""

    @modify(tags=["Mail"])
    def get(self, parsed_query: Query[SuspensionQuery]) -> SuspensionPage:
        """List the addresses to which mail is stopped now.

        Two hard bounces in a row suspend an address; a complaint, a loop or its owner's wish stops automatic mail only.
        """
        require_scope(self.actor, "mailboxes")
        asked = stopped(self.at, text=one_line(parsed_query.search, 320)).order_by("id")
        rows, where = page_of(asked, parsed_query)
        return SuspensionPage([_shape(row) for row in rows], where)


class OneSuspension(Resource):
    """One of them."""

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Mail"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Lift it: mail goes to the address again. What was not sent meanwhile is sent again by hand only."""
        require_scope(self.actor, "mailboxes")
        row = row_named(Suspension.objects, parsed_path.id, "suspension")
        actions.lift(row, by=self.actor, at=self.at)


def _shape(row: Suspension) -> SuspensionShape:
    return SuspensionShape(
        row.pk, row.address, row.suspended_at, row.reason or None, row.quiet_at, row.quiet_until, row.quiet_because or None,
        row.complained_at,
    )  # fmt: skip
