"""/api/mail/mailboxes and /api/mail/ledger: that no mail is missing, and what became of each."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Path, modify
from msgspec import Meta

from usher.api.fields import Id, IdPath, row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import require_scope
from usher.base.refusals import Invalid
from usher.base.text import one_line
from usher.mail import actions
from usher.mail.balances import Balance, balance_by_mailbox
from usher.mail.models import IncomingMail
from usher.mail.models.incoming import State
from usher.mail.queries import Health, health_of_mailboxes, ledger_rows

Words = Annotated[str, Meta(max_length=200, description="Found in sender and subject")]


class MailboxHealth(msgspec.Struct, rename="camel", frozen=True):
    """How a mailbox is doing. onServer = inLedger + skipped, or more while something is still to be fetched."""

    id: int
    address: Annotated[str, Meta(examples=["support@example.com"])]
    is_active: bool
    is_stopped: Annotated[bool, Meta(description="Nothing could be read for more than ten minutes, or at all")]
    needs_sign_in: Annotated[bool, Meta(description="Google or Microsoft want a person to connect it again")]
    error: Annotated[str, Meta(description="What went wrong with the last look, in words")]
    last_fetch_at: datetime | None
    quiet_since: Annotated[datetime | None, Meta(description="Silent for far longer than usual")]
    refused_posts: Annotated[int, Meta(description="Posts of its provider, turned away since the last one that was taken")]
    post_error: Annotated[str, Meta(description="Why the last of them was")]
    post_error_at: datetime | None
    on_server: Annotated[int | None, Meta(description="Messages in the folder; null where nothing is fetched")]
    in_ledger: Annotated[int, Meta(description="Of these, messages in the ledger")]
    skipped: Annotated[int, Meta(description="Of these, older than the start")]
    total: Annotated[int, Meta(description="Messages that ever came = received + applied + ignored + quarantined")]
    received: Annotated[int, Meta(description="Stored, to be read")]
    applied: int
    ignored: int
    quarantined: int


class MailboxList(msgspec.Struct, frozen=True):
    """All of them, by address."""

    mailboxes: list[MailboxHealth]


class LedgerMail(msgspec.Struct, rename="camel", frozen=True):
    """One message that came, and why it is where it is."""

    id: int
    mailbox_id: int
    source: Annotated[str, Meta(examples=["imap"], description="imap, smtp, lmtp, pipe, hook; post: not understood yet")]
    state: Annotated[str, Meta(examples=["applied"])]
    reason: Annotated[str, Meta(examples=["Opened PINE-12."])]
    sender: Annotated[str, Meta(examples=["carl@bakery.example"])]
    subject: str
    ticket_id: int | None
    received_at: datetime
    settled_at: datetime | None


class LedgerMessage(LedgerMail, rename="camel", frozen=True, kw_only=True):
    """The same with all that is known of it, but what it says: that is on its ticket."""

    kind: Annotated[str, Meta(examples=["message"], description="message, bounce, auto_reply, feedback, delivery_delay")]
    message_id: Annotated[str, Meta(examples=["<1@bakery.example>"])]
    envelope_from: str
    envelope_to: Annotated[str, Meta(description="Several addresses of the mailbox are joined by commas")]
    size: Annotated[int, Meta(description="Bytes at the source")]
    is_partial: Annotated[bool, Meta(description="Too large: only its header was taken")]
    duplicate_of_id: int | None
    is_verified: Annotated[bool | None, Meta(description="Whether the sender is proven; null: nobody could tell")]
    authentication: Annotated[dict[str, str], Meta(examples=[{"by": "Usher", "spf": "pass", "dmarc": "pass"}])]
    is_spam: bool
    awaits_review: bool
    attempts: int
    next_attempt_at: datetime | None


class LedgerPage(msgspec.Struct, frozen=True):
    """A page of the ledger."""

    mails: list[LedgerMail]
    pagination: Pagination


class LedgerQuery(Paged, kw_only=True):
    """Filters of the ledger."""

    state: Annotated[str, Meta(description=f"One of {', '.join(State.values)}", examples=["quarantined"])] = ""
    mailbox_id: Id | None = None
    search: Words = ""


class MailboxesHealth(Resource):
    """Mailboxes."""

    @modify(tags=["Mail"])
    def get(self) -> MailboxList:
        """Show how the mailboxes are doing, and that their accounts balance."""
        require_scope(self.actor, "mailboxes")
        balances = balance_by_mailbox()
        return MailboxList([_health(row, balances.get(row.mailbox.pk, Balance())) for row in health_of_mailboxes(self.at)])


class Ledger(Resource):
    """The ledger."""

    @modify(tags=["Mail"])
    def get(self, parsed_query: Query[LedgerQuery]) -> LedgerPage:
        """List the messages that came, newest first, each with the reason for where it is."""
        require_scope(self.actor, "mailboxes")
        state = parsed_query.state
        if state and state not in State.values:
            raise Invalid({"state": f"Choose one of {', '.join(State.values)}."})
        words = one_line(parsed_query.search, 200)
        here, where = page_of(ledger_rows(mailbox_id=parsed_query.mailbox_id, state=state, text=words), parsed_query)
        return LedgerPage([_shape(row) for row in here], where)


class OneLedgerMail(Resource):
    """One message of the ledger."""

    @modify(tags=["Mail"])
    def get(self, parsed_path: Path[IdPath]) -> LedgerMessage:
        """Read what is known of a message that came: its envelope, what was checked, and why it is where it is."""
        require_scope(self.actor, "mailboxes")
        row = row_named(IncomingMail.objects, parsed_path.id, "mail")
        return LedgerMessage(**{name: getattr(row, name) for name in LedgerMessage.__struct_fields__})


class RetryMail(Resource):
    """Trying again."""

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Mail"])
    def post(self, parsed_path: Path[IdPath]) -> None:
        """Read a quarantined message once more, or take an ignored one as a message, whatever it looks like.

        Of a provider's post that nobody understood the messages in it are taken. 409 for one that has been applied,
        waits, or is a copy, and `still_unread` for a post that still cannot be read.
        """
        require_scope(self.actor, "mailboxes")
        actions.retry(row_named(IncomingMail.objects, parsed_path.id, "mail"), by=self.actor, at=self.at)


def _health(row: Health, balance: Balance) -> MailboxHealth:
    box = row.mailbox
    return MailboxHealth(
        id=box.pk, address=box.address, is_active=box.is_active, is_stopped=row.is_stopped, needs_sign_in=box.is_signed_out,
        error=box.last_error, last_fetch_at=box.last_fetch_at, quiet_since=row.quiet_since,
        refused_posts=box.hook_error_count, post_error=box.hook_error, post_error_at=box.hook_error_at,
        on_server=row.on_server, in_ledger=min(row.here, max((row.on_server or 0) - box.skipped_count, 0)),
        skipped=box.skipped_count, total=balance.total, received=balance.received, applied=balance.applied,
        ignored=balance.ignored, quarantined=balance.quarantined,
    )  # fmt: skip


def _shape(row: IncomingMail) -> LedgerMail:
    return LedgerMail(
        row.pk, row.mailbox_id, row.source, row.state, row.reason, row.sender, row.subject, row.ticket_id, row.received_at,
        row.settled_at,
    )  # fmt: skip
