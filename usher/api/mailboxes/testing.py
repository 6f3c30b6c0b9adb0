"""Trying the connections of a mailbox, with its settings or with others that are not saved."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from django.http import HttpResponse
from dmr import Body, Path, validate
from msgspec import Meta

from usher.api.fields import IdPath
from usher.api.mailboxes.resource import fields_of, mailbox_named
from usher.api.mailboxes.shapes import MailboxSettings, MailboxTrialBody, NewMailboxBody
from usher.api.naming import named_as_sent
from usher.api.resource import REFUSALS, Resource, ResponseSpec, encode, enters_itself
from usher.api.scopes import require_scope
from usher.base.tenancy import entered
from usher.mail import actions
from usher.mail.models import Mailbox


class WayChecked(msgspec.Struct, frozen=True):
    """One way, in or out."""

    works: bool
    sentence: Annotated[str, Meta(examples=["Connected: 12 messages in INBOX."])]
    part: Annotated[str, Meta(description="What failed: name, refused, timeout, tls, login, folder …; empty: nothing did")]


class MailboxReport(msgspec.Struct, frozen=True):
    """Both ways; null for one that is not set up."""

    works: bool
    imap: WayChecked | None
    smtp: WayChecked | None


ANSWER = ResponseSpec(MailboxReport, status_code=HTTPStatus.OK)


class NewMailboxTest(Resource):
    """Trying a mailbox before it is added."""

    keeps_answers = False  # it only looks

    @enters_itself
    @validate(ANSWER, *REFUSALS, tags=["Mailboxes"])
    def post(self, parsed_body: Body[NewMailboxBody]) -> HttpResponse:
        """Test the connections of a mailbox that is not there yet.

        Signs in at both servers and opens the folder, 10 seconds at most for each step; nothing is saved, sent or changed.
        Answers 200 also when they do not work, and says what fails.
        """
        return _tested(self, None, parsed_body)


class MailboxTest(Resource):
    """Trying a mailbox."""

    keeps_answers = False  # it only looks

    @enters_itself
    @validate(ANSWER, *REFUSALS, tags=["Mailboxes"])
    def post(self, parsed_path: Path[IdPath], parsed_body: Body[MailboxTrialBody]) -> HttpResponse:
        """Test the connections of a mailbox.

        With its settings, and those of the body instead where there are any; nothing is saved, sent or changed.
        Answers 200 also when they do not work, and says what fails.
        """
        return _tested(self, parsed_path.id, parsed_body)


def _tested(resource: Resource, id: str | None, body: MailboxSettings) -> HttpResponse:
    with entered(resource.caller.organization_id), named_as_sent():
        require_scope(resource.actor, "mailboxes")
        row: Mailbox | None = mailbox_named(id, resource.actor) if id else None
        drafted = actions.drafted(row, fields_of(body))
    # Outside of the transaction: a server that does not answer must not hold one of our database's.
    report = actions.test_connection(drafted)
    told = MailboxReport(report.works, _way(report.imap), _way(report.smtp))
    return HttpResponse(encode(told), content_type="application/json")


def _way(check: actions.Check | None) -> WayChecked | None:
    return WayChecked(check.works, check.sentence, check.part) if check else None
