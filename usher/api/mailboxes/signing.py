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
from usher.mail.outgoing.dkim_signing import domain_of, records_of


class DnsRecord(msgspec.Struct, frozen=True):
    """A TXT record to publish."""

    way: Annotated[str, Meta(description="RSA, or Ed25519, which is optional", examples=["RSA"])]
    name: Annotated[str, Meta(examples=["usher202611221300._domainkey.example.com"])]
    value: Annotated[str, Meta(examples=["v=DKIM1; k=rsa; p=MIIBIjANBg…"])]


class Signing(msgspec.Struct, rename="camel", frozen=True):
    """Whether what leaves is signed, and for which domain. Without keys, or with unreadable ones, there are no records."""

    signs: bool
    signs_ed25519: Annotated[bool, Meta(description="With the second key too")]
    domain: Annotated[str, Meta(examples=["example.com"])]
    records: list[DnsRecord]


class CheckedRecord(DnsRecord, rename="camel", frozen=True, kw_only=True):
    """A record, and what DNS says of it."""

    is_right: Annotated[bool | None, Meta(description="null: DNS could not be asked")]
    sentence: Annotated[str, Meta(examples=["The record is there and right."])]


class SigningChecked(msgspec.Struct, rename="camel", frozen=True):
    """The same, and what DNS said."""

    signs: bool
    signs_ed25519: bool
    domain: str
    records: list[CheckedRecord]


CHECKED = ResponseSpec(SigningChecked, status_code=HTTPStatus.OK)


class MailboxSigning(Resource):
    """Signing what leaves a mailbox."""

    @modify(tags=["Mailboxes"])
    def get(self, parsed_path: Path[IdPath]) -> Signing:
        """Read how a mailbox signs.

        Whether it does, and the TXT records to publish; never the keys.
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
        """Make new keys.

        RSA and Ed25519, under a new name; nothing is signed until the record of the first is published and checked. Leave
        the old records in place for a week, so that mail on its way can be verified.
        """
        return _shape(actions.make_dkim_key(mailbox_named(parsed_path.id, self.actor), by=self.actor, at=self.at))


class MailboxSigningCheck(Resource):
    """Asking DNS."""

    keeps_answers = False  # DNS answers anew

    @enters_itself
    @validate(CHECKED, *REFUSALS, tags=["Mailboxes"])
    def post(self, parsed_path: Path[IdPath]) -> HttpResponse:
        """Ask DNS for the records, and begin to sign when that of the RSA key is right.

        With the Ed25519 key too when its record is there. It may take ten seconds. 409 `no_signing_key` without a key.
        """
        with entered(self.caller.organization_id):
            records = records_of(mailbox_named(parsed_path.id, self.actor))
        if not records:
            raise actions.NoKey("Make a key first and publish its record.")
        found = [look_up(each.name, each.value) for each in records]  # outside of the transaction: DNS may take its time
        with entered(self.caller.organization_id):
            row = mailbox_named(parsed_path.id, self.actor)
            row = actions.sign_as_published(row, [each.is_right for each in found], by=self.actor, at=timezone.now())
        told = SigningChecked(bool(row.dkim_domain), row.dkim_signs_ed25519, domain_of(row), [
            CheckedRecord(way=each.way, name=each.name, value=each.value, is_right=said.is_right, sentence=said.sentence)
            for each, said in zip(records, found, strict=True)
        ])  # fmt: skip
        return HttpResponse(encode(told), content_type="application/json")


def _shape(row: Mailbox) -> Signing:
    records = [DnsRecord(each.way, each.name, each.value) for each in records_of(row)]
    return Signing(bool(records and row.dkim_domain), row.dkim_signs_ed25519, domain_of(row), records)
