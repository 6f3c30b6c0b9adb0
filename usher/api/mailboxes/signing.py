"""/api/mailboxes/{id}/signing: the key that signs what leaves (DKIM), and what DNS must say of it."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from dmr import Path, modify, validate
from msgspec import Meta

from usher.api.fields import IdPath
from usher.api.mailboxes.resource import mailbox_named
from usher.api.resource import REFUSALS, Resource, ResponseSpec, encode, enters_itself
from usher.base.tenancy import entered
from usher.mail import actions
from usher.mail.models import Mailbox
from usher.mail.outgoing.dkim_looking import look_up
from usher.mail.outgoing.dkim_signing import domain_of, record_of


class DnsRecord(msgspec.Struct, frozen=True):
    """A TXT record to publish."""

    name: Annotated[str, Meta(examples=["usher202611221300._domainkey.example.com"])]
    value: Annotated[str, Meta(examples=["v=DKIM1; k=rsa; p=MIIBIjANBg…"])]


class Signing(msgspec.Struct, frozen=True):
    """Whether what leaves is signed, and for which domain. Without a key, or with an unreadable one, there is no record."""

    signs: bool
    domain: Annotated[str, Meta(examples=["example.com"])]
    record: DnsRecord | None


class SigningChecked(Signing, rename="camel", frozen=True, kw_only=True):
    """The same, and what DNS said."""

    is_right: Annotated[bool | None, Meta(description="null: DNS could not be asked")]
    sentence: Annotated[str, Meta(examples=["The record is there and right."])]


CHECKED = ResponseSpec(SigningChecked, status_code=HTTPStatus.OK)


class MailboxSigning(Resource):
    """Signing what leaves a mailbox."""

    @modify(tags=["Mailboxes"])
    def get(self, parsed_path: Path[IdPath]) -> Signing:
        """Read how a mailbox signs.

        Whether it does, and the TXT record to publish; never the key.
        """
        return _shape(mailbox_named(parsed_path.id, self.actor))

    @modify(status_code=HTTPStatus.OK, tags=["Mailboxes"])
    def put(self, parsed_path: Path[IdPath]) -> Signing:
        """Begin to sign without asking DNS.

        For those who know that the record is there: where it is not, receivers may take the mail for forged.
        409 `no_signing_key` without a key.
        """
        return _shape(actions.start_signing(mailbox_named(parsed_path.id, self.actor), by=self.actor, at=self.at))

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Mailboxes"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Sign nothing any more.

        The key stays, and signing can begin again.
        """
        actions.stop_signing(mailbox_named(parsed_path.id, self.actor), by=self.actor, at=self.at)


class MailboxSigningKey(Resource):
    """The key."""

    @modify(status_code=HTTPStatus.OK, tags=["Mailboxes"])
    def post(self, parsed_path: Path[IdPath]) -> Signing:
        """Make a new key.

        Under a new name; nothing is signed until its record is published and checked. Leave the old record in place for
        a week, so that mail on its way can be verified.
        """
        return _shape(actions.make_dkim_key(mailbox_named(parsed_path.id, self.actor), by=self.actor, at=self.at))


class MailboxSigningCheck(Resource):
    """Asking DNS."""

    keeps_answers = False  # DNS answers anew

    @enters_itself
    @validate(CHECKED, *REFUSALS, tags=["Mailboxes"])
    def post(self, parsed_path: Path[IdPath]) -> HttpResponse:
        """Ask DNS for the record, and begin to sign when it is right.

        It may take five seconds. 409 `no_signing_key` without a key.
        """
        with entered(self.caller.organization_id):
            record = record_of(mailbox_named(parsed_path.id, self.actor))
        if record is None:
            raise actions.NoKey("Make a key first and publish its record.")
        found = look_up(*record)  # outside of the transaction: DNS may take its time
        with entered(self.caller.organization_id):
            row = mailbox_named(parsed_path.id, self.actor)
            if found.is_right and not row.dkim_domain:
                row = actions.start_signing(row, by=self.actor, at=timezone.now())
            told = SigningChecked(
                **msgspec.structs.asdict(_shape(row)), is_right=found.is_right, sentence=found.sentence
            )  # fmt: skip
        return HttpResponse(encode(told), content_type="application/json")


def _shape(row: Mailbox) -> Signing:
    record = record_of(row)
    return Signing(bool(record and row.dkim_domain), domain_of(row), DnsRecord(*record) if record else None)
