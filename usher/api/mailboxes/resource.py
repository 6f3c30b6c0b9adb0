"""/api/mailboxes: adding mailboxes and changing their settings."""

from http import HTTPStatus
from typing import Any

import msgspec
from dmr import Body, Path, modify

from usher.api.fields import IdPath, given, row_named
from usher.api.mailboxes.shapes import (
    MailboxChangesBody,
    MailboxPage,
    MailboxSettings,
    MailboxShape,
    NewMailboxBody,
    shape,
)
from usher.api.naming import named_as_sent
from usher.api.paging import Paged, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import require_scope
from usher.mail import actions
from usher.mail.models import Mailbox
from usher.people.actors import Actor


class Mailboxes(Resource):
    """Mailboxes and their settings."""

    @modify(tags=["Mailboxes"])
    def get(self, parsed_query: Query[Paged]) -> MailboxPage:
        """List mailboxes.

        By address, with all settings but the secrets. How they are doing is told by /api/mail/mailboxes.
        """
        require_scope(self.actor, "mailboxes")
        rows, where = page_of(Mailbox.objects.order_by("address", "id"), parsed_query)
        return MailboxPage([shape(row) for row in rows], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Mailboxes"])
    def post(self, parsed_body: Body[NewMailboxBody]) -> MailboxShape:
        """Add a mailbox.

        It is read within seconds. Mail that lay there before stays untouched unless `startAt` says otherwise. Where Google
        or Microsoft sign in, a person connects it afterwards, in Settings → Mailboxes. 422 names every wrong field.
        """
        require_scope(self.actor, "mailboxes")
        with named_as_sent():
            row = actions.create_mailbox(fields=fields_of(parsed_body), by=self.actor, at=self.at)
        return shape(row)


class OneMailbox(Resource):
    """One mailbox."""

    @modify(tags=["Mailboxes"])
    def get(self, parsed_path: Path[IdPath]) -> MailboxShape:
        """Read a mailbox.

        All settings but the secrets.
        """
        return shape(mailbox_named(parsed_path.id, self.actor))

    @modify(tags=["Mailboxes"])
    def patch(self, parsed_path: Path[IdPath], parsed_body: Body[MailboxChangesBody]) -> MailboxShape:
        """Change a mailbox, pause it or let it go on.

        With another server, user, folder or start all is looked at again; nothing comes twice. Another server wants the
        password again, another account with Google or Microsoft wants to be connected again. Paused, nothing is fetched,
        taken or sent; mail waits. Mailboxes are never deleted, for their ledger stays. 409 `address_taken` for going on
        with an address that another organization has by now.
        """
        row, fields = mailbox_named(parsed_path.id, self.actor), fields_of(parsed_body)
        is_active = fields.pop("is_active", row.is_active)
        with named_as_sent():
            row = actions.change_mailbox(row, changes=fields, by=self.actor, at=self.at)
        switch = actions.activate if is_active else actions.deactivate
        if is_active != row.is_active:
            switch(row, by=self.actor, at=self.at)
            row.refresh_from_db()
        return shape(row)


def mailbox_named(id: str, actor: Actor) -> Mailbox:
    """The mailbox, for those who look after mail."""
    require_scope(actor, "mailboxes")
    row: Mailbox = row_named(Mailbox.objects, id, "mailbox")
    return row


def fields_of(body: MailboxSettings) -> dict[str, Any]:
    """What was sent, as the verbs take it."""
    return {name: value for name, value in msgspec.structs.asdict(body).items() if given(value)}
