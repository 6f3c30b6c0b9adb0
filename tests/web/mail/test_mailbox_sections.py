"""The sections of one mailbox, as browsers use them."""

from typing import Any

import pytest
from django.test import Client

from usher.mail.models import Mailbox

BASE = "/pine-support/settings/mailboxes"


@pytest.mark.parametrize(
    ("section", "posted", "kept"),
    [
        ("senders", {"unknown_senders": "review", "trusted_authserv_id": " MX.pine.example "},
         {"unknown_senders": "review", "trusted_authserv_id": "mx.pine.example"}),
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
    [("senders", {"unknown_senders": "all"}), ("sending", {"undo_seconds": "61"}), ("looks", {"quoting": "twice"})],
)
def test_what_there_is_not_is_refused(root: Client, mailbox: Mailbox, section: str, posted: dict[str, str]) -> None:
    answer = root.post(f"{BASE}/{mailbox.pk}/{section}", posted)
    assert answer.status_code == 422 and 'class="err"' in answer.content.decode()
