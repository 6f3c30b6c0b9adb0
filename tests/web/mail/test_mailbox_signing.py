"""Settings → Mailboxes → one → Signing, as browsers use it."""

from typing import Any

import dns.resolver
import pytest
from django.test import Client

from usher.base.secrets import decrypt
from usher.mail.models import Mailbox
from usher.mail.outgoing.dkim_looking import Published
from usher.web.settings.mailbox import signing

BASE = "/pine-support/settings/mailboxes"


@pytest.fixture
def path(mailbox: Mailbox) -> str:
    return f"{BASE}/{mailbox.pk}/signing"


def test_a_key_is_made_its_record_shown_and_the_key_itself_never(root: Client, mailbox: Mailbox, path: str) -> None:
    assert "Make a key" in root.get(path).content.decode()
    assert root.post(f"{path}/key")["Location"] == path
    mailbox.refresh_from_db()
    page = root.get(path).content.decode()
    assert f"{mailbox.dkim_selector}._domainkey.pine.example" in page and "v=DKIM1; k=rsa; p=MII" in page
    assert "Not signing yet" in page and mailbox.dkim_domain == ""
    secret = decrypt(mailbox.dkim_key).splitlines()[-3]  # the first lines hold the modulus, which is public
    assert secret not in page and "PRIVATE" not in page


@pytest.mark.parametrize(
    ("found", "signs"),
    [
        (Published(True, "There."), "pine.example"), (Published(False, "Not there."), ""),
        (Published(None, "Nobody knows."), ""),
    ],
)  # fmt: skip
def test_signing_begins_when_the_record_is_right(
    root: Client, mailbox: Mailbox, path: str, monkeypatch: pytest.MonkeyPatch, found: Published, signs: str
) -> None:
    root.post(f"{path}/key")
    monkeypatch.setattr(signing, "look_up", lambda name, value: found)
    answer = root.post(f"{path}/check")
    mailbox.refresh_from_db()
    assert mailbox.dkim_domain == signs
    assert answer.status_code == 303 if signs else found.sentence in answer.content.decode()


def test_the_second_key_signs_once_its_own_record_is_there(
    root: Client, mailbox: Mailbox, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root.post(f"{path}/key")
    assert "k=ed25519; p=" in root.get(path).content.decode()
    published = {"k=rsa"}
    monkeypatch.setattr(signing, "look_up", lambda name, value: Published(any(each in value for each in published), "Said."))
    for second in (False, True, False):
        published = {"k=rsa", "k=ed25519"} if second else {"k=rsa"}
        root.post(f"{path}/check")
        mailbox.refresh_from_db()
        assert (mailbox.dkim_domain, mailbox.dkim_signs_ed25519) == ("pine.example", second)


def test_without_dns_one_starts_oneself_and_stops_again(root: Client, mailbox: Mailbox, path: str) -> None:
    assert root.post(f"{path}/start").status_code == 409  # no key
    assert root.post(f"{path}/check").status_code == 409
    root.post(f"{path}/key")
    assert root.post(f"{path}/start")["Location"] == path
    mailbox.refresh_from_db()
    assert mailbox.dkim_domain == "pine.example" and "Signing</span>" in root.get(path).content.decode()
    root.post(f"{path}/stop")
    mailbox.refresh_from_db()
    assert mailbox.dkim_domain == "" and mailbox.dkim_key


def test_a_closed_network_is_not_taken_for_a_missing_record(
    root: Client, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: Any, **__: Any) -> Any:
        raise dns.resolver.NXDOMAIN

    root.post(f"{path}/key")
    monkeypatch.setattr(dns.resolver, "resolve", denied)
    page = root.post(f"{path}/check").content.decode()
    assert "DNS could not be asked from here" in page and "no TXT record" not in page


def test_a_key_of_another_secret_is_told(root: Client, mailbox: Mailbox, path: str) -> None:
    Mailbox.objects.update(dkim_key=b"of another installation", dkim_domain="pine.example")
    assert "cannot be read" in root.get(path).content.decode()
