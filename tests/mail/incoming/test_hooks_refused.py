"""What a provider posted and was not taken: counted and told, or kept to be read again. Nothing genuine is lost."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.mail.incoming import posts
from tests.mail.incoming.posts import POSTS, Post
from tests.mail.incoming.test_hooks import mailbox, send
from tests.mail.letters import letter
from tests.world import World
from usher.base.refusals import Refused
from usher.mail import actions
from usher.mail.alarms import REFUSED, alarms, stopped_mailboxes
from usher.mail.incoming.hooks import refused, unread
from usher.mail.incoming.hooks.letters import NotUnderstood
from usher.mail.models import IncomingMail, Mailbox, RawMail
from usher.people.actors import SYSTEM

KEY = POSTS["mailgun"][1]


def signed(path: str, raw: bytes, secret: str = KEY) -> Post:
    return posts.mailgun(raw, secret, f"{settings.USHER_URL}{path}")


def another_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    """The provider has begun to post what our reader does not know."""

    def no(*_: Any) -> Any:
        raise NotUnderstood("This is not what Mailgun posts when mail has come.")

    monkeypatch.setattr("usher.mail.incoming.hooks.receiving.letters_in", no)
    monkeypatch.setattr("usher.mail.incoming.hooks.unread.letters_in", no)


def retried(mail: IncomingMail) -> None:
    actions.retry(mail, by=SYSTEM, at=timezone.now())


def test_refused_posts_are_counted_until_one_is_taken(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refused, "EVERY", 0.0)
    row, path = mailbox("mailgun", KEY)
    for _ in range(REFUSED):
        assert send(path, signed(path, letter(), "another")) == 403
    row.refresh_from_db()
    assert row.hook_error_count == REFUSED and "did not sign" in row.hook_error and row.hook_error_at
    stopped_mailboxes.forget()
    assert [each.refuses for each in stopped_mailboxes()] == [row.hook_error] and alarms(timezone.now()).stopped == 1
    assert send(path, signed(path, letter())) == 200
    row.refresh_from_db()
    stopped_mailboxes.forget()
    assert (row.hook_error_count, row.hook_error, stopped_mailboxes()) == (0, "", ())
    assert IncomingMail.objects.count() == 1


def test_a_flood_of_bad_posts_is_written_once(world: World) -> None:
    row, path = mailbox("mailgun", KEY)
    for _ in range(20):
        assert send(path, signed(path, letter(), "another")) == 403
    row.refresh_from_db()
    assert row.hook_error_count == 1 and not IncomingMail.objects.exists()
    refused._written[row.pk] -= refused.EVERY
    send(path, signed(path, letter(), "another"))
    row.refresh_from_db()
    assert row.hook_error_count == 21


@pytest.mark.parametrize("change", [{"webhook_secret": "new"}, {"webhook_provider": "postmark"}, None])
def test_new_settings_begin_anew(world: World, change: dict[str, Any] | None) -> None:
    row, path = mailbox("mailgun", KEY)
    send(path, signed(path, letter(), "another"))
    if change:
        actions.change_mailbox(row, changes=change, by=SYSTEM, at=timezone.now())
    else:
        actions.make_webhook_address(row, by=SYSTEM, at=timezone.now())
    row.refresh_from_db()
    assert (row.hook_error_count, row.hook_error, row.hook_error_at) == (0, "", None)


def test_what_is_signed_and_not_understood_is_kept_and_read_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _, path = mailbox("mailgun", KEY)
    raw = letter(files=(("a.bin", "application/zip", bytes(range(256))),))
    post = signed(path, raw)
    with monkeypatch.context() as patch:
        another_shape(patch)
        assert [send(path, post), send(path, post)] == [200, 200]
        row = IncomingMail.objects.get()
        assert (row.state, row.source, row.subject) == ("quarantined", "post", "What Mailgun posted")
        assert "not what Mailgun posts" in row.reason and alarms(timezone.now()).quarantined == 1
        with pytest.raises(Refused, match="still cannot be read"):
            retried(row)
        row.refresh_from_db()
        assert row.state == "quarantined" and post.body in bytes(RawMail.objects.get().content)
    retried(row)
    row = IncomingMail.objects.get()
    assert (row.state, row.source, row.envelope_to) == ("received", "hook", posts.RECIPIENT)
    assert bytes(RawMail.objects.get().content) == raw


def test_what_it_brings_is_the_same_message_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _, path = mailbox("mailgun", KEY)
    raw = letter()
    with monkeypatch.context() as patch:
        another_shape(patch)
        send(path, signed(path, raw))
    kept = IncomingMail.objects.get()
    send(path, signed(path, raw))
    retried(kept)
    kept.refresh_from_db()
    assert kept.state == "ignored" and kept.duplicate_of and "already here" in kept.reason


def test_several_messages_in_one_post_and_none(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row, path = mailbox("sparkpost", "")
    raws = [letter(subject=each) for each in ("one", "two")]
    events = [json.loads(posts.sparkpost(raw, "", "").body)[0] for raw in raws]
    with monkeypatch.context() as patch:
        another_shape(patch)
        send(path, Post(json.dumps(events).encode()))
        send(path, Post(b"[]"))
    for mail in IncomingMail.objects.order_by("id"):
        retried(mail)
    assert sorted(IncomingMail.objects.values_list("state", "reason")) == [
        ("ignored", "There is no message in it."), ("received", ""), ("received", ""),
    ]  # fmt: skip


def test_no_flood_of_posts_fills_the_disk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row, path = mailbox("postmark", "")
    monkeypatch.setattr(unread, "MOST", 2)
    assert [send(path, Post(b'{"a": %d}' % number)) for number in range(4)] == [200, 200, 503, 503]
    assert IncomingMail.objects.count() == 2
    row.refresh_from_db()
    assert "in quarantine already" in row.hook_error


def test_posts_of_a_mailbox_are_counted_one_after_the_other(world: World) -> None:
    _, path = mailbox("postmark", "")
    with CaptureQueriesContext(connection) as asked:
        assert send(path, Post(b'{"a": 1}')) == 200
    said = [each["sql"] for each in asked]
    locked, counted, stored = (
        next(place for place, sql in enumerate(said) if word in sql)
        for word in ("FOR NO KEY UPDATE", "COALESCE(SUM(", 'INSERT INTO "mail_incomingmail"')
    )
    assert "mail_mailbox" in said[locked] and locked < counted < stored
    assert not any("SAVEPOINT" in sql or sql == "COMMIT" for sql in said[locked:stored])  # the lock holds until it is stored


def test_a_kept_post_can_be_looked_into_and_says_that_it_still_cannot_be_read(world: World, client: Client) -> None:
    _, path = mailbox("postmark", "")
    send(path, Post(b'{"Surprise": "<b>the oven</b>"}'))
    row = IncomingMail.objects.get()
    client.force_login(world.root.user)
    shown = client.get(f"/pine-support/mail/{row.pk}").content.decode()
    assert "&lt;b&gt;the oven&lt;/b&gt;" in shown and "provider, not understood" in shown and "sender is real" not in shown
    answer = client.post(f"/pine-support/mail/{row.pk}/retry")
    assert answer.status_code == 409 and "still cannot be read" in answer.content.decode()


def test_it_is_shown_where_people_look(world: World, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    row, path = mailbox("mailgun", KEY)
    Mailbox.objects.update(
        hook_error_count=7, hook_error="Mailgun did not sign this, or with another secret.", hook_error_at=timezone.now()
    )
    stopped_mailboxes.forget()
    client.force_login(world.root.user)
    for page in ("settings/mailboxes", "mail/", f"settings/mailboxes/{row.pk}/provider"):
        shown = client.get(f"/pine-support/{page}", follow=True).content.decode()
        assert "7 posts" in shown and "did not sign this" in shown, page
        assert "takes nothing that its provider posts" in shown
