"""What is done with a mailbox beside changing its settings."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Path, modify
from msgspec import Meta

from usher.api.fields import IdPath
from usher.api.mailboxes.resource import mailbox_named
from usher.api.resource import Resource
from usher.mail import actions


class WebhookAddress(msgspec.Struct, frozen=True):
    """Where a provider posts the mail of a mailbox."""

    address: Annotated[
        str, Meta(description="Told now and never again", examples=["https://desk.example.com/mail/hooks/Zk3…"])
    ]


class MailboxRecount(Resource):
    """Counting again."""

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Mailboxes"])
    def post(self, parsed_path: Path[IdPath]) -> None:
        """Compare a mailbox with its server once more.

        Within a minute; what the ledger lacks is taken, nothing comes twice. 409 `not_fetched` where nothing is fetched.
        """
        actions.recount(mailbox_named(parsed_path.id, self.actor), by=self.actor, at=self.at)


class MailboxWebhookAddress(Resource):
    """The address at which a provider hands over mail."""

    keeps_answers = False  # the key in it is told once and kept nowhere in the clear

    @modify(status_code=HTTPStatus.OK, tags=["Mailboxes"])
    def post(self, parsed_path: Path[IdPath]) -> WebhookAddress:
        """Make a new address for a provider to post to.

        It is in this answer only. The one that there was is worth nothing from now on.
        """
        row = mailbox_named(parsed_path.id, self.actor)
        return WebhookAddress(actions.make_webhook_address(row, by=self.actor, at=self.at))


class MailboxConnection(Resource):
    """The connection with Google or Microsoft."""

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Mailboxes"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Take a mailbox off its provider.

        Its tokens are forgotten: nothing is fetched or sent until a person connects it again, in a browser.
        """
        actions.disconnect_account(mailbox_named(parsed_path.id, self.actor), by=self.actor, at=self.at)
