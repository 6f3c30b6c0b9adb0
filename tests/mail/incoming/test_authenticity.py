"""Who is believed about a sender, and what our own port finds out by itself."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.mail.letters import letter
from usher.mail.incoming.authenticity import judge
from usher.mail.incoming.authenticity.asking import NoDNS
from usher.mail.incoming.authenticity.results import read_results
from usher.mail.incoming.parse import parse
from usher.mail.models import IncomingMail, Mailbox

Records = Mapping[tuple[str, str], Sequence[Any]]
GOOD = "mx.pine.example; dmarc=pass header.from=bakery.example"


def judged(
    raw: bytes, *, records: Records | None = None, source: str = "pipe", client_ip: str = "", **box: str
) -> IncomingMail:
    """The ledger's row after judging; the DNS holds `records`, or is silent."""

    def resolver(name: str, kind: str, seconds: float) -> Sequence[Any]:
        if records is None:
            raise NoDNS("nobody answers")
        return records.get((name.lower(), kind), [])

    mailbox = Mailbox(organization_id=1, address="help@pine.example", **{"trusted_authserv_id": "mx.pine.example", **box})
    mail = IncomingMail(
        organization_id=1, mailbox=mailbox, source=source, client_ip=client_ip, helo="mail.bakery.example",
        envelope_from="carl@bakery.example", authentication={},
    )  # fmt: skip
    judge(mail, parse(raw), raw, resolver=resolver)
    return mail


def test_results_are_read_with_comments_quotes_folding_and_several_methods() -> None:
    read = read_results(
        'MX.Pine.Example (border (inner) \\) one) 1 ; dkim/1 = pass (2048-bit; "key") reason="good; really"\r\n'
        " header.d=bakery.example header.i=@bakery.example; spf=softfail smtp.mailfrom=carl@bakery.example;dmarc=FAIL"
    )
    assert read.server == "mx.pine.example" and [each.method for each in read.found] == ["dkim", "spf", "dmarc"]
    assert read.of("dkim")[0].properties["header.d"] == "bakery.example"
    assert [each.result for each in read.found] == ["pass", "softfail", "fail"]
    assert read_results("mx.pine.example; none").found == ()
    assert read_results("mx.pine.example; dkim=fail header.d=a.example header.d=b.example").of("dkim")[0].properties == {
        "header.d": "a.example"
    }


@pytest.mark.parametrize("value", ["", ";", "=", "a;=;==;;", "((((", '"\\', "x;a=", "x;dkim=(", 'x; a="b', "\\"])
def test_broken_results_are_no_results(value: str) -> None:
    assert all(each.result for each in read_results(value).found)


def test_only_the_named_servers_topmost_result_counts() -> None:
    forged = letter(Authentication_Results=GOOD)
    bad = b"Authentication-Results: mx.pine.example; dmarc=fail header.from=bakery.example\r\n" + forged
    assert judged(forged).is_verified is True
    mail = judged(b"Authentication-Results: scanner.example; dmarc=pass\r\n" + bad)
    assert (mail.is_verified, mail.authentication["dmarc"], mail.authentication["by"]) == (False, "fail", "mx.pine.example")
    assert judged(letter(Authentication_Results="elsewhere.example; dmarc=pass")).is_verified is None


def test_without_a_name_nobody_is_believed_but_known_providers() -> None:
    raw = letter(Authentication_Results="mx.google.com; dmarc=pass (p=NONE) header.from=bakery.example")
    assert judged(raw, trusted_authserv_id="").is_verified is None
    assert judged(raw, trusted_authserv_id="", source="imap", imap_host="imap.gmail.com").is_verified is True
    assert judged(raw, trusted_authserv_id="", source="pipe", imap_host="imap.gmail.com").is_verified is None
    disowned = letter(Authentication_Results="elsewhere.example; dmarc=fail header.from=bakery.example")
    assert judged(disowned, trusted_authserv_id="").is_verified is False
    nameless = "spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=bakery.example; dmarc=bestguesspass header.from=bakery.example"
    office = {"trusted_authserv_id": "", "source": "imap", "imap_host": "outlook.office365.com"}
    assert judged(letter(Authentication_Results=nameless), **office).is_verified is True
    other = b"Authentication-Results: x.example; none\r\n" + letter(Authentication_Results=nameless)
    assert judged(other, **office).is_verified is None


def test_amazons_finding_is_believed_where_amazon_hands_the_mail_over() -> None:
    raw = letter(Authentication_Results="amazonses.com; spf=pass; dmarc=pass header.from=bakery.example")
    by_amazon = {"trusted_authserv_id": "", "webhook_provider": "amazon"}
    assert judged(raw, source="hook", **by_amazon).is_verified is True
    assert judged(raw, source="imap", **by_amazon).is_verified is None
    assert judged(raw, source="hook", trusted_authserv_id="", webhook_provider="sparkpost").is_verified is None


def test_M03_whoever_tells_of_a_failure_may_have_any_name() -> None:
    raw = b"Authentication-Results: m\xf6\x00x" + b"x" * 15_000 + b"; dmarc=fail header.from=bakery.example\r\n" + letter()
    by = judged(raw).authentication["by"]
    assert len(by) <= 200 and by.isprintable() and by.encode()


def test_encoded_words_cannot_forge_a_result() -> None:
    raw = letter().replace(
        b"Subject:",
        b"Authentication-Results: mx.pine.example; spf=none smtp.mailfrom==?utf-8?q?x;_dmarc=3Dpass_?=\nSubject:",
        1,
    )
    assert judged(raw).is_verified is False


@pytest.mark.parametrize(
    ("results", "verified"),
    [
        ("dkim=pass header.d=mail.bakery.example", True),
        ("dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example", False),
        ("spf=pass smtp.mailfrom=bounce@bakery.example", True),
        ("dmarc=pass header.from=evil.example", None),
        ("dmarc=temperror", None),
    ],
)
def test_without_dmarc_a_proof_of_the_same_domain_does(results: str, verified: bool | None) -> None:
    assert judged(letter(Authentication_Results=f"mx.pine.example; {results}")).is_verified is verified


def test_two_senders_are_never_verified() -> None:
    raw = b"From: boss@bakery.example\r\n" + letter(Authentication_Results=GOOD)
    assert judged(raw).is_verified is False


@pytest.mark.parametrize(
    "mark",
    [
        {"X_Spam_Flag": "YES"}, {"X_Spam_Status": "Yes, score=9.1"}, {"X_MS_Exchange_Organization_SCL": "6"},
        {"X_Forefront_Antispam_Report": "CIP:1.2.3.4;SFV:SPM;H:x"}, {"X_SES_Spam_Verdict": "FAIL"},
        {"X_Mailgun_SFlag": "Yes"},
    ],
)  # fmt: skip
def test_spam_is_known_by_the_filters_before_us(mark: dict[str, str]) -> None:
    assert judged(letter(**mark)).is_spam is True  # type: ignore[arg-type]


def test_no_spam_is_no_spam() -> None:
    assert judged(letter(X_Spam_Flag="NO", X_Spam_Status="No", X_MS_Exchange_Organization_SCL="-1")).is_spam is False


SPF = {("bakery.example", "TXT"): [b"v=spf1 ip4:8.8.4.0/24 -all"]}
DMARC = {("_dmarc.bakery.example", "TXT"): [b"v=DMARC1; p=reject"]}


def test_our_port_checks_itself_and_believes_no_header_of_a_stranger() -> None:
    forged = letter(Authentication_Results=GOOD)
    mail = judged(forged, records={**SPF, **DMARC}, source="smtp", client_ip="8.8.8.8")
    assert (mail.is_verified, mail.authentication) == (
        False,
        {"by": "Usher", "spf": "fail", "dkim": "none", "dmarc": "fail"},
    )
    assert judged(forged, records={**SPF, **DMARC}, source="smtp", client_ip="::ffff:8.8.8.8").is_verified is False
    honest = judged(letter(), records={**SPF, **DMARC}, source="smtp", client_ip="8.8.4.4")
    assert (honest.is_verified, honest.authentication["spf"], honest.authentication["dmarc"]) == (True, "pass", "pass")
    plain = judged(letter(), records=SPF, source="smtp", client_ip="8.8.4.4")
    assert (plain.is_verified, plain.authentication["dmarc"]) == (True, "none")


def test_a_silent_dns_leaves_the_sender_unknown() -> None:
    mail = judged(letter(), records=None, source="smtp", client_ip="8.8.8.8")
    assert (mail.is_verified, mail.authentication["dmarc"]) == (None, "unknown")


def test_a_relay_of_our_own_is_no_failure_and_its_header_counts() -> None:
    relayed = judged(letter(), records={**SPF, **DMARC}, source="smtp", client_ip="127.0.0.1")
    assert (relayed.is_verified, relayed.authentication["dmarc"]) == (None, "unknown")
    assert judged(letter(Authentication_Results=GOOD), source="smtp", client_ip="10.0.0.5").is_verified is True


@pytest.mark.parametrize("is_first", [True, False])
def test_of_two_signatures_one_that_holds_is_enough(is_first: bool) -> None:
    """RFC 8463 §3: both ways at once; neither a second key nor an unknown way makes a mail forged."""
    raw = letter().replace(b"\n", b"\r\n")
    key, domain, names = Ed25519PrivateKey.generate(), b"bakery.example", [b"from", b"subject"]
    text, public = base64.b64encode(key.private_bytes_raw()), base64.b64encode(key.public_key().public_bytes_raw())
    new = dkim.sign(raw, b"e1", domain, text, signature_algorithm=b"ed25519-sha256", include_headers=names)
    records = {("e1._domainkey.bakery.example", "TXT"): [b"v=DKIM1; k=ed25519; p=" + public], **DMARC}
    odd = new.replace(b"s=e1", b"s=x1")
    records[("x1._domainkey.bakery.example", "TXT")] = [b"v=DKIM1; k=lattice; p=AAAA"]
    signed = b"".join([new, odd] if is_first else [odd, new]) + raw
    mail = judged(signed, records=records, source="smtp", client_ip="8.8.8.8")
    assert (mail.is_verified, mail.authentication["dkim"], mail.authentication["dmarc"]) == (True, "pass", "pass")
    spoiled = judged(signed.replace(b"stays cold", b"is stolen"), records=records, source="smtp", client_ip="8.8.8.8")
    assert (spoiled.is_verified, spoiled.authentication["dkim"]) == (False, "fail")


def test_a_signature_proves_its_domain_until_the_text_is_changed() -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    records = {("s1._domainkey.bakery.example", "TXT"): [b"v=DKIM1; p=" + base64.b64encode(public)], **DMARC}
    raw = letter().replace(b"\n", b"\r\n")
    signed = dkim.sign(raw, b"s1", b"bakery.example", pem, include_headers=[b"from", b"subject"]) + raw
    mail = judged(signed, records=records, source="smtp", client_ip="8.8.8.8")
    assert (mail.is_verified, mail.authentication["dkim"], mail.authentication["dmarc"]) == (True, "pass", "pass")
    spoiled = signed.replace(b"stays cold", b"is stolen")
    assert judged(spoiled, records=records, source="smtp", client_ip="8.8.8.8").is_verified is False
    part = dkim.sign(raw, b"s1", b"bakery.example", pem, include_headers=[b"from"], length=True) + raw + b"More\r\n"
    assert judged(part, records=records, source="smtp", client_ip="8.8.8.8").is_verified is False
