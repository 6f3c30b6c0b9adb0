"""Pictures pasted into the composer."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.tickets.conftest import Browser
from tests.world import World
from usher.channels.email.leaving.letter import content_of_reply
from usher.files.models import StoredFile
from usher.mail.models import Mailbox
from usher.tickets.models import Draft, Message, Ticket

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def paste(browser: Browser, content: bytes = PNG) -> str:
    answer = browser.post("/pictures", picture=SimpleUploadedFile("image.png", content, "image/png"))
    assert answer.status_code == 201
    src: str = json.loads(answer.content)["src"]
    return src


def test_a_pasted_picture_is_sent_inside_the_message(ada: Browser, ticket: Ticket) -> None:
    src = paste(ada)
    assert ada.client.get(src).status_code == 302
    ada.post("/messages", kind="reply", text="x", body_html=f'<p>See <img src="{src}"></p>')
    message = Message.objects.latest("id")
    part = message.files.get()
    assert part.is_inline and f'src="cid:{part.content_id}"' in message.html and src not in message.html
    ticket.refresh_from_db()
    assert ticket.attachment_count == 0
    assert f'src="{ada.page}/files/{part.pk}"' in ada.get().content.decode()
    said = content_of_reply(message, Mailbox(address="help@pine.example"))
    assert [file.content_id for file in said.inline_images] == [part.content_id] and part.content_id in said.html


def test_a_picture_alone_is_a_message(ada: Browser) -> None:
    ada.post("/messages", kind="note", body_html=f'<p><img src="{paste(ada)}"></p>')
    assert Message.objects.latest("id").files.count() == 1


def test_a_draft_keeps_its_pictures(ada: Browser) -> None:
    src = paste(ada)
    ada.post("/draft", kind="reply", text="See", body_html=f'<p>See <img src="{src}"></p>')
    assert src in Draft.objects.get().html and src in ada.get().content.decode()


def test_A02_a_picture_is_its_authors_alone_until_it_is_sent(ada: Browser, as_member: Any, world: World) -> None:
    src = paste(ada)
    root: Browser = as_member(world.root)
    assert root.client.get(src).status_code == 404
    root.post("/messages", kind="note", text="Mine", body_html=f'<p>Mine <img src="{src}"></p>')
    message = Message.objects.latest("id")
    assert message.text == "Mine" and not message.files.exists() and "src" not in message.html


@pytest.mark.parametrize(
    "address", ["https://evil.example/a.png", "/pine-support/tickets/1/pictures/made:up:token", "cid:x"]
)
def test_other_pictures_do_not_come_along(ada: Browser, address: str) -> None:
    ada.post("/messages", kind="note", text="x", body_html=f'<p>Text <img src="{address}"></p>')
    message = Message.objects.latest("id")
    assert message.text == "Text" and "src" not in message.html


@pytest.mark.parametrize("content", [b"<svg/>", b"", b"%PDF-1.4", PNG + b"\0" * 10_000_000])
def test_what_is_no_picture_is_refused(ada: Browser, content: bytes) -> None:
    before = StoredFile.objects.count()
    assert ada.post("/pictures", picture=SimpleUploadedFile("a.png", content, "image/png")).status_code == 422
    assert ada.post("/pictures").status_code == 422
    assert StoredFile.objects.count() == before


def test_who_may_not_write_stores_nothing(as_member: Any, world: World) -> None:
    vic: Browser = as_member(world.vic)
    assert vic.post("/pictures", picture=SimpleUploadedFile("a.png", PNG)).status_code == 403
