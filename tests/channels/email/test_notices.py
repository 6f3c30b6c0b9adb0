"""Who hears by mail, without a member writing, that a ticket was opened or that it ended."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from usher.base.refusals import Invalid
from usher.base.tenancy import entered
from usher.channels.email.telling import caps
from usher.mail import actions
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.incoming.settling import settle_mailbox
from usher.mail.models import IncomingMail, Mailbox, OutgoingMail, Recipient
from usher.organizations.actions import change
from usher.people.actors import SYSTEM
from usher.people.models import Contact
from usher.tickets import actions as tickets
from usher.tickets.models import Ticket


def switch(post: Post, **changes: Any) -> None:
    change(post.world.pine, by=SYSTEM, at=timezone.now(), changes=changes)


def opened(post: Post, **more: Any) -> Ticket:
    values = {"at": timezone.now(), "source": "web", "by": post.world.acting(post.world.ada), "notifies": False} | more
    return post.world.ticket(**values)


def move(post: Post, ticket: Ticket, to: str, **more: Any) -> None:
    tickets.move(ticket, to=to, by=more.get("by") or post.world.acting(post.world.ada), at=timezone.now())
    post.work()


def told(post: Post) -> list[str]:
    """Purpose of each mail that nobody wrote."""
    return [mail.purpose for mail in post.outbox() if mail.purpose != "reply"]


def test_a_requester_hears_once_how_it_ended(post: Post) -> None:
    ticket = opened(post)
    move(post, ticket, "resolved")
    assert told(post) == []
    switch(post, tells_closure=True)
    move(post, ticket, "open")
    move(post, ticket, "resolved")
    move(post, ticket, "closed")
    assert told(post) == ["resolved"]
    (mail,) = post.outbox("resolved")
    sent = read(mail.content)
    assert sent["Auto-Submitted"] == "auto-generated" and sent["To"] == "carl@bakery.example"
    plain, html = (sent.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "Hello Carl Crumb," in plain and f"your request {ticket.code} as resolved" in plain and "<p>Hello" in html


def test_what_is_closed_without_having_been_resolved_is_told_as_closed(post: Post) -> None:
    switch(post, tells_closure=True)
    move(post, opened(post), "closed")
    assert told(post) == ["closure"]
    assert "Reply-To" not in read(post.outbox("closure")[0].content)


def test_who_goes_on_a_moment_later_tells_nobody(post: Post) -> None:
    switch(post, tells_closure=True)
    ticket = opened(post)
    move(post, ticket, "resolved")
    move(post, ticket, "in_progress")
    assert [row.state for row in Recipient.objects.filter(mail__purpose="resolved")] == ["cancelled"]


def test_merged_internal_old_and_own_ends_are_not_told(post: Post) -> None:
    switch(post, tells_closure=True)
    by, target, now = post.world.acting(post.world.lena), opened(post), timezone.now()
    tickets.merge(target, sources=[opened(post).pk], by=by, at=now)
    move(post, opened(post, visibility="internal"), "closed")
    tickets.move(opened(post), to="closed", by=by, at=now - timedelta(days=3))
    tickets.move(opened(post), to="closed", by=post.world.asking(post.world.carl), at=now)
    post.work()
    assert told(post) == []


def test_spam_and_robots_hear_nothing(post: Post) -> None:
    switch(post, tells_closure=True, acknowledges=False)
    spam, robot = post.arrive(letter()), post.arrive(letter(sender="no-reply@shop.example"))
    IncomingMail.objects.filter(pk=spam.pk).update(is_spam=True)
    for row in (spam, robot):
        move(post, post.ticket_of(row), "closed")
    assert told(post) == []


def test_L07_a_notice_to_an_unproven_address_holds_nothing_that_the_sender_chose(post: Post) -> None:
    words = "{{requester.name}} {{ticket.subject}}"
    for kind in ("acknowledgement", "closure", "resolved"):
        actions.set_words(kind, mailbox=None, language="", subject=words, text=words, by=SYSTEM, at=timezone.now())
    switch(post, tells_closure=True)
    row = post.arrive(letter(sender="Buy Pills <victim@else.example>", subject="Cheap pills", text="pills"))
    IncomingMail.objects.filter(pk=row.pk).update(is_verified=None)
    move(post, post.ticket_of(row), "closed")
    assert told(post) == ["acknowledgement", "closure"]
    for mail in post.outbox():
        said = mail.subject + read(mail.content).get_body(("plain",)).get_content()
        assert "ills" not in said and "your message" in said


def test_a_proven_sender_is_called_by_name(post: Post) -> None:
    switch(post, tells_closure=True)
    row = post.arrive(letter())
    IncomingMail.objects.filter(pk=row.pk).update(is_verified=True)
    move(post, post.ticket_of(row), "closed")
    assert b"Hello Carl Crumb" in bytes(post.outbox("closure")[0].content)


def test_closing_many_at_once_floods_nobody(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caps, "IN_ALL", 8)
    switch(post, tells_closure=True)
    others = [Contact.objects.create(name=f"C{n}", email=f"c{n}@x.example", created_at=timezone.now()) for n in range(6)]
    for requester in [post.world.carl] * 7 + others:
        move(post, opened(post, requester=requester), "closed")
    assert len(told(post)) == 8
    assert OutgoingMail.objects.filter(recipients__address="carl@bakery.example").count() == caps.PER_SENDER


def test_a_program_that_opens_a_ticket_tells_its_requester_unless_it_brings_it_from_elsewhere(post: Post) -> None:
    program = post.world.acting(post.world.ada)
    for more in ({}, {"external_id": "77"}, {"visibility": "internal"}, {"requester": None}):
        opened(post, source="api", by=program, **more)
    post.work()
    assert told(post) == ["opened"]
    switch(post, acknowledges=False)
    opened(post, source="portal")
    post.work()
    assert told(post) == ["opened"]


def test_the_team_hears_of_every_new_ticket(post: Post) -> None:
    switch(post, new_ticket_address=" Team@Pine.example ", acknowledges=False)
    ticket = post.ticket_of(post.arrive(letter()))
    post.arrive(letter(subject="Again", In_Reply_To="x", text="news"))
    inside = opened(post, subject="Secret plan", visibility="internal", source="web")
    post.work()
    first, _second, hidden = (read(mail.content) for mail in post.outbox("team"))
    plain = first.get_body(("plain",)).get_content()
    assert first["To"] == "team@pine.example" and ticket.subject in first["Subject"] and ticket.code in first["Subject"]
    assert "The big oven stays cold." in plain and f"/pine-support/tickets/{ticket.number}" in plain
    assert f"+t.{ticket.pk}." in first["Reply-To"]
    said = hidden["Subject"] + hidden.get_body(("plain",)).get_content()
    assert "Secret" not in said and "oven" not in said and "Carl" not in said and inside.code in said


def test_the_teams_address_is_one_address_and_none_of_our_mailboxes(post: Post) -> None:
    for address in ("nobody", "a@b.example, c@d.example", "Help+x@pine.example"):
        with pytest.raises(Invalid) as refused:
            switch(post, new_ticket_address=address)
        assert list(refused.value.errors) == ["new_ticket_address"]
    post.world.pine.refresh_from_db()
    assert post.world.pine.new_ticket_address == ""


def test_L01_two_ushers_whose_teams_are_each_others_mailboxes_come_to_rest(post: Post) -> None:
    pine, elsewhere = post.world.pine, post.world.elsewhere
    with entered(elsewhere.pk):
        theirs = Mailbox.objects.create(address="desk@else.example", smtp_host="sink", created_at=timezone.now())
        change(elsewhere, by=SYSTEM, at=timezone.now(), changes={"new_ticket_address": "help@pine.example"})
    switch(post, new_ticket_address="desk@else.example", tells_closure=True)
    boxes = {"help@pine.example": (pine.pk, post.mailbox), "desk@else.example": (elsewhere.pk, theirs)}
    delivered: set[int] = set()
    exchanged = []
    post.arrive(letter(sender="Carl <carl@bakery.example>"))
    for _ in range(100):
        for organization_id, _box in boxes.values():
            with entered(organization_id):
                new = list(OutgoingMail.objects.exclude(pk__in=delivered).prefetch_related("recipients"))
            for mail in new:
                delivered.add(mail.pk)
                for address in [each.address for each in mail.recipients.all() if each.address in boxes]:
                    exchanged.append(mail.purpose)
                    target_id, target = boxes[address]
                    with entered(target_id):
                        take(target, bytes(mail.content), Delivery("smtp", mail.envelope_from, address), at=timezone.now())
                        settle_mailbox(target_id, target.pk)
                    post.work()
    assert exchanged == ["team"]


def test_an_acknowledgement_speaks_the_language_of_its_reader_and_the_words_of_its_mailbox(post: Post) -> None:
    post.world.carl.language = "de-AT"
    post.world.carl.save()
    ticket = post.ticket_of(post.arrive(letter(subject="Ofen kalt")))
    mail = post.outbox("acknowledgement")[-1]
    sent = read(mail.content)
    assert sent["Subject"] == f"Wir haben Ihre Nachricht erhalten [{ticket.code}]"
    assert '<html lang="de">' in sent.get_body(("html",)).get_content()
    words = {"subject": "{{ticket.code}}: da", "text": "Grüezi{{requester.name}} von {{mailbox.address}}"}
    actions.set_words("acknowledgement", mailbox=post.mailbox, language="de", by=SYSTEM, at=timezone.now(), **words)
    Recipient.objects.all().delete()
    again = post.ticket_of(post.arrive(letter(subject="Ofen warm", text="Anders")))
    sent = read(post.outbox("acknowledgement")[-1].content)
    assert sent["Subject"] == f"{again.code}: da"
    assert "Grüezi von help@pine.example" in sent.get_body(("plain",)).get_content().replace("Carl Crumb", "")
