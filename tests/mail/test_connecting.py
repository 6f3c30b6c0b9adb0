"""What is said when a mail server cannot be used."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import timezone

from tests.servers import HOST, PASSWORD, USER, free_port, imap_server, smtp_server
from tests.world import World
from usher.base.refusals import Invalid
from usher.base.secrets import decrypt, encrypt
from usher.mail import explaining
from usher.mail.actions import create_mailbox, test_connection
from usher.mail.actions.testing_mailboxes import Check
from usher.mail.models import Mailbox
from usher.people.actors import SYSTEM

check_connection = test_connection
check_connection.__test__ = False  # type: ignore[attr-defined]
del test_connection


def box(**fields: object) -> Mailbox:
    given = {"imap_host": "", "smtp_host": "", "imap_encryption": "none", "smtp_encryption": "none", **fields}
    return Mailbox(address=USER, created_at=timezone.now(), **given)


def part(check: Check | None) -> str:
    assert check is not None and not check.works and check.sentence.endswith(".")
    return check.part


@contextmanager
def silent() -> Iterator[int]:
    """A port that accepts and says nothing."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_both_ways_work(world: World) -> None:
    with imap_server() as imap, smtp_server(login=("ada", "secret")) as smtp:
        report = check_connection(box(
            imap_host=HOST, imap_port=imap.port, imap_user=USER, imap_password=encrypt(PASSWORD),
            smtp_host=HOST, smtp_port=smtp.port, smtp_user="ada", smtp_password=encrypt("secret"),
        ))  # fmt: skip
    assert report.imap == Check(True, "Connected: 0 messages in INBOX.")
    assert report.smtp == Check(True, f"Connected: {HOST} takes our mail.") and report.works


def test_M11_the_folder_of_sent_mail_is_told_apart(world: World) -> None:
    with imap_server() as imap:
        with imap.session() as session:
            session.create("Sent")
        fields = {"imap_host": HOST, "imap_port": imap.port, "imap_user": USER, "imap_password": encrypt(PASSWORD)}
        report = check_connection(box(**fields, imap_folder="Sent"))
    assert report.imap and report.imap.works and "looks like the folder of sent mail" in report.imap.sentence


def test_wrong_passwords_and_folders_are_named(world: World) -> None:
    with imap_server() as imap, smtp_server(login=("ada", "secret")) as smtp:
        bad = {"imap_host": HOST, "imap_port": imap.port, "imap_user": USER}
        assert part(check_connection(box(**bad, imap_password=encrypt("no"))).imap) == "login"
        missing = box(**bad, imap_password=encrypt(PASSWORD), imap_folder="Nowhere")
        assert part(check_connection(missing).imap) == "folder"
        wrong = box(smtp_host=HOST, smtp_port=smtp.port, smtp_user="ada", smtp_password=encrypt("no"))
        assert part(check_connection(wrong).smtp) == "login"
        for encryption in ("tls", "starttls"):
            shown = box(smtp_host=HOST, smtp_port=smtp.port, smtp_encryption=encryption)
            assert part(check_connection(shown).smtp) == "tls"
            read = box(**bad, imap_password=encrypt(PASSWORD), imap_encryption=encryption)
            assert part(check_connection(read).imap) == "tls"


def test_another_service_at_the_port_is_named(world: World) -> None:
    with imap_server() as imap, smtp_server() as smtp:
        crossed = {"imap_host": HOST, "imap_port": smtp.port, "smtp_host": HOST, "smtp_port": imap.port}
        report = check_connection(box(**crossed, imap_user=USER, imap_password=encrypt(PASSWORD)))
    assert part(report.imap) == part(report.smtp) == "protocol"
    assert report.imap and f"{smtp.port} does not speak IMAP; it says: 220 " in report.imap.sentence
    assert report.smtp and f"{imap.port} does not speak SMTP; it says: [CAPABILITY" in report.smtp.sentence


def test_what_a_server_says_ends_with_one_full_stop(world: World) -> None:
    with imap_server() as imap:
        report = check_connection(box(imap_host=HOST, imap_port=imap.port, imap_user=USER, imap_password=encrypt("no")))
    assert report.imap and "credentials. Check" in report.imap.sentence and ".." not in report.imap.sentence


@pytest.mark.parametrize("way", ["imap", "smtp"])
def test_names_ports_and_silence_are_told_apart(world: World, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from usher.mail.actions import testing_mailboxes

    monkeypatch.setattr(testing_mailboxes, "TIMEOUT", 0.3)
    with silent() as mute:
        for host, port, wanted in ((HOST, free_port(), "refused"), (HOST, mute, "timeout"), ("no.such.invalid", 1, "name")):
            report = check_connection(box(**{f"{way}_host": host, f"{way}_port": port}))
            assert part(getattr(report, way)) == wanted


def test_an_untrusted_certificate_is_named() -> None:
    error = ssl.SSLCertVerificationError()
    error.verify_message = "self-signed certificate"
    tls = explaining.Encryption.TLS
    with pytest.raises(explaining.ConnectionFailed, match="self-signed"), explaining.in_words("a:1", tls, ""):
        raise error


def test_passwords_are_encrypted_at_rest(world: World) -> None:
    fields = {"address": USER, "imap_host": HOST, "imap_user": USER, "imap_password": PASSWORD, "smtp_host": HOST}
    row = create_mailbox(fields=fields, by=SYSTEM, at=timezone.now())
    row.refresh_from_db()
    assert PASSWORD.encode() not in bytes(row.imap_password) and decrypt(row.imap_password) == PASSWORD


def test_every_wrong_field_of_a_mailbox_is_named(world: World) -> None:
    fields = {
        "address": "nobody", "imap_host": "https://mail.example/", "imap_port": "0", "smtp_port": "x",
        "smtp_encryption": "ssl", "color": "red", "smtp_user": "ada", "smtp_host": "mail.example",
    }  # fmt: skip
    with pytest.raises(Invalid) as refused:
        create_mailbox(fields=fields, by=SYSTEM, at=timezone.now())
    assert set(refused.value.errors) == {
        "address", "imap_host", "imap_port", "smtp_port", "smtp_encryption", "color", "smtp_password", "imap_user",
        "imap_password",
    }  # fmt: skip


def test_an_address_serves_one_organization_only(world: World) -> None:
    from usher.base.tenancy import entered

    with entered(world.elsewhere.pk):
        create_mailbox(fields={"address": USER}, by=SYSTEM, at=timezone.now())
    with pytest.raises(Invalid, match="another organization"):
        create_mailbox(fields={"address": USER}, by=SYSTEM, at=timezone.now())
