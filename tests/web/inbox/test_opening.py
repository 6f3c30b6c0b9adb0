"""S04: a new ticket whose message is mailed can be undone for some seconds."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.web.inbox.test_new_ticket import NEW, PIECE, form
from tests.world import NOON, World
from usher.events.models import Event
from usher.files.actions import store
from usher.mail.models import Mailbox, OutgoingMail
from usher.tickets import actions
from usher.tickets.actions.sending_pending import send_due
from usher.tickets.models import MessageFile, PendingReply, Ticket
from usher.web.files.downloading import address_of


@pytest.fixture(autouse=True)
def mailbox(world: World) -> Mailbox:
    row: Mailbox = Mailbox.objects.create(address="help@pine.example", smtp_host="sink", undo_seconds=10, created_at=NOON)
    return row


def posted(ada: Client, **more: Any) -> tuple[Ticket, str]:
    answer = ada.post(NEW, form(**more))
    ticket = Ticket.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/pine-support/tickets/drafts/{ticket.number}")
    return ticket, answer["Location"]


def open_by_time() -> None:
    send_due(PendingReply.objects.get().pk, timezone.now() + timedelta(seconds=11))


def test_it_waits_is_shown_as_it_will_be_and_leaves_no_trace_when_undone(
    world: World, ada: Client, run_reactions: Any
) -> None:
    draft, here = posted(ada, text="Dear <Carl>", files=[SimpleUploadedFile("oven.txt", b"cold")])
    page = ada.get(here).content.decode()
    for part in ("Dear &lt;Carl&gt;", "oven.txt", "Being sent", 'data-left="', f'action="{here}/undo"', 'id="opening"'):
        assert part in page, part
    assert ada.get(f"/pine-support/tickets/{draft.number}")["Location"] == here
    assert draft.code not in ada.get("/pine-support/inbox/all").content.decode()
    run_reactions()
    assert not Event.objects.filter(subject_type="ticket").exists() and not OutgoingMail.objects.exists()
    answer = ada.post(f"{here}/undo")
    assert (answer.status_code, answer["Location"]) == (303, here) and not PendingReply.objects.exists()
    page = ada.get(here).content.decode()
    assert "Dear &lt;Carl&gt;</textarea>" in page and 'value="Oven"' in page and "Not sent" in page
    send_due(0, timezone.now())
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_at_its_time_it_is_open_and_mailed_and_who_wrote_it_has_seen_it(
    world: World, ada: Client, run_reactions: Any
) -> None:
    draft, here = posted(ada, assignee=world.ada.pk)
    open_by_time()
    run_reactions()
    draft.refresh_from_db()
    assert (draft.status, draft.assignee_id, OutgoingMail.objects.get().purpose) == ("assigned", world.ada.pk, "reply")
    assert [event.name for event in Event.objects.filter(subject_type="ticket").order_by("id")][0] == "ticket.opened"
    place = f"/pine-support/tickets/{draft.number}"
    assert ada.get(here)["Location"] == place and ada.get(here, **PIECE)["HX-Redirect"] == place
    answer = ada.post(f"{here}/undo", follow=True)
    assert "is open already" in answer.content.decode() and not PendingReply.objects.exists()
    draft.refresh_from_db()
    assert draft.state == "open" and OutgoingMail.objects.count() == 1


def test_it_is_opened_without_waiting(world: World, ada: Client) -> None:
    draft, here = posted(ada)
    assert ada.post(f"{here}/open")["Location"] == f"/pine-support/tickets/{draft.number}"
    draft.refresh_from_db()
    assert draft.state == "open" and not PendingReply.objects.exists()


def test_nothing_waits_that_is_not_mailed_or_has_no_window(world: World, ada: Client, mailbox: Mailbox) -> None:
    ada.post(NEW, form(notifies=""))
    ada.post(NEW, {**form(), "visibility": "internal"})
    mailbox.undo_seconds = 0
    mailbox.save()
    ada.post(NEW, form())
    assert {ticket.state for ticket in Ticket.objects.all()} == {"open"} and not PendingReply.objects.exists()


def test_a_draft_that_is_finished_waits_likewise_and_is_not_changed_meanwhile(world: World, ada: Client) -> None:
    ada.post(NEW, form(keep="1"))
    draft = Ticket.objects.get()
    here = f"/pine-support/tickets/drafts/{draft.number}"
    assert ada.post(here, form())["Location"] == here
    assert ada.post(here, form(keep="1", text="Other")).status_code == 409 == ada.post(here, form()).status_code
    ada.post(f"{here}/undo")
    assert ada.post(here, form(keep="1", text="Other")).status_code == 303


def test_what_becomes_public_with_its_opening_waits_too(world: World, ada: Client) -> None:
    ada.post(NEW, {**form(keep="1"), "visibility": "internal"})
    here = f"/pine-support/tickets/drafts/{Ticket.objects.get().number}"
    assert ada.post(here, form())["Location"] == here and PendingReply.objects.get().opens


def test_undone_twice_it_is_a_draft_and_nobody_is_told_that_it_is_open(world: World, ada: Client) -> None:
    draft, here = posted(ada)
    ada.post(f"{here}/undo")
    for way in ("undo", "open"):
        page = ada.post(f"{here}/{way}", follow=True).content.decode()
        assert "was undone already" in page and "is open" not in page, way
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_pictures_in_its_text_are_shown_where_they_stand(world: World, ada: Client) -> None:
    draft, here = posted(ada)
    message, picture = draft.messages.get(), store(name="oven.png", content=b"x", content_type="image/png", at=NOON)
    MessageFile.objects.create(message=message, file=picture, is_inline=True, content_id="oven")
    draft.messages.update(html='<p>See <img src="cid:oven"></p>')
    page = ada.get(here).content.decode()
    assert 'src="cid:' not in page and f'src="{address_of(picture)}"' in page and 'class="files"' not in page


def test_nobody_else_sees_or_undoes_it(world: World, ada: Client) -> None:
    _draft, here = posted(ada)
    root = Client()
    root.force_login(world.root.user)
    assert [root.get(here).status_code, root.post(f"{here}/undo").status_code] == [404, 404]
    assert PendingReply.objects.exists()


def test_thrown_away_it_is_gone(world: World, ada: Client) -> None:
    draft, _here = posted(ada)
    ada.post(f"/pine-support/tickets/{draft.number}/delete")
    assert not PendingReply.objects.exists() and not Event.objects.filter(name="ticket.reply_held").exists()


def test_what_cannot_be_opened_any_more_stays_a_draft_that_says_why(world: World, ada: Client) -> None:
    draft, here = posted(ada, assignee=world.ada.pk)
    Ticket.objects.update(assignee=world.lena)
    world.lena.is_active = False
    world.lena.save()
    open_by_time()
    draft.refresh_from_db()
    assert draft.state == "draft" and "Not opened: Lena is deactivated" in ada.get(here).content.decode()
    assert ada.post(here, form(assignee="", keep="1")).status_code == 303


def test_who_is_deactivated_in_these_seconds_mails_nothing_and_the_ticket_is_there(
    world: World, ada: Client, run_reactions: Any
) -> None:
    draft, _here = posted(ada)
    world.ada.is_active = False
    world.ada.save()
    open_by_time()
    run_reactions()
    draft.refresh_from_db()
    assert draft.state == "open" and not OutgoingMail.objects.filter(purpose="reply").exists()
    assert "Not mailed: Ada may do nothing here any more." in draft.messages.get().flag


def test_a_missing_field_is_told_at_once(world: World, ada: Client) -> None:
    assert ada.post(NEW, form(subject="")).status_code == 422 and not Ticket.objects.exists()
    draft = actions.save_draft(None, wanted={"subject": "x"}, by=world.acting(world.ada), at=NOON)
    Ticket.objects.update(subject="")
    with pytest.raises(Exception, match="subject is empty"):
        actions.open_later(draft, send_at=NOON + timedelta(seconds=9), by=world.acting(world.ada), at=NOON)
