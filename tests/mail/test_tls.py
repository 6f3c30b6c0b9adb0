"""Encrypted connections, with certificates of a real authority: trusted ones work, others are refused in plain words."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme
from django.utils import timezone

from tests.between import between
from tests.mail.letters import letter
from tests.servers import PASSWORD, USER, Imap, Smtp, imap_server, smtp_server
from tests.world import World
from usher.base.secrets import encrypt
from usher.mail.actions.testing_mailboxes import test_connection as check_connection
from usher.mail.connecting import smtp
from usher.mail.models import Mailbox

check_connection.__test__ = False  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """This machine trusts the authority, as an operator would make it."""
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return authority


def context_for(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@contextmanager
def imap_by(way: str, authority: trustme.CA, name: str, folder: Path) -> Iterator[tuple[Imap, int]]:
    if way == "tls":
        with imap_server() as server, between(server.port, context_for(authority, name)) as outside:
            yield server, outside.port
        return
    issued = authority.issue_cert(name)
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    issued.cert_chain_pems[0].write_to_path(certificate)
    issued.private_key_pem.write_to_path(key)
    with imap_server(certificate=(str(certificate), str(key))) as server:
        yield server, server.port


@contextmanager
def smtp_by(way: str, authority: trustme.CA, name: str) -> Iterator[Smtp]:
    context = context_for(authority, name)
    with smtp_server(login=("ada", "secret"), **{way: context}) as server:  # type: ignore[arg-type]
        yield server


def reading(port: int, encryption: str) -> Mailbox:
    return Mailbox(
        address=USER, created_at=timezone.now(), imap_host="localhost", imap_port=port, imap_encryption=encryption,
        imap_user=USER, imap_password=encrypt(PASSWORD),
    )  # fmt: skip


def sending(port: int, encryption: str) -> Mailbox:
    return Mailbox(
        address=USER, created_at=timezone.now(), smtp_host="localhost", smtp_port=port, smtp_encryption=encryption,
        smtp_user="ada", smtp_password=encrypt("secret"),
    )  # fmt: skip


@pytest.mark.parametrize("way", ["tls", "starttls"])
def test_mail_is_read_over_a_trusted_connection(world: World, trusted: trustme.CA, way: str, tmp_path: Path) -> None:
    with imap_by(way, trusted, "localhost", tmp_path) as (_, port):
        report = check_connection(reading(port, way))
    assert report.imap and report.imap.works, report.imap


@pytest.mark.parametrize("way", ["tls", "starttls"])
def test_mail_leaves_over_a_trusted_connection(world: World, trusted: trustme.CA, way: str) -> None:
    with smtp_by(way, trusted, "localhost") as server, smtp(sending(server.port, way)) as session:
        session.sendmail(USER, ["carl@bakery.example"], letter())
    assert len(server.mails) == 1


@pytest.mark.parametrize("way", ["tls", "starttls"])
def test_a_certificate_of_another_name_is_refused(world: World, trusted: trustme.CA, way: str, tmp_path: Path) -> None:
    with imap_by(way, trusted, "mail.other.example", tmp_path) as (_, port):
        report = check_connection(reading(port, way))
    assert report.imap and report.imap.part == "tls"
    assert report.imap.sentence.endswith("another name than localhost. Write the server's own full name.")
    with smtp_by(way, trusted, "mail.other.example") as server:
        report = check_connection(sending(server.port, way))
    assert report.smtp and report.smtp.part == "tls" and "another name than localhost" in report.smtp.sentence
    assert not server.mails


@pytest.mark.parametrize("way", ["tls", "starttls"])
def test_a_certificate_of_an_unknown_authority_is_refused(
    world: World, authority: trustme.CA, way: str, tmp_path: Path
) -> None:
    with imap_by(way, authority, "localhost", tmp_path) as (_, port):
        report = check_connection(reading(port, way))
    assert report.imap and report.imap.part == "tls" and "nobody that this machine trusts" in report.imap.sentence
    with smtp_by(way, authority, "localhost") as server:
        report = check_connection(sending(server.port, way))
    assert report.smtp and report.smtp.part == "tls" and "nobody that this machine trusts" in report.smtp.sentence


def test_a_certificate_that_has_ended_is_refused(world: World, trusted: trustme.CA) -> None:
    from datetime import UTC, datetime

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trusted.issue_cert("localhost", not_after=datetime(2026, 1, 1, tzinfo=UTC)).configure_cert(context)
    with smtp_server(tls=context) as server:
        report = check_connection(sending(server.port, "tls"))
    assert report.smtp and "is not valid today" in report.smtp.sentence


def test_starttls_that_is_not_offered_is_not_done_without(world: World, trusted: trustme.CA) -> None:
    with smtp_server(login=("ada", "secret")) as server:
        report = check_connection(sending(server.port, "starttls"))
    assert report.smtp and report.smtp.part == "tls" and "does not speak STARTTLS" in report.smtp.sentence
