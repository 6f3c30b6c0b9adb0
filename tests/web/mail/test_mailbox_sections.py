"""The sections of one mailbox, as browsers use them."""

from typing import Any

import pytest
from django.test import Client

from tests.mail.letters import letter
from tests.world import NOON
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.models import Mailbox
from usher.people.signatures import PLACEHOLDERS
from usher.web.settings.mailbox.looks import MEANINGS

BASE = "/pine-support/settings/mailboxes"


@pytest.mark.parametrize(
    ("section", "posted", "kept"),
    [
        ("senders", {"unknown_senders": "review", "welcome_domains": "Shop.example, bäcker.example\nshop.example"},
         {"unknown_senders": "review", "welcome_domains": ["shop.example", "xn--bcker-gra.example"]}),
        ("senders", {"unknown_senders": "review", "trusted_authserv_id": " MX.pine.example "},
         {"unknown_senders": "review", "trusted_authserv_id": "mx.pine.example"}),
        ("senders", {"unknown_senders": "create"}, {"believes_member_addresses": False}),
        ("senders", {"unknown_senders": "create", "believes_member_addresses": "on"}, {"believes_member_addresses": True}),
        ("sending", {"undo_seconds": "15"}, {"undo_seconds": 15}),
        ("looks", {"quoting": "all"}, {"quoting": "all", "marks_replies": False}),
    ],
)  # fmt: skip
def test_a_section_is_saved_for_itself(
    root: Client, mailbox: Mailbox, section: str, posted: dict[str, str], kept: dict[str, Any]
) -> None:
    path = f"{BASE}/{mailbox.pk}/{section}"
    page = root.get(path).content.decode()
    assert f'href="{path}" aria-current="page"' in page
    assert root.post(path, posted)["Location"] == path
    before = mailbox.address, mailbox.imap_host, mailbox.smtp_host
    mailbox.refresh_from_db()
    assert {name: getattr(mailbox, name) for name in kept} == kept
    assert (mailbox.address, mailbox.imap_host, mailbox.smtp_host) == before


@pytest.mark.parametrize(
    ("section", "posted"),
    [
        ("senders", {"unknown_senders": "all"}),
        ("senders", {"unknown_senders": "review", "welcome_domains": "gmail.com"}),
        ("sending", {"undo_seconds": "61"}),
        ("looks", {"quoting": "twice"}),
    ],
)
def test_what_there_is_not_is_refused(root: Client, mailbox: Mailbox, section: str, posted: dict[str, str]) -> None:
    answer = root.post(f"{BASE}/{mailbox.pk}/{section}", posted)
    assert answer.status_code == 422 and 'class="err"' in answer.content.decode()


def test_a_signature_is_kept_with_its_markup_unless_a_page_without_script_changes_the_words(
    root: Client, mailbox: Mailbox
) -> None:
    path, rest = f"{BASE}/{mailbox.pk}/looks", {"quoting": "last", "marks_replies": "on"}
    rich = "<p><strong>Pine</strong> {{mailbox.address}}<script>x</script></p>"
    assert root.post(path, {**rest, "signature_html": rich, "signature_text": "Pine"}).status_code == 303
    mailbox.refresh_from_db()
    assert mailbox.signature_html == "<p><strong>Pine</strong> {{mailbox.address}}</p>"
    page = root.get(path).content.decode()
    assert "<strong>Pine</strong> help@pine.example" in page and "Pine {{mailbox.address}}</textarea>" in page
    root.post(path, {**rest, "signature_text": "Pine {{mailbox.address}}"})
    mailbox.refresh_from_db()
    assert "<strong>" in mailbox.signature_html
    root.post(path, {**rest, "signature_text": "Fir <b>"})
    mailbox.refresh_from_db()
    assert mailbox.signature_html == "<p>Fir &lt;b&gt;</p>"
    root.post(path, {**rest, "signature_text": ""})
    mailbox.refresh_from_db()
    assert mailbox.signature_html == ""


def test_an_unknown_placeholder_stands_beside_the_signature(root: Client, mailbox: Mailbox) -> None:
    answer = root.post(f"{BASE}/{mailbox.pk}/looks", {"quoting": "last", "signature_html": "<p>{{member.age}}</p>"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "There is no placeholder {{member.age}}" in page
    assert set(MEANINGS) == set(PLACEHOLDERS)


def test_the_servers_that_signed_the_last_mails_are_named(root: Client, mailbox: Mailbox) -> None:
    for number, server in enumerate(["mx.pine.example", "mx.pine.example", "scanner.example"]):
        raw = letter(subject=f"Lamp {number}", Authentication_Results=f"{server}; dmarc=pass")
        take(mailbox, raw, Delivery("pipe"), at=NOON)
    assert "signed by mx.pine.example, scanner.example." in root.get(f"{BASE}/{mailbox.pk}/senders").content.decode()
