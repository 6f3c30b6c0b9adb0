"""Mailboxes of Google and Microsoft: signed in with tokens, at real servers, by a real little provider."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail as outbox
from django.db import connection
from django.utils import timezone

from tests.mail.letters import letter
from tests.provider import CLIENT, Provider, oauth_provider
from tests.servers import HOST, USER, Imap, imap_server, smtp_server
from tests.world import NOON, World
from usher.base.secrets import decrypt, encrypt
from usher.base.tenancy import current_id, entered
from usher.events.models import Event
from usher.mail.actions import change_mailbox, connect_account, test_connection
from usher.mail.connecting import ConnectionFailed, imap, smtp
from usher.mail.incoming.fetching import fetch_new
from usher.mail.models import IncomingMail, Mailbox, OutgoingMail, Recipient
from usher.mail.oauth import tokens as tokens_module
from usher.mail.oauth.asking import Grant, ProviderAway, SignInRefused
from usher.mail.oauth.tokens import access_token
from usher.mail.outgoing.outbox import Letter, queue
from usher.mail.outgoing.sending import attempt
from usher.mail.warning import warn_of_sign_in
from usher.people.actors import SYSTEM

check_connection = test_connection
check_connection.__test__ = False  # type: ignore[attr-defined]
del test_connection


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("oauth") / "tokens"
    path.write_text("none")
    return path


@pytest.fixture(scope="module")
def server(file: Path) -> Iterator[Imap]:
    with imap_server(tokens=file) as running:
        yield running


@pytest.fixture
def provider(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    monkeypatch.setattr(tokens_module, "_distrusted", {})
    with oauth_provider(file, monkeypatch) as running:
        yield running


def made(provider: Provider, port: int = 993, **columns: object) -> Mailbox:
    """A mailbox that was connected, whose access token has ended."""
    provider.refresh_token = "first refresh token"
    row: Mailbox = Mailbox.objects.create(
        address=USER, created_at=timezone.now(), sign_in="google", oauth_client_id=CLIENT[0],
        oauth_client_secret=encrypt(CLIENT[1]), oauth_refresh_token=encrypt(provider.refresh_token),
        imap_host=HOST, imap_port=port, imap_encryption="none", imap_user=USER, smtp_user=USER,
    )  # fmt: skip
    Mailbox.objects.filter(pk=row.pk).update(**columns)
    row.refresh_from_db()
    return row


def look(mailbox: Mailbox) -> int:
    mailbox.refresh_from_db()
    with imap(mailbox) as box:
        return fetch_new(current_id(), mailbox, box)


def test_mail_is_fetched_with_a_token_that_is_asked_for_once(world: World, provider: Provider, server: Imap) -> None:
    mailbox = made(provider, server.port)
    server.append(letter())
    assert (look(mailbox), look(mailbox)) == (1, 0)
    assert [asked["grant_type"] for asked in provider.asked] == ["refresh_token"]
    mailbox.refresh_from_db()
    assert b"Bearer" not in bytes(mailbox.oauth_access_token) and len(decrypt(mailbox.oauth_access_token)) > 10


@pytest.mark.parametrize(
    ("bearer", "first"), [(False, b"user=help@pine.example\x01"), (True, b"n,a=help@pine.example,\x01")]
)
def test_mail_leaves_with_a_token(world: World, provider: Provider, bearer: bool, first: bytes) -> None:
    with smtp_server(token=lambda: provider.tokens.read_text(), bearer=bearer) as receiver:
        mailbox = made(provider, smtp_host=HOST, smtp_port=receiver.port, smtp_encryption="none")
        with smtp(mailbox) as session:
            session.sendmail(USER, ["carl@bakery.example"], letter())
    assert [mail.recipients for mail in receiver.mails] == [["carl@bakery.example"]]
    assert receiver.seen[0].startswith(first)  # type: ignore[attr-defined]


def test_a_token_is_renewed_before_it_ends_and_a_rotated_one_is_kept(world: World, provider: Provider) -> None:
    mailbox = made(provider)
    first = access_token(mailbox)
    assert access_token(mailbox) == first
    mailbox.oauth_expires_at = timezone.now() + timedelta(minutes=4)
    mailbox.save()
    assert access_token(mailbox) != first
    assert [asked["refresh_token"] for asked in provider.asked][0] == "first refresh token"
    mailbox.refresh_from_db()
    assert decrypt(mailbox.oauth_refresh_token) == provider.refresh_token != provider.asked[1]["refresh_token"]


def test_a_provider_that_does_not_rotate_keeps_its_refresh_token(world: World, provider: Provider) -> None:
    mailbox = made(provider)
    provider.rotates = False
    access_token(mailbox)
    mailbox.refresh_from_db()
    assert decrypt(mailbox.oauth_refresh_token) == "first refresh token"


@pytest.mark.parametrize("connected", [b"", encrypt("of another consent")])
def test_a_refresh_overwrites_nothing_that_a_person_did_meanwhile(
    world: World, provider: Provider, monkeypatch: pytest.MonkeyPatch, connected: bytes
) -> None:
    mailbox, ask = made(provider), tokens_module.refresh

    def refresh(row: Mailbox) -> Grant:
        Mailbox.objects.filter(pk=row.pk).update(oauth_refresh_token=connected, oauth_access_token=connected)
        return ask(row)

    monkeypatch.setattr(tokens_module, "refresh", refresh)
    if connected:
        assert access_token(mailbox) == "of another consent"
    else:
        with pytest.raises(SignInRefused):
            access_token(mailbox)
    mailbox.refresh_from_db()
    assert bytes(mailbox.oauth_refresh_token) == connected == bytes(mailbox.oauth_access_token)


def test_M10_a_refused_sign_in_stops_the_mailbox_at_once_and_loudly(world: World, provider: Provider, server: Imap) -> None:
    mailbox = made(provider, server.port)
    provider.error = "invalid_grant"
    for _ in range(3):
        with pytest.raises(ConnectionFailed, match="Google refuses the sign-in|Connect the mailbox again") as failure:
            look(mailbox)
        assert failure.value.part == "sign-in"
    assert len(provider.asked) == 1  # nobody knocks again
    assert [event.data["address"] for event in Event.objects.filter(name="mailbox.sign_in_refused")] == [USER]
    with connection.cursor() as cursor:
        cursor.execute("SELECT mailbox_id FROM mailboxes_to_fetch()")
        assert not cursor.fetchall()
    mailbox.refresh_from_db()
    assert mailbox.is_signed_out and "invalid_grant" in mailbox.last_error


def test_M10_those_who_look_after_mailboxes_get_one_mail(
    world: World, provider: Provider, settings: object, mailoutbox: list[outbox.EmailMessage]
) -> None:
    mailbox = made(provider, oauth_refused_at=NOON)
    assert warn_of_sign_in(mailbox.pk, why="Google refuses the sign-in (invalid_grant).") == 1
    (sent,) = mailoutbox
    assert sent.to == ["root@usher.example"] and "invalid_grant" in sent.body and "/sign-in" in sent.body
    Mailbox.objects.update(oauth_refused_at=None)
    assert warn_of_sign_in(mailbox.pk, why="") == 0


def test_M10_the_backlog_is_read_after_connecting_again(world: World, provider: Provider, server: Imap) -> None:
    mailbox = made(provider, server.port)
    look(mailbox)
    Mailbox.objects.update(oauth_refused_at=NOON, last_error="refused")
    server.append(*(letter(subject=f"Waiting {n}") for n in range(3)))
    before = IncomingMail.objects.count()
    good = provider.tokens.read_text()
    connect_account(mailbox, Grant(good, "fresh", 3600), by=world.acting(world.root), at=timezone.now())
    assert look(mailbox) == 3 and IncomingMail.objects.count() == before + 3
    mailbox.refresh_from_db()
    assert not mailbox.is_signed_out and not mailbox.last_error


def test_what_was_to_leave_is_held_while_signed_out_and_leaves_afterwards(world: World, provider: Provider) -> None:
    mailbox = made(provider, smtp_host=HOST, smtp_encryption="none", oauth_refused_at=NOON)
    mail = queue(
        Letter("notice", "<1@pine.example>", "The oven", letter(), ["carl@bakery.example"]), mailbox=mailbox, at=NOON
    )
    assert attempt(current_id(), mail.pk) is None and not provider.asked
    assert Recipient.objects.get().next_attempt_at is None
    with smtp_server(token=lambda: provider.tokens.read_text()) as receiver:
        Mailbox.objects.update(smtp_port=receiver.port)
        provider.tokens.write_text("granted")
        connect_account(mailbox, Grant("granted", "fresh", 3600), by=SYSTEM, at=timezone.now())
        attempt(current_id(), OutgoingMail.objects.get().pk)
    assert len(receiver.mails) == 1 and Recipient.objects.get().state == "accepted"


@pytest.mark.parametrize("error", [500, 429, "temporarily_unavailable"])
def test_trouble_of_the_provider_passes_and_refuses_nothing(world: World, provider: Provider, error: str | int) -> None:
    mailbox = made(provider)
    provider.error = error
    with pytest.raises(ProviderAway):
        access_token(mailbox)
    provider.error = ""
    assert access_token(mailbox)
    assert not Event.objects.filter(name="mailbox.sign_in_refused").exists()


def test_a_provider_that_cannot_be_reached_is_told_apart_from_one_that_refuses(world: World, provider: Provider) -> None:
    mailbox = made(provider, imap_port=1, sign_in="microsoft", oauth_tenant="pine.invalid")
    with pytest.raises(ConnectionFailed, match="Microsoft's sign-in cannot be reached") as failure, imap(mailbox):
        pass
    assert failure.value.part == "provider" and not mailbox.is_signed_out


def test_a_token_that_the_mail_server_turns_away_is_replaced_but_not_again_and_again(
    world: World, provider: Provider, server: Imap
) -> None:
    mailbox = made(provider, server.port)
    look(mailbox)
    provider.tokens.write_text("revoked")
    with pytest.raises(ConnectionFailed, match="refuses the sign-in of"):
        look(mailbox)
    assert look(mailbox) == 0
    provider.tokens.write_text("revoked again")
    for _ in range(3):
        with pytest.raises(ConnectionFailed):
            look(mailbox)
    assert len(provider.asked) == 2


def test_however_many_ask_the_provider_is_asked_once(committed: World, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with oauth_provider(file, monkeypatch) as provider:
        provider.slow = 0.3
        with entered(committed.pine.pk):
            mailbox = made(provider)
        found: list[str] = []

        def ask() -> None:
            with entered(committed.pine.pk):
                row = Mailbox.objects.get(pk=mailbox.pk)
            found.append(access_token(row))
            connection.close()

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert len(found) == 4 and len(set(found)) == 1 and len(provider.asked) == 1


@pytest.mark.parametrize("change", [{"imap_host": "imap.evil.example"}, {"imap_user": "other"}, {"oauth_client_id": "x"}])
def test_tokens_are_not_handed_to_another_account_or_server(
    world: World, provider: Provider, change: dict[str, str]
) -> None:
    mailbox = made(provider, imap_encryption="tls")
    access_token(mailbox)
    change_mailbox(mailbox, changes=change, by=SYSTEM, at=NOON)
    mailbox.refresh_from_db()
    assert mailbox.is_signed_out and not mailbox.oauth_access_token
    with pytest.raises(SignInRefused):
        access_token(mailbox)


def test_a_new_client_secret_is_tried(world: World, provider: Provider) -> None:
    mailbox = made(provider, oauth_client_secret=encrypt("expired"))
    with pytest.raises(SignInRefused, match="invalid_client"):
        access_token(mailbox)
    change_mailbox(mailbox, changes={"oauth_client_secret": CLIENT[1]}, by=SYSTEM, at=NOON)
    assert CLIENT[1] not in str(Event.objects.latest("id").data)
    mailbox.refresh_from_db()
    assert access_token(mailbox)


def test_the_test_of_the_connection_says_that_it_must_be_connected(world: World, provider: Provider) -> None:
    report = check_connection(made(provider, oauth_refresh_token=b""))
    assert report.imap and report.imap.part == "sign-in" and "Connect it" in report.imap.sentence
