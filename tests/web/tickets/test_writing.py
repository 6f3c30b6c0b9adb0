import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.mail.models import Mailbox
from usher.mail.queries import mailboxes
from usher.tickets import actions
from usher.tickets.models import Message, Ticket


def _last(ticket: Ticket) -> Message:
    row: Message = ticket.messages.latest("id")
    return row


def test_a_reply_in_plain_and_in_rich_text(ada: Browser, ticket: Ticket) -> None:
    plain = ada.post("/messages", kind="reply", text="Look at the fuse.\n\nAda")
    assert (plain.status_code, plain["Location"]) == (303, ada.page)
    assert (_last(ticket).text, _last(ticket).html, _last(ticket).is_public) == ("Look at the fuse.\n\nAda", "", True)
    rich = ada.post(
        "/messages", htmx=True, kind="reply", text="x", body_html="<p>The <strong>fuse</strong></p><script>x</script>"
    )
    assert rich.status_code == 200 and "<strong>fuse</strong>" in rich.content.decode()
    assert (_last(ticket).text, _last(ticket).html) == ("The fuse", "<p>The <strong>fuse</strong></p>")


def test_a_note_stays_inside(ada: Browser, ticket: Ticket) -> None:
    ada.post("/messages", kind="note", text="He pays late", cc="x@y.example")
    assert (_last(ticket).kind, _last(ticket).is_public, ticket.participants.count()) == ("note", False, 0)
    assert "Internal note" in ada.get().content.decode()


@pytest.mark.parametrize(
    ("then", "status"), [("resolve", "resolved"), ("wait", "waiting_customer"), ("", "waiting_customer")]
)
def test_sending_and_moving(ada: Browser, ticket: Ticket, then: str, status: str) -> None:
    ada.post("/messages", kind="reply", text="Done", then=then)
    assert Ticket.objects.get(pk=ticket.pk).status == status


def test_files_travel_with_the_message(ada: Browser, ticket: Ticket) -> None:
    files = [SimpleUploadedFile("fuse.png", b"\x89PNG\r\n\x1a\n"), SimpleUploadedFile("list.txt", b"a list")]
    ada.post("/messages", kind="reply", text="See", files=files)
    parts = list(_last(ticket).files.select_related("file").order_by("id"))
    assert [part.file.name for part in parts] == ["fuse.png", "list.txt"]
    assert ada.get(f"/files/{parts[1].pk}").status_code == 302
    there = ada.client.get(ada.get(f"/files/{parts[1].pk}")["Location"])
    assert there.content == b"a list" and there["Content-Disposition"].startswith("attachment")


def test_A02_a_file_of_another_ticket_is_not_opened_here(ada: Browser, world: World, ticket: Ticket) -> None:
    ada.post("/messages", kind="note", text="See", files=[SimpleUploadedFile("a.txt", b"a")])
    other = world.ticket("Another")
    part = _last(ticket).files.get()
    assert ada.client.get(f"/pine-support/tickets/{other.number}/files/{part.pk}").status_code == 404


def test_too_much_is_told_and_the_text_kept(ada: Browser, ticket: Ticket) -> None:
    large = SimpleUploadedFile("film.mp4", b"\0" * 30_000_001)
    answer = ada.post("/messages", kind="reply", text="My long answer", files=[large])
    page = answer.content.decode()
    assert answer.status_code == 422 and "larger than 30 MB together" in page
    assert ">My long answer</textarea>" in page and "Attach your files again" in page
    assert ticket.messages.count() == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "reply", "text": "  "}, "The message is empty"),
        ({"kind": "reply", "body_html": "<p></p><script>x</script>"}, "The message is empty"),
        ({"kind": "sermon", "text": "x"}, "Choose whether this is a reply, a note or an update"),
        ({"kind": "reply", "text": "x", "then": "explode"}, "resolved or waits"),
        ({"kind": "reply", "text": "Hello", "cc": "nobody"}, "is not an e-mail address"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_what_cannot_be_sent_is_told_in_the_composer(
    ada: Browser, ticket: Ticket, values: dict[str, str], words: str, htmx: bool
) -> None:
    answer = ada.post("/messages", htmx=htmx, **values)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert ticket.messages.count() == 1
    if htmx:
        assert "<" not in answer.content.decode().replace("&lt;", "").strip()


def test_a_closed_ticket_says_why_and_offers_a_follow_up(ada: Browser, world: World, ticket: Ticket) -> None:
    actions.move(ticket, to="closed", by=world.acting(world.ada), at=NOON)
    page = ada.get().content.decode()
    assert "<composer-box" not in page and "Open follow-up ticket" in page and "nothing can be added" in page
    answer = ada.post("/messages", htmx=True, kind="reply", text="Too late")
    assert answer.status_code == 422 and "nothing can be added" in answer.content.decode()


def test_copies_as_the_author_chose_them(ada: Browser, world: World, ticket: Ticket) -> None:
    changed = ada.post("/participants", htmx=True, add="mia@bakery.example boss@bakery.example").content.decode()
    shown = "mia@bakery.example, boss@bakery.example"
    told = changed.split('<copies-now addresses="')[1].split('"')[0]  # what an open composer follows
    assert set(told.split(", ")) == set(shown.split(", ")) and f'name="cc_before" value="{told}"' in changed
    ada.post("/messages", kind="reply", text="To all", cc=shown, cc_before=shown)
    assert _last(ticket).sent_to == []
    ada.post("/messages", kind="reply", text="Not to the boss", cc="mia@bakery.example", cc_before=shown)
    assert _last(ticket).sent_to == ["carl@bakery.example", "mia@bakery.example"]
    ada.post("/messages", kind="reply", text="And the fitter", cc=f"{shown}, fit@oven.example", cc_before=shown)
    assert _last(ticket).sent_to == []
    assert ticket.participants.filter(email="fit@oven.example").exists()
    ada.post("/messages", kind="reply", text="A line each", cc="mia@bakery.example\r\nfit@oven.example;", cc_before=told)
    assert _last(ticket).sent_to == ["carl@bakery.example", "mia@bakery.example", "fit@oven.example"]


def test_a_reply_from_which_everybody_was_left_out_goes_to_nobody(ada: Browser, world: World, ticket: Ticket) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(requester=None)
    ada.post("/participants", add="mia@bakery.example")
    before = ticket.messages.count()
    answer = ada.post("/messages", htmx=True, kind="reply", text="Psst", cc="", cc_before="mia@bakery.example")
    assert answer.status_code == 422 and "Nobody would get this reply" in answer.content.decode()
    assert ticket.messages.count() == before


def test_somebody_whom_a_mail_brought_in_meanwhile_is_not_left_out(ada: Browser, world: World, ticket: Ticket) -> None:
    actions.set_participants(ticket, people={"late@bakery.example": ""}, by=world.asking(world.carl), at=NOON)
    ada.post("/messages", kind="reply", text="Written before", cc="", cc_before="")
    assert _last(ticket).sent_to == []


def test_an_internal_ticket_takes_notes_only(ada: Browser, world: World, ticket: Ticket) -> None:
    internal = world.ticket("Inside", visibility="internal")
    page = ada.client.get(f"/pine-support/tickets/{internal.number}").content.decode()
    assert 'id="tab-reply"' not in page and 'id="tab-note"' in page


def test_the_signature_is_shown_before_a_reply_is_sent(world: World, ticket: Ticket, ada: Browser) -> None:
    signature = "<p><em>{{organization.name}}</em></p>"
    box = Mailbox.objects.create(address="help@pine.example", smtp_host="sink", signature_html=signature, created_at=NOON)
    mailboxes.drop(world.pine.pk)
    world.ada.signature = "{{member.name}} <3"
    world.ada.save()
    shown = 'aria-label="Signature"><p>Ada &lt;3</p><p><em>Pine Support</em></p></div>'
    assert shown in ada.get().content.decode()
    box.delete()
    mailboxes.drop(world.pine.pk)
