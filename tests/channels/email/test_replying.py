"""A reply becomes a mail."""

from datetime import timedelta
from typing import Any

import pytest

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from tests.world import NOON
from usher.channels.email.leaving.replying import send_reply
from usher.files.actions import store
from usher.mail.marker import REPLY_MARKER
from usher.mail.models import Mailbox, SunkMail
from usher.mail.models.outgoing import RecipientState
from usher.mail.outgoing.sending import attempt
from usher.organizations.models import Organization
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.tickets import actions as tickets
from usher.tickets.actions.writing import Attached
from usher.tickets.models import Message, Ticket


@pytest.fixture
def ticket(post: Post) -> Ticket:
    return post.ticket_of(post.arrive(letter(subject="Re: AW: Oven cold", message_id="<carl-1@bakery.example>")))


def answer(post: Post, ticket: Ticket, text: str = "Try this", **more: Any) -> Message:
    message = tickets.reply(ticket, tickets.Written(text=text, **more), by=post.world.acting(post.world.ada), at=NOON)
    post.work()
    return message


def test_the_mail_of_a_reply(post: Post, ticket: Ticket) -> None:
    post.world.ada.signature = "Ada\nPine Support"
    post.world.ada.save()
    answer(post, ticket)
    (mail,) = post.outbox("reply")
    sent = read(mail.content)
    assert sent["From"] == "Ada via Pine Support <help@pine.example>"
    assert sent["Subject"] == f"Re: Oven cold [{ticket.code}]"
    assert sent["In-Reply-To"] == "<carl-1@bakery.example>" and sent["References"] == "<carl-1@bakery.example>"
    assert sent["Message-ID"] == mail.message_id and sent["Auto-Submitted"] is None
    assert mail.envelope_from.startswith("help+b.")
    plain = sent.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert plain.startswith(REPLY_MARKER)
    assert "Try this" in plain and "-- \nAda\nPine Support" in plain and "> The big oven stays cold." in plain
    assert "<p>Try this</p>" in sent.get_body(("html",)).get_content()


def test_a_signature_stands_once_below_the_text_and_is_no_code(post: Post, ticket: Ticket) -> None:
    signature = "Ada <script>alert(1)</script>\n<img src=x onerror=alert(1)>"
    people.change_member(post.world.ada, by=SYSTEM, at=NOON, changes={"signature": signature})
    post.world.ada.refresh_from_db()
    answer(post, ticket)
    sent = read(post.outbox("reply")[0].content)
    plain, html = (sent.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert plain.count("Ada <script>") == 1 and plain.index("Try this") < plain.index("Ada <script>")
    assert html.count("Ada &lt;script&gt;") == 1 and "<script" not in html and "<img" not in html


def test_the_subject_carries_its_code_once(post: Post, ticket: Ticket) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(subject=f"Re: Oven [{ticket.code}]")
    answer(post, ticket)
    assert read(post.outbox("reply")[0].content)["Subject"] == f"Re: Oven [{ticket.code}]"


def test_S07_a_reply_goes_to_the_requester_and_the_people_in_copy(post: Post, ticket: Ticket) -> None:
    tickets.set_participants(ticket, people={"mia@bakery.example": "Mia"}, by=post.world.acting(post.world.ada), at=NOON)
    post.arrive(letter(sender="mia@bakery.example", In_Reply_To="<carl-1@bakery.example>"))
    answer(post, ticket)
    sent = read(post.outbox("reply")[0].content)
    assert sent["To"] == "Carl Crumb <carl@bakery.example>" and "mia@bakery.example" in sent["Cc"]


def test_a_reply_goes_to_exactly_whom_its_author_chose(post: Post, ticket: Ticket) -> None:
    by = post.world.acting(post.world.ada)
    tickets.reply(ticket, tickets.Written(text="x"), by=by, at=NOON, sent_to=["Mia@bakery.example", "help@pine.example"])
    post.work()
    assert [each.address for each in post.outbox("reply")[0].recipients.all()] == ["mia@bakery.example"]


def test_S08_internal_text_never_leaves(post: Post, ticket: Ticket) -> None:
    by = post.world.acting(post.world.ada)
    note = tickets.note(ticket, tickets.Written(text="He is difficult"), by=by, at=NOON)
    silent = tickets.reply(ticket, tickets.Written(text="hush"), by=by, at=NOON, notifies=False)
    inside = post.world.ticket("Ours", visibility="internal")
    kept = tickets.reply(inside, tickets.Written(text="inside"), by=by, at=NOON)
    post.work()
    assert post.outbox("reply") == []
    for message in (note, silent, kept):
        with pytest.raises(RuntimeError):
            send_reply(message, NOON)
    answer(post, ticket)
    assert b"difficult" not in bytes(post.outbox("reply")[0].content)


def test_S03_line_breaks_in_names_and_subjects_stay_in_their_place(post: Post, ticket: Ticket) -> None:
    post.world.carl.name = 'Carl\r\nBcc: evil@x.example, <evil@y.example>, "a'
    post.world.carl.save()
    Ticket.objects.filter(pk=ticket.pk).update(subject="Oven\r\nBcc: evil@x.example")
    answer(post, ticket)
    sent = read(post.outbox("reply")[0].content)
    assert sent["Bcc"] is None and [each.addr_spec for each in sent["To"].addresses] == ["carl@bakery.example"]


def test_S05_pictures_travel_as_parts(post: Post, ticket: Ticket) -> None:
    picture = store(name="a.png", content=b"\x89PNG\r\n\x1a\n", content_type="image/png", at=NOON)
    other = store(name="b.pdf", content=b"%PDF", content_type="application/pdf", at=NOON)
    files = [Attached(picture, is_inline=True, content_id="pic1"), Attached(other)]
    answer(post, ticket, html='<p>See <img src="cid:pic1"><img src="/pine/files/9"></p>', files=files)
    raw = bytes(post.outbox("reply")[0].content)
    sent = read(raw)
    kinds = {part.get_content_type(): part for part in sent.walk()}
    assert kinds["image/png"]["Content-ID"] == "<pic1>" and kinds["application/pdf"].get_filename() == "b.pdf"
    assert b"/pine/files" not in raw


def test_a_reply_is_queued_once_however_often_the_job_runs(post: Post, ticket: Ticket) -> None:
    message = answer(post, ticket)
    assert send_reply(message, NOON) is None and len(post.outbox("reply")) == 1


def test_without_a_mailbox_members_are_told(post: Post) -> None:
    ticket = post.world.ticket()
    Mailbox.objects.all().delete()
    message = answer(post, ticket)
    message.refresh_from_db()
    assert "no mailbox" in message.flag


def test_the_sink_keeps_what_would_leave(post: Post, ticket: Ticket) -> None:
    answer(post, ticket)
    (mail,) = post.outbox("reply")
    mail.recipients.update(next_attempt_at=NOON - timedelta(days=30))
    assert attempt(Organization.objects.get().pk, mail.pk) is None
    assert attempt(Organization.objects.get().pk, mail.pk) is None
    (sunk,) = SunkMail.objects.all()
    assert sunk.recipients == ["carl@bakery.example"]
    assert [each.state for each in mail.recipients.all()] == [RecipientState.ACCEPTED]


def test_an_address_that_cannot_be_written_keeps_the_answer_from_nobody_else(post: Post) -> None:
    row = post.arrive(letter(sender='"carl"@bakery.example', cc="mia@bakery.example", message_id="<quoted@bakery.example>"))
    ticket = post.ticket_of(row)
    message = answer(post, ticket)
    (mail,) = post.outbox()
    assert [each.address for each in mail.recipients.all()] == ["mia@bakery.example"]
    message.refresh_from_db()
    assert message.flag == 'Not mailed to "carl"@bakery.example: no mail can be sent to such an address.'


def test_a_reply_that_reaches_nobody_says_so(post: Post) -> None:
    ticket = post.ticket_of(post.arrive(letter(sender='"carl"@bakery.example', message_id="<quoted@bakery.example>")))
    message = answer(post, ticket)
    message.refresh_from_db()
    assert post.outbox() == [] and "Not mailed" in message.flag
