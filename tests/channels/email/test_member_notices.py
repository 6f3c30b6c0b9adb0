"""What members hear by mail."""

import re
from datetime import datetime

import pytest
from django.utils import timezone

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from usher.channels.email.telling import member_words
from usher.events.models import Event
from usher.mail.models import OutgoingMail
from usher.organizations.actions import change
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.tickets import actions as tickets
from usher.tickets.models import Ticket
from usher.web.tickets.sentences import happening_of


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def ticket(post: Post) -> Ticket:
    return post.ticket_of(post.arrive(letter(message_id="<carl-1@bakery.example>", subject="Oven")))


def notices(post: Post, kind: str = "") -> list[OutgoingMail]:
    post.work()
    return [mail for mail in post.outbox() if mail.purpose.startswith(kind or ("given", "written"))]


def test_who_is_given_a_ticket_hears_of_it_and_can_answer(post: Post, ticket: Ticket, now: datetime) -> None:
    tickets.note(ticket, tickets.Written(text="He is difficult"), by=SYSTEM, at=now)
    tickets.assign(ticket, to=post.world.ada, by=post.world.acting(post.world.lena), at=now)
    (mail,) = notices(post)
    sent = read(mail.content)
    assert sent["To"] == "Ada <ada@usher.example>" and sent["Auto-Submitted"] == "auto-generated"
    said = bytes(mail.content).decode()
    assert "stays cold" in said and "difficult" not in said and f"/tickets/{ticket.number}" in said
    back = sent["Reply-To"].addresses[0].addr_spec
    post.arrive(letter(sender="ada@usher.example", to=back, text="On my way"))
    assert len(post.outbox("reply")) == 1 and ticket.messages.order_by("-id")[0].is_public


def test_a_member_hears_that_the_customer_wrote_but_not_of_their_own_act(post: Post, ticket: Ticket, now: datetime) -> None:
    tickets.assign(ticket, to=post.world.ada, by=post.world.acting(post.world.ada), at=now)
    tickets.follow(ticket, member=post.world.otto, by=post.world.acting(post.world.otto), at=now)
    assert notices(post) == []
    post.arrive(letter(subject=f"Re: [{ticket.code}]", text="Still cold"))
    assert {mail.recipients.get().address for mail in notices(post)} == {"ada@usher.example", "otto@usher.example"}
    assert all(b"Still cold" in bytes(mail.content) for mail in notices(post))


def test_each_kind_can_be_switched_off(post: Post, ticket: Ticket, now: datetime) -> None:
    changes = {"hears_assigned": False, "hears_replies": False}
    people.change_member(post.world.ada, by=SYSTEM, at=now, changes=changes)
    tickets.assign(ticket, to=post.world.ada, by=post.world.acting(post.world.lena), at=now)
    post.arrive(letter(subject=f"Re: [{ticket.code}]", text="Still cold"))
    assert notices(post) == []


def test_S08_of_an_internal_ticket_only_where_it_is(post: Post, now: datetime) -> None:
    inside = post.world.ticket("Secret salaries", visibility="internal", mailbox=post.mailbox)
    tickets.assign(inside, to=post.world.ada, by=post.world.acting(post.world.lena), at=now)
    (mail,) = notices(post)
    said = bytes(mail.content).decode()
    assert "salaries" not in said and "stays cold" not in said and inside.code in said


@pytest.mark.parametrize("mark", [{"X_Spam_Flag": "YES"}, {"Auto_Submitted": "auto-replied"}])
def test_spam_and_automatic_mail_wake_nobody(post: Post, ticket: Ticket, now: datetime, mark: dict[str, str]) -> None:
    tickets.assign(ticket, to=post.world.ada, by=post.world.acting(post.world.ada), at=now)
    post.arrive(letter(subject=f"Re: [{ticket.code}]", text="Buy pills", **mark))
    assert notices(post) == []


def test_a_ticket_that_came_as_spam_is_marked_and_not_answered(post: Post) -> None:
    ticket = post.ticket_of(post.arrive(letter(X_Spam_Flag="YES")))
    assert [label.name for label in ticket.labels.all()] == ["spam"] and post.outbox() == []
    again = post.ticket_of(post.arrive(letter(X_Spam_Flag="YES", text="Again")))
    assert list(again.labels.all()) == list(ticket.labels.all())


@pytest.mark.parametrize(
    ("language", "house", "words"),
    [
        ("de", "en", ("hat Ihnen dieses Ticket gegeben", "Bitte oberhalb", "Von: Carl Crumb", 'lang="de"')),
        ("", "fi", ("antoi sinulle tämän tiketin", "Kirjoita vastauksesi", "Pyytäjä: Carl Crumb", 'lang="fi"')),
        ("sv", "en", ("gave you this ticket", "Write your answer", "Requester: Carl Crumb", 'lang="en"')),
    ],
)
def test_a_notice_speaks_the_members_language(
    post: Post, ticket: Ticket, now: datetime, language: str, house: str, words: tuple[str, ...]
) -> None:
    change(post.world.pine, by=SYSTEM, at=now, changes={"language": house})
    post.world.ada.user.language = language
    post.world.ada.user.save()
    tickets.assign(ticket, to=post.world.ada, by=post.world.acting(post.world.lena), at=now)
    (mail,) = notices(post)
    plain, html = (read(mail.content).get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert all(word in plain + html for word in words), plain


def test_every_language_says_everything() -> None:
    english = member_words.WORDS["en"]
    for words in member_words.WORDS.values():
        gaps = {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in words.items()}
        assert gaps == {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in english.items()}


def test_the_timeline_says_in_one_line_who_was_told(post: Post, ticket: Ticket, now: datetime) -> None:
    tickets.assign(ticket, to=post.world.ada, by=post.world.acting(post.world.ada), at=now)
    tickets.follow(ticket, member=post.world.otto, by=post.world.acting(post.world.otto), at=now)
    post.arrive(letter(subject=f"Re: [{ticket.code}]", text="Still cold"))
    (event,) = Event.objects.filter(name="ticket.members_told")
    assert str(happening_of(event).html) == "<b>Ada, Otto</b> were told by mail" and event.actor_kind == "system"
    post.work()
    assert Event.objects.filter(name="ticket.members_told").count() == 1


def test_who_was_not_told_stands_in_no_line(post: Post, ticket: Ticket, now: datetime) -> None:
    people.change_member(post.world.ada, by=SYSTEM, at=now, changes={"hears_assigned": False})
    tickets.assign(ticket, to=post.world.ada, by=post.world.acting(post.world.lena), at=now)
    assert notices(post) == [] and not Event.objects.filter(name="ticket.members_told").exists()
