"""The sink, as browsers use it: what a customer would have got, and their answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.mail.letters import letter, read
from tests.world import NOON
from usher.mail.incoming.settling import settle_mailbox
from usher.mail.models import IncomingMail, Mailbox, RawMail, SunkMail
from usher.tickets.models import Message

BASE = "/pine-support/mail/sink/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 300
Sunk = Callable[..., SunkMail]


def page(client: Client, path: object = "") -> str:
    answer = client.get(f"{BASE}{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_tells_who_would_have_got_what(root: Client, sunk: Sunk) -> None:
    assert "The sink is empty" in page(root)
    sunk(recipients=("carl@bakery.example", "mia@bakery.example"))
    html = page(root)
    assert "Your oven" in html
    assert "to carl@bakery.example, mia@bakery.example" in html


def test_a_mail_is_shown_without_anything_that_acts_or_loads(root: Client, sunk: Sunk) -> None:
    html = '<p onclick="x()">Dear <b>Carl</b><img src="https://spy.example/1.gif"></p><script>alert(1)</script>'
    shown = page(root, sunk(letter(sender="Ada <help@pine.example>", html=html)).pk)
    assert "Dear <b>Carl</b>" in shown
    assert "1 remote image is not loaded" in shown
    for bad in ("onclick", "alert(1)", ' src="https://spy.example'):
        assert bad not in shown


def test_files_are_saved_and_only_pictures_are_shown(root: Client, sunk: Sunk) -> None:
    files = (("offer.html", "text/html", b"<script>1</script>"), ("oven.png", "image/png", PNG))
    row = sunk(letter(sender="Ada <help@pine.example>", files=files))
    page(root, row.pk)
    page_file, picture = (root.get(f"{BASE}{row.pk}/files/{index}") for index in (0, 1))
    assert page_file["Content-Type"] == "application/octet-stream"
    assert page_file["Content-Disposition"].startswith("attachment")
    assert picture["Content-Type"] == "image/png"
    assert "sandbox" in page_file["Content-Security-Policy"]
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert root.get(f"{BASE}{row.pk}/files/2").status_code == 404


def test_the_bytes_are_saved_as_they_would_have_left(root: Client, sunk: Sunk) -> None:
    row = sunk()
    assert root.get(f"{BASE}{row.pk}/original").content == bytes(row.content)


def test_an_answer_arrives_as_the_customers_mail(world: Any, root: Client, sunk: Sunk) -> None:
    raw = letter(
        sender="Ada <help@pine.example>", to="Carl Crumb <carl@bakery.example>", subject="Your oven",
        message_id="<7@pine.example>", text="Is it warm now?", Reply_To="help+t.1@pine.example",
    )  # fmt: skip
    row = sunk(raw)
    answer = root.post(f"{BASE}{row.pk}/answer", {"sender": "carl@bakery.example", "text": "It is, thank you."})
    mail = IncomingMail.objects.get()
    assert answer["Location"] == f"/pine-support/mail/{mail.pk}"
    assert (mail.envelope_from, mail.envelope_to) == ("carl@bakery.example", "help+t.1@pine.example")
    arrived = read(RawMail.objects.get(mail=mail).content)
    assert arrived["From"].addresses[0].display_name == "Carl Crumb"
    assert str(arrived["To"]) == "help+t.1@pine.example"
    assert (arrived["Subject"], arrived["In-Reply-To"]) == ("Re: Your oven", "<7@pine.example>")
    assert "> Is it warm now?" in arrived.get_content()
    settle_mailbox(world.pine.pk, mail.mailbox_id)
    message = Message.objects.latest("pk")
    assert message.author_email == "carl@bakery.example"
    assert "It is, thank you." in message.text


@pytest.mark.parametrize("posted", [{"sender": "stranger@evil.example", "text": "x"}, {"sender": "carl@bakery.example"}, {}])
def test_only_who_got_the_mail_can_answer_and_only_with_words(root: Client, sunk: Sunk, posted: dict[str, str]) -> None:
    assert root.post(f"{BASE}{sunk().pk}/answer", posted).status_code == 422
    assert not IncomingMail.objects.exists()


@pytest.mark.parametrize("change", [{"smtp_host": "smtp.pine.example"}, {"is_active": False}])
def test_nobody_answers_for_customers_of_a_real_mailbox(root: Client, sunk: Sunk, change: dict[str, Any]) -> None:
    row = sunk()
    Mailbox.objects.update(**change)
    assert "Answer as the customer" not in page(root, row.pk)
    answer = root.post(f"{BASE}{row.pk}/answer", {"sender": "carl@bakery.example", "text": "x"})
    assert answer.status_code == 422
    assert "no longer keeps its mail in the sink" in answer.content.decode()
    assert not IncomingMail.objects.exists()


def test_an_agent_may_not_answer_as_a_customer(world: Any, client: Client, sunk: Sunk) -> None:
    row = sunk()
    client.force_login(world.ada.user)
    assert client.get(f"{BASE}{row.pk}").status_code == 403
    posted = {"sender": "carl@bakery.example", "text": "x"}
    assert client.post(f"{BASE}{row.pk}/answer", posted).status_code == 403


def test_a_damaged_mail_has_a_page_too(root: Client, mailbox: Mailbox) -> None:
    row = SunkMail.objects.create(mailbox=mailbox, sender="", recipients=[], content=b"\xff\x00: x", created_at=NOON)
    page(root, row.pk)
