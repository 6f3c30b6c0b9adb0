"""Unknown senders wait for somebody's word."""

import pytest

from tests.channels.email.conftest import Post, post  # noqa: F401  fixtures
from tests.mail.letters import letter
from tests.world import NOON
from usher.base.refusals import Invalid
from usher.events.models import Event
from usher.mail import actions
from usher.mail.models import IncomingMail, Mailbox
from usher.people.models import Contact
from usher.tickets.models import Ticket

NIA = "Nia <nia@shop.example>"


def policy(box: Mailbox, policy: str) -> None:
    Mailbox.objects.filter(pk=box.pk).update(unknown_senders=policy)


def accept(post: Post, row: IncomingMail, **more: bool) -> int:  # noqa: F811
    count = actions.accept(row, by=post.world.acting(post.world.root), at=NOON, **more)
    post.work()
    row.refresh_from_db()
    return count


def test_a_stranger_waits_and_nobody_is_told(post: Post) -> None:  # noqa: F811
    policy(post.mailbox, "review")
    row = post.arrive(letter(sender=NIA))
    assert (row.state, row.awaits_review, row.ticket_id) == ("ignored", True, None) and "no contact yet" in row.reason
    assert post.outbox() == [] and not Contact.objects.filter(email="nia@shop.example").exists()
    assert post.arrive(letter()).ticket_id  # Carl is known


def test_known_domains_are_those_of_companies(post: Post) -> None:  # noqa: F811
    policy(post.mailbox, "known_domains")
    assert post.arrive(letter(sender="New <new@bakery.example>")).ticket_id
    assert post.arrive(letter(sender=NIA)).awaits_review
    assert post.arrive(letter(sender="ada@usher.example")).ticket_id  # a member


def test_who_is_accepted_becomes_a_contact_with_all_that_waits_of_theirs(post: Post) -> None:  # noqa: F811
    policy(post.mailbox, "review")
    first, second = post.arrive(letter(sender=NIA)), post.arrive(letter(sender=NIA, subject="Again"))
    other = post.arrive(letter(sender="bo@shop.example"))
    assert accept(post, first) == 2
    second.refresh_from_db()
    other.refresh_from_db()
    assert first.ticket_id and second.ticket_id and other.awaits_review
    ticket = Ticket.objects.get(pk=first.ticket_id)
    assert ticket.requester is not None and (ticket.requester.email, ticket.requester.name) == ("nia@shop.example", "Nia")
    assert post.arrive(letter(sender=NIA, subject="Third")).ticket_id
    with pytest.raises(actions.NotWaiting):
        accept(post, first)
    assert Event.objects.filter(name="mail.accepted").count() == 1


def test_a_whole_domain_can_be_let_in_but_not_a_public_one(post: Post) -> None:  # noqa: F811
    policy(post.mailbox, "review")
    row, other = post.arrive(letter(sender=NIA)), post.arrive(letter(sender="bo@shop.example"))
    anybody = post.arrive(letter(sender="x@gmail.com"))
    assert accept(post, row, always=True) == 2
    other.refresh_from_db()
    assert other.ticket_id and post.arrive(letter(sender="third@shop.example")).ticket_id
    with pytest.raises(Invalid):
        accept(post, anybody, always=True)


def test_what_is_dismissed_stays_in_the_ledger_only(post: Post) -> None:  # noqa: F811
    policy(post.mailbox, "review")
    row = post.arrive(letter(sender=NIA))
    actions.dismiss(row, by=post.world.acting(post.world.root), at=NOON)
    row.refresh_from_db()
    assert (row.state, row.awaits_review, Ticket.objects.count()) == ("ignored", False, 0) and "Root" in row.reason
    with pytest.raises(actions.NotWaiting):
        actions.dismiss(row, by=post.world.acting(post.world.root), at=NOON)


FORGED = {"Authentication_Results": "mx.pine.example; dmarc=fail header.from=bakery.example"}


def test_a_known_name_on_a_forged_mail_opens_no_closed_door(post: Post) -> None:  # noqa: F811
    policy(post.mailbox, "known_domains")
    first = post.arrive(letter(text="Pay here", **FORGED))
    second = post.arrive(letter(text="Pay there", **FORGED))
    assert first.awaits_review and "disowns" in first.reason and first.ticket_id is None
    assert accept(post, first) == 1  # this one is a person's decision, the other is not
    second.refresh_from_db()
    assert first.ticket_id and second.awaits_review and not post.outbox()
    assert post.arrive(letter()).ticket_id and post.arrive(letter(text="Again", **FORGED)).awaits_review
