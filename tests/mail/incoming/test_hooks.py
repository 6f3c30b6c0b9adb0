"""Mail that providers hand over by HTTP, in the shape and with the signature of each."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.mail.incoming import posts
from tests.mail.incoming.posts import POSTS, RECIPIENT, SENDER, Post
from tests.mail.letters import letter, read
from tests.world import NOON, World
from usher.base.outside import Unreachable
from usher.base.secrets import encrypt
from usher.base.tenancy import entered
from usher.mail.actions import make_webhook_address
from usher.mail.incoming import hooks
from usher.mail.incoming.hooks import PROVIDERS, amazon, posting, receiving
from usher.mail.models import IncomingMail, Mailbox, RawMail

PIECES = {"mailjet"}  # what they post is put together again


@pytest.fixture(autouse=True)
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Amazon's certificate, and what was asked for."""
    asked: list[str] = []

    def fetch(url: str, **_: Any) -> bytes:
        asked.append(url)
        return posts.certificate()

    monkeypatch.setattr(amazon, "fetch", fetch)
    amazon._key.cache_clear()
    return asked


def mailbox(provider: str, secret: str) -> tuple[Mailbox, str]:
    """A mailbox and the path of its address."""
    row = Mailbox.objects.create(
        address="help@pine.example", created_at=NOON, webhook_provider=provider, webhook_secret=encrypt(secret)
    )  # fmt: skip
    url = make_webhook_address(row, by=posts_author(), at=NOON)
    return row, url.removeprefix(settings.USHER_URL)


def posts_author() -> Any:
    from usher.people.actors import SYSTEM

    return SYSTEM


def send(path: str, post: Post) -> int:
    answer = Client(enforce_csrf_checks=True).post(path, post.body, content_type=post.content_type, **post.headers)
    return answer.status_code


def test_every_provider_is_tried_here() -> None:
    assert set(POSTS) == set(PROVIDERS)


@pytest.mark.parametrize("provider", POSTS)
def test_what_a_provider_posts_is_in_the_ledger_once(world: World, provider: str) -> None:
    build, secret = POSTS[provider]
    _, path = mailbox(provider, secret)
    raw = letter(text="The big oven stays cold. Grüße", files=(("a.bin", "application/zip", bytes(range(256))),))
    for _ in range(2):
        assert send(path, build(raw, secret, f"{settings.USHER_URL}{path}")) == 200
    row = IncomingMail.objects.get()
    assert (row.source, row.envelope_to) == ("hook", RECIPIENT)
    assert row.envelope_from == ("" if provider == "mandrill" else SENDER)
    kept = bytes(RawMail.objects.get().content)
    if provider in PIECES:
        texts = [part.get_content() for part in read(kept).walk() if part.get_content_type() == "text/plain"]
        assert read(kept)["From"] == SENDER and "oven stays cold" in texts[0]
    else:
        assert kept == raw


@pytest.mark.parametrize("provider", POSTS)
def test_what_the_provider_did_not_sign_is_refused(world: World, provider: str) -> None:
    build, secret = POSTS[provider]
    row, path = mailbox(provider, secret)
    assert send(path, build(letter(), "another:secret", f"{settings.USHER_URL}{path}")) == 403
    if PROVIDERS[provider].is_needed:
        Mailbox.objects.filter(pk=row.pk).update(webhook_secret=b"")
        assert send(path, build(letter(), secret, f"{settings.USHER_URL}{path}")) == 403
    assert not IncomingMail.objects.exists()


@pytest.mark.parametrize("provider", ["mailjet", "postmark", "sendgrid", "sparkpost", "amazon"])
def test_where_the_provider_signs_nothing_the_address_is_the_proof(world: World, provider: str) -> None:
    build, secret = POSTS[provider]
    _, path = mailbox(provider, "")
    assert send(path, build(letter(), secret, "")) == 200


def test_a_message_in_pieces_is_put_together(world: World) -> None:
    _, path = mailbox("mailgun", "signing key")
    assert send(path, posts.mailgun_pieces(b"", "signing key", "")) == 200
    kept = read(RawMail.objects.get().content)
    texts = [part.get_content().strip() for part in kept.walk() if part.get_content_type() == "text/plain"]
    assert (kept["Subject"], texts) == ("Oven", ["The big oven stays cold."])


def test_bytes_that_are_no_text_come_as_they_are(world: World) -> None:
    _, path = mailbox("sendgrid", "")
    raw = b"From: a@b.example\r\nSubject: x\r\n\r\n\xff\xfe\x00 latin \xe4\r\n"
    assert send(path, posts.sendgrid(raw, "", "")) == 200
    assert bytes(RawMail.objects.get().content) == raw


def test_only_the_right_key_opens_and_only_while_the_mailbox_is_active(world: World) -> None:
    row, path = mailbox("postmark", "")
    post = posts.postmark(letter(), "", "")
    assert send("/mail/hooks/wrong", post) == 404
    assert Client().head(path).status_code == 200 and Client().get(path).status_code == 405
    again = make_webhook_address(row, by=posts_author(), at=NOON).removeprefix(settings.USHER_URL)
    assert send(path, post) == 404  # the old one is worth nothing
    Mailbox.objects.update(is_active=False)
    assert send(again, post) == 404
    Mailbox.objects.update(is_active=True, webhook_provider="")
    assert send(again, post) == 400 and not IncomingMail.objects.exists()


def test_a_key_leads_to_its_own_organization(world: World) -> None:
    with entered(world.elsewhere.pk):
        _, path = mailbox("postmark", "")
    assert send(path, posts.postmark(letter(), "", "")) == 200
    assert not IncomingMail.objects.exists()
    with entered(world.elsewhere.pk):
        assert IncomingMail.objects.count() == 1


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"a": 1}', b'"x"', b"\xff", json.dumps({"RawEmail": 7}).encode()])
@pytest.mark.parametrize("provider", ["postmark", "mailjet", "sparkpost", "sendgrid"])
def test_nonsense_is_refused_and_breaks_nothing(world: World, provider: str, body: bytes) -> None:
    _, path = mailbox(provider, "")
    status = send(path, Post(body))
    assert status == (200 if body else 400) or provider == "sparkpost"
    assert set(IncomingMail.objects.values_list("state", "source")) <= {("quarantined", "post")}


def test_more_than_a_message_may_have_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "LARGEST", 1000)
    _, path = mailbox("postmark", "")
    assert send(path, posts.postmark(letter(text="x" * 2000), "", "")) == 413


def test_our_own_fault_makes_the_provider_come_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    _, path = mailbox("postmark", "")
    post = posts.postmark(letter(), "", "")
    client = Client(raise_request_exception=False)
    with monkeypatch.context() as patch:
        patch.setattr(receiving, "take", broken)
        assert client.post(path, post.body, content_type=post.content_type).status_code == 500
    assert send(path, post) == 200 and hooks.place_of("wrong") is None


def test_amazon_asks_whether_it_may_post_and_only_amazon_is_asked_back(world: World, fetched: list[str]) -> None:
    topic = POSTS["amazon"][1]
    _, path = mailbox("amazon", topic)
    subscribe = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=1"
    asks = {"Type": "SubscriptionConfirmation", "Token": "1"}
    assert send(path, posts.amazon(b"", topic, "", **asks, SubscribeURL=subscribe)) == 200
    assert fetched[-1] == subscribe
    for evil in ("https://evil.example/cert.pem", "http://sns.eu-west-1.amazonaws.com/cert.pem"):
        assert send(path, posts.amazon(letter(), topic, "", SigningCertURL=evil)) == 403
    assert all("evil" not in url for url in fetched) and not IncomingMail.objects.exists()


def test_while_amazon_cannot_be_asked_it_is_told_to_post_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = POSTS["amazon"][1]
    row, path = mailbox("amazon", topic)
    fetch = amazon.fetch

    def away(url: str, **_: Any) -> bytes:
        raise Unreachable("The other side did not answer.")

    monkeypatch.setattr(amazon, "fetch", away)
    assert send(path, posts.amazon(letter(), topic, "")) == 503
    monkeypatch.setattr(amazon, "fetch", fetch)
    assert send(path, posts.amazon(letter(), topic, "")) == 200
    assert send(path, posts.amazon(letter(), topic, "", SigningCertURL=5)) == 403
    assert IncomingMail.objects.filter(mailbox=row).count() == 1


def test_a_message_that_amazon_kept_in_its_store_is_said_to_be_missing(world: World) -> None:
    topic = POSTS["amazon"][1]
    _, path = mailbox("amazon", topic)
    stored = json.dumps({"notificationType": "Received", "mail": {}, "receipt": {"action": {"type": "S3"}}})
    assert send(path, posts.amazon(b"", topic, "", Message=stored)) == 200
    row = IncomingMail.objects.get()
    assert row.state == "quarantined" and "publish it to SNS, not to S3" in row.reason
