"""A planned reply that cannot leave at its time is held, and who counts on it hears of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from tests.world import NOON
from usher.mail.models import Mailbox, OutgoingMail, Suspension
from usher.mail.outgoing.suspending import note_hard_bounce
from usher.people import actions as people
from usher.people.actors import SYSTEM, token_actor
from usher.people.models import AccessToken, Role
from usher.tickets import actions as tickets
from usher.tickets.actions.sending_pending import send_due
from usher.tickets.models import Draft, PendingReply, Ticket

LATER = NOON + timedelta(days=1)


@pytest.fixture
def ticket(post: Post) -> Ticket:
    return post.world.ticket(mailbox=post.mailbox)


def plan(post: Post, ticket: Ticket, **more: object) -> PendingReply:
    by = post.world.acting(post.world.ada)
    return tickets.send_later(
        ticket, tickets.Written(text="A secret promise"), tickets.Plan(LATER, **more), by=by, at=NOON  # type: ignore[arg-type]
    )  # fmt: skip


def come(post: Post, row: PendingReply) -> PendingReply | None:
    """The time of the reply comes; the row if it is held."""
    send_due(row.pk, LATER)
    post.work()
    return PendingReply.objects.filter(pk=row.pk, held_at__isnull=False).first()


def told(post: Post) -> list[OutgoingMail]:
    return [mail for mail in post.outbox() if mail.purpose.startswith("held-")]


def test_the_author_hears_by_mail_that_a_planned_reply_was_held(post: Post, ticket: Ticket) -> None:
    row = plan(post, ticket)
    post.arrive(letter(text="It works again", subject=f"Re: [{ticket.code}]"))
    come(post, row)
    (mail,) = told(post)
    sent = read(mail.content)
    assert sent["To"] == "Ada <ada@usher.example>" and sent["Auto-Submitted"] == "auto-generated"
    said = bytes(mail.content).decode()
    assert "requester wrote in the meantime" in said and f"/tickets/{ticket.number}" in said
    assert "secret promise" not in said and post.outbox("reply") == []


def _closed(post: Post, ticket: Ticket) -> None:
    tickets.move(ticket, to="closed", by=post.world.acting(post.world.root), at=NOON)


def _merged(post: Post, ticket: Ticket) -> None:
    tickets.merge(post.world.ticket(), sources=[ticket.pk], by=post.world.acting(post.world.root), at=NOON)


def _deleted(post: Post, ticket: Ticket) -> None:
    tickets.delete(ticket, by=post.world.acting(post.world.root), at=NOON)


def _internal(post: Post, ticket: Ticket) -> None:
    tickets.set_visibility(ticket, to="internal", by=post.world.acting(post.world.root), at=NOON)


def _out_of_sight(post: Post, ticket: Ticket) -> None:
    post.world.ada.role = Role.objects.create(key="few", name="Few", permissions=["view_own", "reply"])
    post.world.ada.save()


def _switched_off(post: Post, ticket: Ticket) -> None:
    Mailbox.objects.update(is_active=False)


def _without_server(post: Post, ticket: Ticket) -> None:
    Mailbox.objects.update(smtp_host="")


def _stopped(post: Post, ticket: Ticket) -> None:
    for _ in range(2):
        note_hard_bounce("carl@bakery.example", "5.1.1 no such user", NOON)


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (_closed, "is closed"), (_merged, "merged into PINE-2"), (_deleted, "in the bin"), (_internal, "internal"),
        (_out_of_sight, "may do nothing here any more"), (_switched_off, "cannot send"), (_without_server, "cannot send"),
        (_stopped, "two mails in a row came back (5.1.1"),
    ],
)  # fmt: skip
def test_what_happens_before_its_time_holds_it_and_its_author_hears_why(
    post: Post, ticket: Ticket, happens: Callable[[Post, Ticket], None], why: str
) -> None:
    row = plan(post, ticket)
    happens(post, ticket)
    held = come(post, row)
    assert held is not None and why in held.held_because, held and held.held_because
    assert (held.text, post.outbox("reply")) == ("A secret promise", [])
    (mail,) = told(post)
    assert mail.recipients.get().address == "ada@usher.example"
    assert "secret" not in read(mail.content).get_body(("plain",)).get_content()
    tickets.restore(ticket, by=SYSTEM, at=NOON)
    Suspension.objects.all().delete()
    assert come(post, row) is not None, "only a person sends it now"


def test_whose_ticket_it_is_hears_of_what_its_author_can_take_no_care_of(post: Post, ticket: Ticket) -> None:
    tickets.assign(ticket, to=post.world.lena, by=post.world.acting(post.world.root), at=NOON)
    row = plan(post, ticket)
    _out_of_sight(post, ticket)
    come(post, row)
    assert sorted(mail.recipients.get().address for mail in told(post)) == ["ada@usher.example", "lena@usher.example"]


def test_whose_ticket_it_is_hears_of_what_a_deactivated_author_planned_and_takes_it_over(post: Post, ticket: Ticket) -> None:
    tickets.assign(ticket, to=post.world.lena, by=post.world.acting(post.world.root), at=NOON)
    row = plan(post, ticket)
    post.world.ada.is_active = False
    post.world.ada.save()
    held = come(post, row)
    assert held is not None and "may do nothing here" in held.held_because
    (mail,) = told(post)
    said = bytes(mail.content).decode()
    assert mail.recipients.get().address == "lena@usher.example" and "A reply that Ada planned" in said
    tickets.call_back(row, by=post.world.acting(post.world.lena), at=LATER)
    assert (Draft.objects.get().member, Draft.objects.get().text) == (post.world.lena, "A secret promise")


def test_of_the_notice_nothing_reaches_the_customer_when_its_author_answers_it(post: Post, ticket: Ticket) -> None:
    row = plan(post, ticket)
    _stopped(post, ticket)
    come(post, row)
    notice = read(told(post)[0].content)
    said = notice.get_body(("plain",)).get_content()
    Suspension.objects.all().delete()
    post.arrive(letter(sender="Ada <ada@usher.example>", to=notice["Reply-To"], text=f"I shall call you.\n\n{said}"))
    assert ticket.messages.latest("id").text == "I shall call you."
    (mail,) = post.outbox("reply")
    assert "came back" not in read(mail.content).get_body(("plain",)).get_content()


def test_nobody_hears_of_what_its_author_sent_in_the_meantime(post: Post, ticket: Ticket) -> None:
    row = plan(post, ticket)
    post.arrive(letter(text="It works again", subject=f"Re: [{ticket.code}]"))
    send_due(row.pk, LATER)
    tickets.send_now(row, by=post.world.acting(post.world.ada), at=LATER)
    post.work()
    assert told(post) == [] and len(post.outbox("reply")) == 1


def test_what_a_program_planned_with_a_token_that_ended_is_told_to_whose_ticket_it_is(post: Post, ticket: Ticket) -> None:
    tickets.assign(ticket, to=post.world.lena, by=post.world.acting(post.world.root), at=NOON)
    token, _secret = people.issue_token(name="Bot", scopes=["writeSupport"], by=post.world.acting(post.world.root), at=NOON)
    written = tickets.Written(text="x")
    row = tickets.send_later(ticket, written, tickets.Plan(LATER), by=token_actor(token), at=NOON)
    AccessToken.objects.update(revoked_at=NOON)
    assert come(post, row) is not None
    assert [mail.recipients.get().address for mail in told(post)] == ["lena@usher.example"]


def test_one_in_copy_whose_mail_is_stopped_keeps_it_from_nobody_else(post: Post, ticket: Ticket) -> None:
    row = plan(post, ticket, added=["mia@bakery.example"])
    for _ in range(2):
        note_hard_bounce("mia@bakery.example", "5.1.1", NOON)
    assert come(post, row) is None
    states = dict(post.outbox("reply")[0].recipients.values_list("address", "state"))
    assert states == {"carl@bakery.example": "queued", "mia@bakery.example": "failed"}


def test_without_any_mailbox_it_stands_on_the_ticket_at_its_time(post: Post) -> None:
    ticket = post.world.ticket()
    row = plan(post, ticket)
    Mailbox.objects.all().delete()
    assert come(post, row) is None and ticket.messages.latest("id").text == "A secret promise"


def test_the_mail_speaks_the_authors_language(post: Post, ticket: Ticket) -> None:
    post.world.ada.user.language = "fi"
    post.world.ada.user.save()
    row = plan(post, ticket)
    _closed(post, ticket)
    come(post, row)
    (mail,) = told(post)
    sent = read(mail.content)
    assert sent["Subject"].startswith("Ei lähetetty: ajastettu vastaus")
    assert '<html lang="fi">' in sent.get_body(("html",)).get_content()
