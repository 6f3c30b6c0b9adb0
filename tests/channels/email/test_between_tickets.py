"""Mail and what happens between tickets: merges, follow-ups, tickets that become internal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from tests.tickets.test_merging import again, dora
from tests.world import NOON
from usher.channels.email.reactions import tell_members
from usher.events.bus import with_cause
from usher.events.models import Event
from usher.mail import actions as mails
from usher.mail.models import OutgoingMail, Recipient
from usher.mail.models.outgoing import RecipientState
from usher.mail.outgoing.settling import UNDELIVERED, announce_undelivered
from usher.organizations.actions import change
from usher.people.actors import SYSTEM, Actor
from usher.tickets import actions as tickets
from usher.tickets.models import Priority, Ticket


@pytest.fixture
def lena(post: Post) -> Actor:
    return post.world.acting(post.world.lena)


def opened(post: Post, subject: str = "Oven", **more: str) -> Ticket:
    return post.ticket_of(post.arrive(letter(subject=subject, **more)))  # type: ignore[arg-type]


def answered(post: Post, ticket: Ticket, by: Actor, text: str = "We are on it") -> OutgoingMail:
    message = tickets.reply(again(ticket), tickets.Written(text=text), by=by, at=NOON)
    post.work()
    return OutgoingMail.objects.get(purpose="reply", message_key=message.pk)


def closed(post: Post, ticket: Ticket, by: Actor) -> Ticket:
    return tickets.move(ticket, to="closed", by=by, at=NOON)


def test_T09_mail_to_a_merged_ticket_goes_where_it_goes_on(post: Post, lena: Actor) -> None:
    one, two, three = (opened(post, f"Oven {n}") for n in range(3))
    ours = answered(post, one, lena)
    tickets.merge(two, sources=[one.pk], by=lena, at=NOON)
    tickets.merge(three, sources=[two.pk], by=lena, at=NOON)
    row = post.arrive(letter(subject="Re: Oven", text="Still cold", In_Reply_To=ours.message_id))
    assert row.ticket_id == three.pk
    assert three.messages.get(text="Still cold").is_public
    by_code = post.arrive(letter(subject=f"Re: Oven [{one.code}]", text="By its code"))
    assert by_code.ticket_id == three.pk


def test_T08_who_has_no_part_where_it_goes_on_writes_to_members_only(post: Post, lena: Actor) -> None:
    dora()
    carls, doras = opened(post), opened(post, sender="Dora <dora@dairy.example>", message_id="<d@dairy.example>")
    ours = answered(post, doras, lena)
    tickets.merge(carls, sources=[doras.pk], by=lena, at=NOON)
    post.arrive(letter(sender="Dora <dora@dairy.example>", text="My milk", In_Reply_To=ours.message_id))
    message = carls.messages.get(text="My milk")
    assert not message.is_public and "has no part" in message.flag
    assert not carls.participants.exists()


def test_the_next_answer_continues_the_thread_that_came_along(post: Post, lena: Actor) -> None:
    one = opened(post, "Oven", message_id="<one@bakery.example>")
    two = opened(post, "Again", message_id="<two@bakery.example>")
    first = answered(post, one, lena)
    tickets.merge(two, sources=[one.pk], by=lena, at=NOON)
    sent = read(answered(post, two, lena, "All done").content)
    assert first.message_id in sent["References"] and "<one@bakery.example>" in sent["References"]


def test_what_is_not_delivered_is_told_where_the_ticket_goes_on(post: Post, lena: Actor) -> None:
    one, two = opened(post), opened(post, "Again")
    ours = answered(post, one, lena)
    tickets.merge(two, sources=[one.pk], by=lena, at=NOON, options=tickets.MergeOptions(comments=False))
    recipient = Recipient.objects.get(mail=ours)
    Recipient.objects.filter(pk=recipient.pk).update(state=RecipientState.FAILED, detail="no such user")
    announce_undelivered(ours, list(Recipient.objects.filter(pk=recipient.pk)), NOON)
    post.work()
    assert two.messages.filter(flag="Not delivered").exists()


def test_a_note_that_comes_late_and_twice_is_one_and_sets_no_clock_back(post: Post, lena: Actor) -> None:
    ticket = opened(post)
    ours = answered(post, ticket, lena)
    Recipient.objects.filter(mail=ours).update(state=RecipientState.FAILED, detail="no such user")
    announce_undelivered(ours, list(Recipient.objects.filter(mail=ours)), timezone.now() - timedelta(hours=3))
    tickets.prioritise(ticket, to=Priority.HIGH, by=lena, at=timezone.now())
    before = Ticket.objects.get(pk=ticket.pk).updated_at
    post.work()
    event = Event.objects.get(name=UNDELIVERED)
    for _ in range(2):
        with_cause(event, [tell_members])
    assert ticket.messages.filter(flag="Not delivered").count() == 1
    assert Ticket.objects.get(pk=ticket.pk).updated_at > before


def test_two_quick_mails_to_a_closed_ticket_open_one_follow_up(post: Post, lena: Actor) -> None:
    ticket = opened(post)
    ours = answered(post, ticket, lena)
    closed(post, ticket, lena)
    first = post.arrive(letter(text="One more thing", In_Reply_To=ours.message_id))
    second = post.arrive(letter(text="And another", In_Reply_To=ours.message_id))
    assert first.ticket_id == second.ticket_id != ticket.pk
    assert Ticket.objects.count() == 2


@pytest.mark.parametrize("choice", ["follow_up", "refuse"])
def test_of_an_internal_closed_ticket_nobody_outside_is_told(post: Post, lena: Actor, choice: str) -> None:
    change(post.world.pine, by=SYSTEM, at=NOON, changes={"closed_mail": choice})
    ticket = opened(post)
    ours = answered(post, ticket, lena)
    tickets.set_visibility(closed(post, ticket, lena), to="internal", by=lena, at=NOON)
    before = len(post.outbox())
    row = post.arrive(letter(text="Anybody there?", In_Reply_To=ours.message_id))
    assert len(post.outbox()) == before
    follow_up = post.ticket_of(row)
    assert follow_up.is_internal and not follow_up.messages.get().is_public
    assert "internal, so nobody outside hears of it" in row.reason


def test_what_still_waits_is_called_back(post: Post, lena: Actor) -> None:
    ticket = opened(post)
    waiting = answered(post, ticket, lena)
    tickets.set_visibility(ticket, to="internal", by=lena, at=NOON)
    assert {row.state for row in Recipient.objects.filter(mail__ticket_id=ticket.pk)} == {RecipientState.CANCELLED}
    assert Recipient.objects.get(mail=waiting).detail == "Called back before it left."


def test_a_reply_whose_ticket_became_internal_before_it_was_composed_stays_here(post: Post, lena: Actor) -> None:
    ticket = opened(post)
    message = tickets.reply(ticket, tickets.Written(text="Too late"), by=lena, at=NOON)
    tickets.set_visibility(ticket, to="internal", by=lena, at=NOON)
    post.work()
    assert not OutgoingMail.objects.filter(message_key=message.pk, purpose="reply").exists()
    message.refresh_from_db()
    assert message.flag == "Not mailed: the ticket became internal before it left."


@pytest.mark.parametrize("how", ["ticket", "message"])
def test_nothing_internal_is_sent_again_by_any_door(post: Post, lena: Actor, how: str) -> None:
    ticket = opened(post)
    sent = answered(post, ticket, lena)
    Recipient.objects.filter(mail=sent).update(state=RecipientState.FAILED)
    if how == "ticket":
        tickets.set_visibility(ticket, to="internal", by=lena, at=NOON)
    else:
        tickets.move_to_company(again(ticket), to=None, requester=None, by=lena, at=NOON)
    with pytest.raises(Exception, match="internal by now"):
        mails.resend(Recipient.objects.get(mail=sent), by=lena, at=NOON)


@pytest.mark.parametrize("how", ["move", "split"])
@pytest.mark.parametrize(("dmarc", "is_shown"), [("fail", False), ("none", True), ("", True)])
def test_what_its_domain_disowns_stays_held_wherever_it_goes(
    post: Post, lena: Actor, how: str, dmarc: str, is_shown: bool
) -> None:
    """Moved to a ticket of whom it claims to be from, it would be theirs, and read by everybody there."""
    doras = opened(post, sender="Dora <dora@dairy.example>", message_id="<d@dairy.example>")
    ours, carls = answered(post, doras, lena), opened(post)
    said = {"Authentication_Results": f"mx.pine.example; dmarc={dmarc} header.from=bakery.example"} if dmarc else {}
    forged = letter(text="Pay here from now on", In_Reply_To=ours.message_id, **said)
    message = doras.messages.get(text="Pay here from now on", incoming=post.arrive(forged))
    assert not message.is_public and message.flag
    if how == "move":
        tickets.move_message(message, to=carls, by=lena, at=NOON)
    else:
        tickets.split(doras, messages=[message.pk], subject="Pay", by=lena, at=NOON)
    message.refresh_from_db()
    assert message.ticket.requester == post.world.carl
    assert (message.is_public, not message.flag) == (is_shown, is_shown)
