"""The mailboxes' settings, as browsers use them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.servers import HOST, PASSWORD, USER, free_port, imap_server
from tests.world import NOON
from usher.base.secrets import decrypt, encrypt
from usher.base.tenancy import entered
from usher.mail.models import Mailbox

BASE = "/pine-support/settings/mailboxes"
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_REQUEST_TYPE": "partial"}


def form(**changes: Any) -> dict[str, Any]:
    """What the browser sends for a mailbox that fetches and sends."""
    filled = {
        "address": "help@pine.example", "name": "Pine Support", "takes_details": "on",
        "imap_host": "imap.pine.example", "imap_port": "993", "imap_encryption": "tls", "imap_user": "help",
        "imap_password": "in-secret", "imap_folder": "INBOX", "start_at": "",
        "smtp_host": "smtp.pine.example", "smtp_port": "587", "smtp_encryption": "starttls", "smtp_user": "help",
        "smtp_password": "out-secret",
    }  # fmt: skip
    return {**filled, **changes}


def test_a_mailbox_is_added_with_its_passwords_kept_apart(root: Client) -> None:
    assert root.post(f"{BASE}/new", form(start_at="2026-11-01"))["Location"] == BASE
    box = Mailbox.objects.get()
    assert (box.address, box.imap_host, box.smtp_port, box.takes_details) == (
        "help@pine.example",
        "imap.pine.example",
        587,
        True,
    )
    assert (decrypt(box.imap_password), decrypt(box.smtp_password)) == ("in-secret", "out-secret")
    assert box.start_at == datetime(2026, 11, 1, tzinfo=UTC)
    for path in (BASE, f"{BASE}/{box.pk}"):
        assert "-secret" not in root.get(path).content.decode()


def test_an_empty_password_keeps_the_old_one(root: Client) -> None:
    root.post(f"{BASE}/new", form())
    box = Mailbox.objects.get()
    assert root.post(f"{BASE}/{box.pk}", form(name="Pine", imap_password="", smtp_password="new")).status_code == 303
    box.refresh_from_db()
    assert (box.name, decrypt(box.imap_password), decrypt(box.smtp_password)) == ("Pine", "in-secret", "new")


def test_a_kept_password_is_not_handed_to_another_server(root: Client) -> None:
    root.post(f"{BASE}/new", form())
    box = Mailbox.objects.get()
    moved = form(imap_host="imap.evil.example", imap_password="", smtp_password="")
    for path in (f"{BASE}/{box.pk}", f"{BASE}/{box.pk}/test"):
        answer = root.post(path, moved)
        assert answer.status_code == 422 and "Write the password again" in answer.content.decode()
    root.post(f"{BASE}/{box.pk}", form(imap_host="", imap_password="", smtp_password=""))
    assert root.post(f"{BASE}/{box.pk}", moved).status_code == 422
    box.refresh_from_db()
    assert (box.imap_host, bytes(box.imap_password), decrypt(box.smtp_password)) == ("", b"", "out-secret")


def test_saving_without_a_change_leaves_the_start_and_the_place_in_the_folder(root: Client, mailbox: Mailbox) -> None:
    Mailbox.objects.update(start_at=NOON, uid_validity=7, last_uid=40, imap_host="imap.pine.example", imap_user="help",
                           imap_password=encrypt("x"), smtp_host="")  # fmt: skip
    posted = form(start_at="2026-11-02", imap_password="", smtp_host="", smtp_user="", smtp_password="")
    assert root.post(f"{BASE}/{mailbox.pk}", posted).status_code == 303
    mailbox.refresh_from_db()
    assert (mailbox.start_at, mailbox.uid_validity, mailbox.last_uid) == (NOON, 7, 40)
    assert root.post(f"{BASE}/{mailbox.pk}", {**posted, "start_at": "2026-10-01"}).status_code == 303
    mailbox.refresh_from_db()
    assert (mailbox.start_at, mailbox.uid_validity) == (datetime(2026, 10, 1, tzinfo=UTC), None)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"address": "nobody"}, "people write to"),
        ({"address": ""}, "required"),
        ({"imap_port": "99999"}, "65535"),
        ({"imap_port": "x"}, "whole number"),
        ({"imap_encryption": "rot13"}, "valid choice"),
        ({"imap_host": "https://mail.example"}, "without scheme"),
        ({"imap_user": ""}, "user to sign in"),
        ({"imap_password": ""}, "password of the mailbox"),
        ({"start_at": "0001-01-01"}, "from 1990"),
        ({"name": "\0"}, "Null characters"),
        ({"name": "x" * 1000}, "at most 320"),
    ],
)
def test_bad_input_is_told_beside_its_field(root: Client, change: dict[str, str], words: str) -> None:
    answer = root.post(f"{BASE}/new", form(**change))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "in-secret" not in answer.content.decode()
    assert not Mailbox.objects.exists()


def test_a_mailbox_is_switched_off_and_on(root: Client, mailbox: Mailbox) -> None:
    assert root.post(f"{BASE}/{mailbox.pk}/deactivate").status_code == 303
    assert not Mailbox.objects.get().is_active
    assert "Deactivated" in root.get(BASE).content.decode()
    assert root.post(f"{BASE}/{mailbox.pk}/activate").status_code == 303
    assert Mailbox.objects.get().is_active


def test_an_address_that_another_organization_has_by_now_stays_theirs(world: Any, root: Client, mailbox: Mailbox) -> None:
    root.post(f"{BASE}/{mailbox.pk}/deactivate")
    with entered(world.elsewhere.pk):
        Mailbox.objects.create(address=mailbox.address, created_at=NOON)
    answer = root.post(f"{BASE}/{mailbox.pk}/activate")
    assert answer.status_code == 409 and "another organization" in answer.content.decode()
    assert not Mailbox.objects.get().is_active


def test_the_list_says_in_words_what_is_wrong(root: Client, mailbox: Mailbox) -> None:
    assert "Working" in root.get(BASE).content.decode()
    told = "imap.pine.example:993 refuses the login of “help”."
    Mailbox.objects.update(imap_host="imap.pine.example", last_error=told, last_error_at=timezone.now(), last_fetch_at=NOON)
    html = root.get(BASE).content.decode()
    assert told in html
    assert "Stopped" in html


def test_a_test_tells_for_each_way_whether_it_works(root: Client) -> None:
    port = free_port()
    with imap_server() as server:
        posted = form(
            imap_host=HOST, imap_port=server.port, imap_encryption="none", imap_user=USER, imap_password=PASSWORD,
            smtp_host=HOST, smtp_port=port, smtp_encryption="none",
        )  # fmt: skip
        html = root.post(f"{BASE}/test", posted).content.decode()
        piece = root.post(f"{BASE}/test", posted, **HTMX).content.decode()
    for told in (html, piece):
        assert "Fetching: Connected: 0 messages in INBOX." in told
        assert f"Sending: {HOST}:{port} refuses the connection. Check the port" in told
    assert "<!doctype" in html.lower()
    assert "<!doctype" not in piece.lower()
    assert PASSWORD not in html
    assert not Mailbox.objects.exists()


def test_a_test_uses_the_kept_password_and_saves_nothing(root: Client, mailbox: Mailbox) -> None:
    with imap_server() as server:
        Mailbox.objects.update(imap_password=encrypt(PASSWORD))
        posted = form(
            name="Another", imap_host=HOST, imap_port=server.port, imap_encryption="none", imap_user=USER, imap_password="",
            smtp_host="sink",
        )  # fmt: skip
        html = root.post(f"{BASE}/{mailbox.pk}/test", posted).content.decode()
    assert "Fetching: Connected" in html
    assert "sink of the demo" in html
    mailbox.refresh_from_db()
    assert (mailbox.name, mailbox.imap_host) == ("Pine Support", "")


def test_a_test_of_nonsense_names_the_fields(root: Client) -> None:
    answer = root.post(f"{BASE}/test", form(imap_port="0", imap_host="a b"), **HTMX)
    assert answer.status_code == 422
    assert "Fetching – Port:" in answer.content.decode() and "Sending – Port:" not in answer.content.decode()
    assert root.post(f"{BASE}/test", form(imap_host="a b")).status_code == 422


def test_managers_have_no_mailboxes(world: Any, client: Client, mailbox: Mailbox) -> None:
    client.force_login(world.lena.user)
    for path in ("", "/new", f"/{mailbox.pk}"):
        assert client.get(BASE + path).status_code == 403
    for path in ("/new", "/test", f"/{mailbox.pk}", f"/{mailbox.pk}/test", f"/{mailbox.pk}/deactivate"):
        assert client.post(BASE + path, form()).status_code == 403, path
