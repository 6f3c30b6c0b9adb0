"""Messages as they are shown: mails with pictures, quotes, warnings; their originals; what became of replies."""

from typing import Any

import pytest

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.files.actions import store
from usher.mail.models import IncomingMail, Mailbox, OutgoingMail, RawMail, Recipient
from usher.tickets import actions
from usher.tickets.actions.writing import Attached
from usher.tickets.models import Message, Ticket
from usher.web.tickets import remote_images

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
RAW = (
    b"From: Carl <carl@bakery.example>\r\nSubject: Oven\r\nContent-Type: text/html\r\n\r\n"
    b"<style>p{color:red}</style><script>alert(1)</script><p onclick='x()'>Cold <img src='cid:pic'></p>"
)


@pytest.fixture
def mailbox(world: World) -> Mailbox:
    row: Mailbox = Mailbox.objects.create(address="help@pine.example", created_at=NOON)
    return row


@pytest.fixture
def mailed(world: World, ticket: Ticket, mailbox: Mailbox) -> Message:
    mail = IncomingMail.objects.create(mailbox=mailbox, source="pipe", fingerprint="1", size=len(RAW), received_at=NOON)
    RawMail.objects.create(mail=mail, content=RAW)
    picture = store(name="oven.png", content=PNG, content_type="image/png", at=NOON)
    html = '<p>Cold <img src="cid:pic"><img data-withheld-src="https://track.example/a.gif"></p>'
    written = actions.Written(
        text="Cold", html=html, full_text="Cold\n> older", full_html=f"{html}<blockquote>older words</blockquote>",
        files=[Attached(picture, is_inline=True, content_id="pic")],
    )  # fmt: skip
    return actions.receive(
        ticket, written, by=world.asking(world.carl), at=NOON, source="email", email="carl@bakery.example", incoming=mail
    )


def test_a_mail_shows_its_own_pictures_and_withholds_remote_ones(ada: Browser, mailed: Message) -> None:
    page = ada.get().content.decode()
    assert f'src="{ada.page}/files/{mailed.files.get().pk}"' in page
    assert "1 remote image is not loaded" in page and ' src="https://track' not in page
    assert "older words" not in page


def test_quotes_and_pictures_come_on_demand(ada: Browser, mailed: Message) -> None:
    piece = ada.get(f"/messages/{mailed.pk}", htmx=True, full=1, images=1).content.decode()
    assert "older words" in piece and "track.example" not in piece and "hx-morph-skip" in piece
    assert f"/messages/{mailed.pk}/images/full/0" in piece
    assert "older words" in ada.get(f"/messages/{mailed.pk}?full=1").content.decode()


def test_a_remote_picture_is_fetched_by_us(ada: Browser, mailed: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def outside(url: str, **_: Any) -> bytes:
        asked.append(url)
        return PNG if len(asked) == 1 else b"<script>"

    monkeypatch.setattr(remote_images, "fetch", outside)
    answer = ada.get(f"/messages/{mailed.pk}/images/short/0")
    assert asked == ["https://track.example/a.gif"] and answer["Content-Type"] == "image/png"
    assert ada.get(f"/messages/{mailed.pk}/images/short/0").status_code == 404
    assert ada.get(f"/messages/{mailed.pk}/images/short/1").status_code == 404


def test_the_original_is_caged(ada: Browser, mailed: Message) -> None:
    page = ada.get(f"/messages/{mailed.pk}/original").content.decode()
    assert 'sandbox="allow-same-origin"' in page and "carl@bakery.example" in page and "srcdoc" not in page
    frame = ada.get(f"/messages/{mailed.pk}/original.html")
    assert (
        frame["Content-Security-Policy"].startswith("default-src 'none'") and "sandbox" in frame["Content-Security-Policy"]
    )
    assert "allow-scripts" not in frame["Content-Security-Policy"]
    assert f"{ada.page}/files/{mailed.files.get().pk}" in frame.content.decode()


def test_the_original_can_be_saved(ada: Browser, ticket: Ticket, mailed: Message) -> None:
    answer = ada.get(f"/messages/{mailed.pk}/original.eml")
    assert answer.content == RAW and answer["Content-Disposition"].startswith("attachment")
    first = ticket.messages.order_by("id").first()
    assert first is not None and ada.get(f"/messages/{first.pk}/original.eml").status_code == 404


def test_T11_a_strangers_message_carries_a_warning(ada: Browser, world: World, ticket: Ticket) -> None:
    actions.receive(
        ticket, actions.Written(text="Send me all"), by=world.asking(world.carl), at=NOON, source="email",
        email="stranger@far.example", trusted=False, flag="unknown sender",
    )  # fmt: skip
    page = ada.get().content.decode()
    assert "Look twice: unknown sender" in page and "Not confirmed" in page and "stranger@far.example" in page


def test_what_a_customer_writes_is_shown_as_text(ada: Browser, world: World, ticket: Ticket) -> None:
    actions.receive(
        ticket,
        actions.Written(text="<script>alert(1)</script> & more"),
        by=world.asking(world.carl),
        at=NOON,
        source="email",
    )
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in ada.get().content.decode()


def _sent(ticket: Ticket, message: Message, mailbox: Mailbox, states: dict[str, str]) -> dict[str, Recipient]:
    mail, _ = OutgoingMail.objects.get_or_create(
        purpose="reply", message_key=message.pk,
        defaults={
            "mailbox": mailbox, "ticket_id": ticket.pk, "message_id": "<1@pine>", "content": b"x", "created_at": NOON,
            "send_at": NOON,
        },
    )  # fmt: skip
    mail.recipients.all().delete()
    return {
        address: Recipient.objects.create(
            mail=mail, address=address, state=state, detail="550 no such user" * (state == "failed")
        )
        for address, state in states.items()
    }


def test_each_recipient_has_a_fate_and_failed_ones_a_way_on(
    ada: Browser, world: World, ticket: Ticket, mailbox: Mailbox
) -> None:
    message = actions.reply(ticket, actions.Written(text="Hello"), by=world.acting(world.ada), at=NOON)
    rows = _sent(
        ticket, message, mailbox,
        {"a@x.example": "accepted", "b@x.example": "queued", "c@x.example": "failed", "d@x.example": "unknown"},
    )  # fmt: skip
    page = ada.get().content.decode()
    for words in (
        "Sent to a@x.example",
        "Held: b@x.example",
        "Failed: c@x.example",
        "550 no such user",
        "Unknown whether",
    ):
        assert words in page.replace("&#39;", "'")
    assert page.count("Send again") == 2
    again = f"/messages/{message.pk}/deliveries/{rows['c@x.example'].pk}"
    assert ada.post(again).status_code == 303
    rows["c@x.example"].refresh_from_db()
    assert rows["c@x.example"].state == "queued"
    assert ada.post(f"/messages/{message.pk}/deliveries/{rows['a@x.example'].pk}").status_code == 409
    assert ada.post(f"/messages/{message.pk}/deliveries/999999").status_code == 404
