"""Connecting a mailbox with its provider, as browsers do it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.provider import CLIENT, Provider, oauth_provider, query_of
from tests.web.mail.test_mailboxes import form
from tests.world import NOON
from usher.base.secrets import decrypt, encrypt
from usher.events.models import Event
from usher.mail.models import Mailbox

BASE = "/pine-support/settings/mailboxes"
BACK = "/accounts/mailbox/"


@pytest.fixture
def provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    with oauth_provider(tmp_path / "tokens", monkeypatch) as running:
        yield running


@pytest.fixture
def google(mailbox: Mailbox) -> Mailbox:
    Mailbox.objects.update(sign_in="google", oauth_client_id=CLIENT[0], oauth_client_secret=encrypt(CLIENT[1]))
    mailbox.refresh_from_db()
    return mailbox


def test_a_mailbox_at_google_needs_an_address_and_an_application(root: Client) -> None:
    posted = form(
        sign_in="google", imap_host="", imap_user="", imap_password="", smtp_host="", smtp_user="", smtp_password=""
    )
    answer = root.post(f"{BASE}/new", posted)
    box = Mailbox.objects.get()
    assert answer["Location"] == f"{BASE}/{box.pk}/sign-in"
    assert (box.imap_host, box.imap_port, box.imap_user, box.smtp_host) == (
        "imap.gmail.com", 993, "help@pine.example", "smtp.gmail.com",
    )  # fmt: skip
    path = f"{BASE}/{box.pk}/sign-in"
    assert (
        root.post(path, {"sign_in": "google", "oauth_client_id": "client-7", "oauth_client_secret": "sesame"}).status_code
        == 303
    )
    box.refresh_from_db()
    html = root.get(path).content.decode()
    assert decrypt(box.oauth_client_secret) == "sesame" and "sesame" not in html
    assert "Connect with Google" in html and "/accounts/mailbox/" in html
    root.post(path, {"sign_in": "google", "oauth_client_id": "client-7", "oauth_client_secret": ""})
    box.refresh_from_db()
    assert decrypt(box.oauth_client_secret) == "sesame"


def test_a_person_agrees_and_the_mailbox_is_connected(root: Client, google: Mailbox, provider: Provider) -> None:
    away = root.get(f"{BASE}/{google.pk}/connect")
    asked = query_of(away["Location"])
    assert away["Location"].startswith(provider.url) and asked["code_challenge_method"] == "S256"
    assert asked["access_type"] == "offline" and "client secret" not in away["Location"]
    back = provider.agree(asked)
    assert root.get(back)["Location"] == f"{BASE}/{google.pk}/sign-in"
    google.refresh_from_db()
    assert not google.is_signed_out and decrypt(google.oauth_refresh_token) == provider.refresh_token
    assert "Connected with Google" in root.get(f"{BASE}/{google.pk}/sign-in").content.decode()
    event = Event.objects.get(name="mailbox.connected")
    assert event.actor_name == "Root" and provider.refresh_token not in str(event.data)
    assert root.get(back).status_code == 404  # the way back is open once


@pytest.mark.parametrize("spoil", ["state", "browser"])
def test_who_was_not_sent_there_by_us_is_not_heard(
    root: Client, google: Mailbox, provider: Provider, world: Any, spoil: str
) -> None:
    asked = query_of(root.get(f"{BASE}/{google.pk}/connect")["Location"])
    if spoil == "state":
        asked["state"] = "another"
    browser = root
    if spoil == "browser":
        browser = Client()
        browser.force_login(world.root.user)
    assert browser.get(provider.agree(asked)).status_code == 404
    google.refresh_from_db()
    assert google.is_signed_out and not provider.asked


@pytest.mark.parametrize(
    ("query", "error", "said"),
    [
        ("error=access_denied", "", "did not agree"),
        ("code=1", "", "invalid_grant"),
        ("code=1", 503, "answered with an error"),
    ],
)
def test_what_goes_wrong_at_the_provider_is_said(
    root: Client, google: Mailbox, provider: Provider, query: str, error: str | int, said: str
) -> None:
    asked = query_of(root.get(f"{BASE}/{google.pk}/connect")["Location"])
    provider.error = error
    answer = root.get(f"{BACK}?{query}&state={asked['state']}")
    assert answer.status_code == 422 and said in answer.content.decode()
    google.refresh_from_db()
    assert google.is_signed_out


def test_connecting_wants_the_application_first(root: Client, mailbox: Mailbox) -> None:
    answer = root.get(f"{BASE}/{mailbox.pk}/connect")
    assert answer.status_code == 422 and "Choose the provider" in answer.content.decode()


def test_an_agent_cannot_connect_or_disconnect(world: Any, google: Mailbox) -> None:
    client = Client()
    client.force_login(world.ada.user)
    assert client.get(f"{BASE}/{google.pk}/connect").status_code == 403
    assert client.post(f"{BASE}/{google.pk}/disconnect").status_code == 403


def test_disconnecting_forgets_the_tokens(root: Client, google: Mailbox) -> None:
    Mailbox.objects.update(oauth_refresh_token=encrypt("r"), oauth_access_token=encrypt("a"))
    assert "Disconnect" in root.get(f"{BASE}/{google.pk}/sign-in").content.decode()
    root.post(f"{BASE}/{google.pk}/disconnect")
    google.refresh_from_db()
    assert google.is_signed_out and not google.oauth_access_token


def test_M10_those_who_look_after_mailboxes_see_on_every_page_that_one_has_stopped(
    root: Client, google: Mailbox, world: Any
) -> None:
    Mailbox.objects.update(oauth_refresh_token=encrypt("r"), oauth_refused_at=NOON, last_error="Google refuses.")
    for path in ("/pine-support/inbox/open", "/pine-support/people/", f"{BASE}"):
        html = root.get(path).content.decode()
        assert "help@pine.example has stopped" in html and f"{BASE}/{google.pk}/sign-in" in html
    client = Client()
    client.force_login(world.ada.user)
    assert "has stopped" not in client.get("/pine-support/inbox/open").content.decode()


def test_tokens_never_travel_unprotected(root: Client, google: Mailbox) -> None:
    answer = root.post(f"{BASE}/{google.pk}", form(imap_encryption="none", imap_password="", smtp_password=""))
    assert answer.status_code == 422 and "never travels unprotected" in answer.content.decode()
