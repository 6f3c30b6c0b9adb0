"""What a mailbox signs can be verified after our own way out, and every attempt sends the same bytes."""

from typing import Any

import dkim
import dns.resolver
import dns.rrset
import pytest
from django.utils import timezone

from tests.servers import HOST, Received, smtp_server
from tests.world import NOON, World
from usher.base.secrets import decrypt
from usher.base.tenancy import current_id
from usher.events.models import Event
from usher.mail import actions
from usher.mail.message import Address
from usher.mail.models import Mailbox, OutgoingMail, Recipient
from usher.mail.outgoing.compose import File, compose
from usher.mail.outgoing.dkim_keys import record_value
from usher.mail.outgoing.dkim_looking import look_up
from usher.mail.outgoing.dkim_signing import records_of
from usher.mail.outgoing.outbox import Letter, queue
from usher.mail.outgoing.sending import attempt
from usher.people.actors import SYSTEM


@pytest.fixture(params=["RSA", "RSA and Ed25519"])
def box(world: World, request: pytest.FixtureRequest) -> Mailbox:
    made = Mailbox.objects.create(address="help@pine.example", smtp_host="sink", created_at=NOON)
    actions.make_dkim_key(made, by=SYSTEM, at=NOON)
    return actions.start_signing(made, by=SYSTEM, at=NOON, with_ed25519="Ed25519" in request.param)


def mail(**changes: Any) -> bytes:
    values: dict[str, Any] = {
        "sender": Address("Ada via Söpport", "help@pine.example"), "to": [Address("Carl", "carl@bakery.example")],
        "subject": "Größe des Ofens – " + "lang " * 40, "text": "ü" * 3000 + "\n.\nFrom here\n  trailing  \n\n\n",
        "html": "<p>" + "Öfen " * 900 + "</p>", "message_id": "<t.1.a.b@pine.example>", "date": NOON,
        "attachments": [File("a.bin", "application/octet-stream", bytes(range(256)) * 20)],
        "references": [f"<{n}@fir.example>" for n in range(90)],
    }  # fmt: skip
    return compose(**(values | changes))


def verified(raw: bytes, box: Mailbox) -> bool:
    """Whether every signature holds; that one holds and another does not is no state that we know."""
    published = {each.name: each.value for each in records_of(box)}
    count = raw.lower().count(b"dkim-signature: ")

    def holds(number: int) -> bool:
        try:
            return bool(dkim.DKIM(raw).verify(number, dnsfunc=lambda name, **_: published[name.decode()[:-1]].encode()))
        except dkim.DKIMException:
            return False

    answers = {holds(number) for number in range(count)}
    assert count == 1 + box.dkim_signs_ed25519 and len(answers) == 1
    return answers.pop()


def queued(box: Mailbox, content: bytes) -> OutgoingMail:
    letter = Letter("reply", "<t.1.a.b@pine.example>", "Oven", content, ["carl@bakery.example"])
    made = queue(letter, mailbox=box, at=NOON)
    made.refresh_from_db()
    return made


def test_what_is_queued_is_signed_and_cannot_be_changed(box: Mailbox) -> None:
    raw = bytes(queued(box, mail()).content)
    assert verified(raw, box)
    for a, b in (
        (b"To: ", b"To: Eve <eve@x.example>, "),
        (b"Carl", b"Karl"),
        (b"=C3=BC", b"=C3=B6"),
        (b"Date: Mon", b"Date: Tue"),
    ):
        assert not verified(raw.replace(a, b, 1), box), a
    assert not verified(b"From: eve@x.example\r\n" + raw, box)


def test_an_unsigned_mailbox_and_another_domain_leave_the_bytes_as_they_are(box: Mailbox) -> None:
    stopped = actions.stop_signing(box, by=SYSTEM, at=NOON)
    assert bytes(queued(stopped, b"From: a@pine.example\r\n\r\nx\r\n").content) == b"From: a@pine.example\r\n\r\nx\r\n"
    moved = actions.start_signing(box, by=SYSTEM, at=NOON)
    moved.address = "help@fir.example"
    OutgoingMail.objects.all().delete()
    assert b"DKIM-Signature" not in bytes(queued(moved, mail()).content)


def test_a_key_that_cannot_be_read_keeps_no_mail_back(box: Mailbox) -> None:
    box.dkim_key = b"of another installation"
    content = mail()
    assert bytes(queued(box, content).content) == content


def test_the_key_is_encrypted_and_told_to_nobody(box: Mailbox) -> None:
    pem = decrypt(box.dkim_key)
    assert "PRIVATE KEY" in pem and b"PRIVATE" not in bytes(box.dkim_key)
    told = [row.data for row in Event.objects.filter(subject_id=box.pk, name__startswith="mailbox.signing")]
    assert told == [
        {"selector": box.dkim_selector, "domain": ""}, {"selector": box.dkim_selector, "domain": "pine.example"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "is_right", "word"),
    [
        ([], False, "no TXT record"),
        ([b"v=spf1 -all"], False, "something else"),
        ([b"v=DKIM1; p=AAAA"], False, "something else"),
    ],
)
def test_what_dns_says(answer: list[bytes], is_right: bool, word: str, box: Mailbox) -> None:
    value = record_value(decrypt(box.dkim_key))

    def asked(name: str, kind: str, seconds: float) -> list[Any]:
        return ["a.root-servers.net"] if (name, kind) == (".", "NS") else answer

    found = look_up("x._domainkey.pine.example", value, resolver=asked)
    assert found.is_right is is_right and word in found.sentence
    cut = [value.replace("p=", "p= ").encode()]
    assert look_up("x", value, resolver=lambda *_: cut).is_right


@pytest.mark.parametrize(
    "error",
    [
        dns.resolver.NXDOMAIN,  # a closed network's: it denies every name, the root too
        dns.resolver.NoResolverConfiguration, dns.resolver.LifetimeTimeout, dns.resolver.NoNameservers, OSError,
    ],
)  # fmt: skip
def test_a_dns_that_knows_nothing_says_nothing_of_the_record(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolve(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr(dns.resolver, "resolve", resolve)
    found = look_up("x._domainkey.pine.example", "v=DKIM1; p=AAAA")
    assert found.is_right is None and "could not be asked" in found.sentence


def test_one_name_that_is_missing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(name: str, kind: str, **_: Any) -> Any:
        if name != ".":
            raise dns.resolver.NXDOMAIN
        return dns.rrset.from_text(".", 60, "IN", kind, "a.root-servers.net.")

    monkeypatch.setattr(dns.resolver, "resolve", resolve)
    found = look_up("x._domainkey.pine.example", "v=DKIM1; p=AAAA")
    assert found.is_right is False and "no TXT record" in found.sentence


def test_it_survives_our_own_way_out_and_every_attempt_sends_the_same_bytes(box: Mailbox) -> None:
    eight_bit = b"\r\n".join([
        b"From: help@pine.example", b"To: carl@bakery.example", b"Subject: Oven", b"Message-ID: <8@pine.example>",
        b"MIME-Version: 1.0", b"Content-Type: text/plain; charset=utf-8", b"Content-Transfer-Encoding: 8bit", b"",
        "Grüße ".encode() * 120, b".", b"..dots", b"", b"", b"",
    ])  # fmt: skip
    tried: list[bytes] = []

    def later_once(received: Received) -> str | None:
        tried.append(received.content)
        return "451 4.3.0 Greylisted" if len(tried) % 2 else None

    with smtp_server() as server:
        server.on_data = later_once
        fields = {"smtp_host": HOST, "smtp_port": server.port, "smtp_encryption": "none"}
        out = actions.change_mailbox(box, changes=fields, by=SYSTEM, at=NOON)
        for message_id, content in (("<7@pine.example>", mail()), ("<8@pine.example>", eight_bit)):
            letter = Letter("account", message_id, "Oven", content, ["carl@bakery.example"])
            made = queue(letter, mailbox=out, at=timezone.now())
            for _ in range(2):
                Recipient.objects.filter(mail=made, state="queued").update(next_attempt_at=timezone.now())
                attempt(current_id(), made.pk)
            assert [each.state for each in made.recipients.all()] == ["accepted"]
    assert len(tried) == 4 and tried[0] == tried[1] and tried[2] == tried[3]
    assert all(verified(each, box) for each in tried)
