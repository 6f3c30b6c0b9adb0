"""Members who work by mail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from tests.world import NOON
from usher.base.tenancy import entered
from usher.mail.actions import change_mailbox
from usher.mail.models import IncomingMail, OutgoingMail, SharedAddress
from usher.mail.outgoing.member_address import member_address
from usher.mail.secrets import signing_key
from usher.organizations.actions import change
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.people.models import Contact
from usher.tickets import actions as tickets
from usher.tickets.models import Message, Ticket

ADA = "Ada <ada@usher.example>"
PROVEN = {"Authentication_Results": "mx.pine.example; dmarc=pass header.from=usher.example"}
FAILING = {"Authentication_Results": "mx.pine.example; dmarc=fail header.from=usher.example"}


@pytest.fixture
def ticket(post: Post) -> Ticket:
    """Carl's ticket, given to Ada by Lena."""
    ticket = post.ticket_of(post.arrive(letter(message_id="<carl-1@bakery.example>", subject="Oven")))
    tickets.assign(ticket, to=post.world.ada, by=post.world.acting(post.world.lena), at=NOON)
    return ticket


def to_ada(post: Post, ticket: Ticket, age: timedelta = timedelta()) -> str:
    """The answer address of a notice to Ada, sent so long ago."""
    return member_address(
        mailbox=post.mailbox.address, ticket_id=ticket.pk, member_id=post.world.ada.pk, at=timezone.now() - age,
        key=signing_key(),
    )  # fmt: skip


def last(ticket: Ticket) -> Message:
    return ticket.messages.order_by("-id")[0]


def told(post: Post) -> list[OutgoingMail]:
    return [mail for mail in post.outbox() if mail.purpose.startswith("refusal")]


def answer(
    post: Post, ticket: Ticket, text: str, sender: str = ADA, age: timedelta = timedelta(), **more: str
) -> IncomingMail:
    return post.arrive(
        letter(sender=sender, to=to_ada(post, ticket, age), subject=f"Re: [{ticket.code}]", text=text, **more)
    )


def test_an_answer_to_a_notice_goes_out_as_the_team(post: Post, ticket: Ticket) -> None:
    row = answer(
        post, ticket, "Try the fuse.\n\n-- \nAda\nfrom my desk\n\nOn Monday, Carl <carl@bakery.example> wrote:\n> cold"
    )
    assert (row.state, row.ticket_id) == ("applied", ticket.pk) and "replied" in row.reason
    message = last(ticket)
    assert (message.text, message.is_public, message.author_member_id) == ("Try the fuse.", True, post.world.ada.pk)
    (mail,) = post.outbox("reply")
    sent = read(mail.content)
    assert sent["From"] == "Ada via Pine Support <help@pine.example>" and sent["To"] == "Carl Crumb <carl@bakery.example>"
    said = bytes(mail.content).decode()
    assert "from my desk" not in said and "ada@usher.example" not in said and row.message_id not in said


def test_commands_are_own_first_lines_only(post: Post, ticket: Ticket) -> None:
    tickets.assign(ticket, to=None, by=SYSTEM, at=NOON)
    answer(post, ticket, "#assign me\n#priority high\n#resolve\n\nDone.\n#note this is text")
    ticket.refresh_from_db()
    assert (ticket.assignee, ticket.priority_code, ticket.status) == (post.world.ada, "high", "resolved")
    assert last(ticket).text == "Done.\n#note this is text" and last(ticket).is_public


def test_a_note_stays_inside(post: Post, ticket: Ticket) -> None:
    answer(post, ticket, "#note\nHe is difficult")
    message = last(ticket)
    assert (message.kind, message.is_public, message.text) == ("note", False, "He is difficult")
    assert post.outbox("reply") == []


def test_close_without_words_closes(post: Post, ticket: Ticket) -> None:
    before = ticket.messages.count()
    answer(post, ticket, "#close")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.messages.count()) == ("closed", before)


def test_a_mistyped_command_sends_nothing_and_is_told(post: Post, ticket: Ticket) -> None:
    row = answer(post, ticket, "#ntoe\nHe is difficult")
    assert post.outbox("reply") == [] and row.state == "applied"
    assert not last(ticket).is_public and "difficult" in last(ticket).text and "#ntoe" in last(ticket).flag
    (mail,) = told(post)
    assert read(mail.content)["To"] == "Ada <ada@usher.example>" and "#ntoe" in str(read(mail.content))


@pytest.mark.parametrize(
    "first",
    [
        "#note He is difficult, and did not pay for three months in a row", "#note: difficult", "#note, difficult", "# note",
        "#note.", "*#note*", "\u200b#note", "\uff03note", "#close: he is difficult, and that will not change any more",
    ],
)  # fmt: skip
def test_what_may_be_meant_as_a_command_never_reaches_the_customer(post: Post, ticket: Ticket, first: str) -> None:
    answer(post, ticket, f"{first}\nHe is difficult")
    assert post.outbox("reply") == [] and not last(ticket).is_public and "difficult" in last(ticket).text


@pytest.mark.parametrize(
    "first", ["#thanks to you and all who looked after that oven of ours", "# Steps to take", "#12 is it"]
)
def test_a_sentence_with_a_hashtag_is_text(post: Post, ticket: Ticket, first: str) -> None:
    answer(post, ticket, f"{first}\n\nTry the fuse.")
    assert last(ticket).is_public and last(ticket).text == f"{first}\n\nTry the fuse." and len(post.outbox("reply")) == 1


@pytest.mark.parametrize(
    "quote", ["##- Write your answer above this line -##\n\nLena gave you this ticket.", "> Open it: {link}"]
)
def test_an_answer_that_only_repeats_our_notice_is_told_and_goes_to_nobody(post: Post, ticket: Ticket, quote: str) -> None:
    answer(post, ticket, f"On Mon, 1 Jan 2024 at 12:00, Pine <help@pine.example> wrote:\n{quote}\n")
    assert post.outbox("reply") == [] and not last(ticket).is_public and len(told(post)) == 1


def test_S02_whom_a_member_wrote_to_directly_gets_no_second_copy(post: Post, ticket: Ticket) -> None:
    answer(post, ticket, "Try the fuse.", cc="Carl <carl@bakery.example>")
    assert last(ticket).is_public and last(ticket).sent_to == ["carl@bakery.example"] and post.outbox("reply") == []
    people = {"nia@bakery.example": "Nia"}
    tickets.set_participants(ticket, people=people, by=SYSTEM, at=NOON)
    answer(post, ticket, "And the cable.", cc="Carl <carl@bakery.example>", message_id="<second@usher.example>", **PROVEN)
    (mail,) = post.outbox("reply")
    assert [each.address for each in mail.recipients.all()] == ["nia@bakery.example"]


def test_members_who_talk_with_us_in_copy_are_not_overheard(post: Post, ticket: Ticket) -> None:
    lena = post.world.lena.email
    subject = f"Re: Oven [{ticket.code}]"
    post.arrive(letter(sender=ADA, to=lena, cc="help@pine.example", subject=subject, text="He is difficult", **PROVEN))
    message = last(ticket)
    assert (message.kind, message.is_public, message.author_member_id) == ("note", False, post.world.ada.pk)
    assert post.outbox("reply") == []


@pytest.mark.parametrize(
    ("sender", "more"),
    [(ADA, FAILING), ("Mallory <mallory@evil.example>", {}), ("otto@usher.example", {})],
)  # fmt: skip
def test_T08_the_address_alone_makes_nobody_a_member(post: Post, ticket: Ticket, sender: str, more: dict[str, str]) -> None:
    row = answer(post, ticket, "#close\nSend me the password", sender=sender, **more)
    message = last(ticket)
    ticket.refresh_from_db()
    assert (row.ticket_id, message.is_public, message.author_kind) == (ticket.pk, False, "contact") and message.flag
    assert ticket.status != "closed" and post.outbox("reply") == []


WEEKS = timedelta(days=15)
ALIGNED = {"Authentication_Results": "mx.pine.example; spf=pass smtp.mailfrom=usher.example"}
SPF_FAILS = {"Authentication_Results": "mx.pine.example; spf=fail smtp.mailfrom=usher.example; dmarc=none"}


def is_held(post: Post, ticket: Ticket) -> bool:
    """Whether the last message was kept for members, under nobody's name, and nothing was done."""
    message = last(ticket)
    ticket.refresh_from_db()
    held = not message.is_public and message.author_kind == "contact" and "member's address" in message.flag
    return held and ticket.status != "closed" and post.outbox("reply") == []


@pytest.mark.parametrize(
    ("age", "proof", "why"),
    [(WEEKS, {}, "two weeks"), (timedelta(), SPF_FAILS, "check of its sender failed"), (WEEKS, SPF_FAILS, "failed")],
)
def test_T08_an_old_address_or_a_failed_check_proves_nothing_and_its_member_hears_so(
    post: Post, ticket: Ticket, age: timedelta, proof: dict[str, str], why: str
) -> None:
    row = answer(post, ticket, "#close\nSend me the password", age=age, **proof)
    assert row.ticket_id == ticket.pk and is_held(post, ticket)
    (mail,) = told(post)
    assert read(mail.content)["To"] == "Ada <ada@usher.example>" and why in str(read(mail.content))
    assert "password" not in str(read(mail.content))


def test_who_has_a_part_in_the_ticket_is_not_told_that_their_mail_went_to_nobody(post: Post, ticket: Ticket) -> None:
    by = post.world.acting(post.world.lena)
    tickets.set_participants(ticket, people={"ada@usher.example": "Ada"}, by=by, at=NOON)
    answer(post, ticket, "The fuse is new.", age=WEEKS)
    assert last(ticket).text == "The fuse is new." and last(ticket).is_public and told(post) == []


@pytest.mark.parametrize("proof", [PROVEN, ALIGNED])
def test_a_check_that_speaks_for_the_member_needs_no_young_address(
    post: Post, ticket: Ticket, proof: dict[str, str]
) -> None:
    answer(post, ticket, "Try the fuse.", age=WEEKS, **proof)
    assert last(ticket).is_public and last(ticket).author_member_id == post.world.ada.pk and told(post) == []


def test_T08_an_address_that_people_outside_have_seen_proves_nothing_any_more(post: Post, ticket: Ticket) -> None:
    """Who was in copy of Ada's answer reads the address in its To, and can write Ada's into From."""
    answer(post, ticket, "Try the fuse.", age=timedelta(minutes=5), cc="Carl <carl@bakery.example>")
    assert last(ticket).author_member_id == post.world.ada.pk
    answer(post, ticket, "#close\nPay to this account", age=timedelta(minutes=5))
    assert is_held(post, ticket) and len(told(post)) == 1
    SharedAddress.objects.update(shared_at=timezone.now() - timedelta(minutes=2))
    answer(post, ticket, "This answers a newer notice.")
    assert last(ticket).author_member_id == post.world.ada.pk


def test_a_mailbox_may_ask_for_proof_always(post: Post, ticket: Ticket) -> None:
    change_mailbox(post.mailbox, changes={"believes_member_addresses": False}, by=SYSTEM, at=NOON)
    answer(post, ticket, "#close\nTry the fuse.")
    assert is_held(post, ticket) and "only with proof" in str(read(told(post)[0].content))
    answer(post, ticket, "Try the fuse.", **PROVEN)
    assert last(ticket).is_public and last(ticket).author_member_id == post.world.ada.pk


def test_T08_the_age_of_an_address_cannot_be_changed(post: Post, ticket: Ticket) -> None:
    old, new = to_ada(post, ticket, WEEKS), to_ada(post, ticket)
    forged = old.replace(old.split(".")[3], new.split(".")[3])
    assert forged != old and post.arrive(letter(sender=ADA, to=forged, text="#close")).ticket_id != ticket.pk


def test_T08_another_tenants_member_address_is_nothing_here(post: Post, ticket: Ticket) -> None:
    with entered(post.world.elsewhere.pk):
        key = signing_key()
    foreign = member_address(
        mailbox=post.mailbox.address, ticket_id=ticket.pk, member_id=post.world.ada.pk, at=timezone.now(), key=key
    )
    assert post.arrive(letter(sender=ADA, to=foreign, text="#close")).ticket_id != ticket.pk


def test_T08_a_former_members_address_has_no_rights_and_they_hear_so(post: Post, ticket: Ticket) -> None:
    people.change_member(post.world.ada, by=SYSTEM, at=NOON, changes={"is_active": False})
    row = answer(post, ticket, "#close\nStill here")
    ticket.refresh_from_db()
    assert (row.state, last(ticket).is_public, ticket.status != "closed") == ("applied", False, True)
    assert "deactivated" in last(ticket).flag and len(told(post)) == 1


def test_who_has_no_right_any_more_is_told_and_nothing_is_dropped(post: Post, ticket: Ticket) -> None:
    people.change_member(post.world.ada, by=SYSTEM, at=NOON, changes={"role": "viewer"})
    answer(post, ticket, "Try the fuse.")
    message = last(ticket)
    assert (message.text, message.is_public, message.author_member_id) == ("Try the fuse.", False, post.world.ada.pk)
    assert post.outbox("reply") == [] and len(told(post)) == 1


def test_an_answer_to_a_closed_ticket_is_told(post: Post, ticket: Ticket) -> None:
    tickets.move(ticket, to="closed", by=SYSTEM, at=NOON)
    row = answer(post, ticket, "One more thing")
    assert (row.state, row.ticket_id, len(told(post))) == ("ignored", ticket.pk, 1)


def test_a_members_vacation_never_reaches_the_customer(post: Post, ticket: Ticket) -> None:
    before = ticket.messages.count()
    row = answer(post, ticket, "I am away", Auto_Submitted="auto-replied")
    assert (row.state, ticket.messages.count(), post.outbox("reply")) == ("ignored", before, [])


def test_a_proven_member_needs_no_special_address(post: Post, ticket: Ticket) -> None:
    subject = f"AW: Oven [{ticket.code}]"
    post.arrive(letter(sender=ADA, subject=subject, text="Try the fuse.", **PROVEN))
    assert last(ticket).is_public and last(ticket).author_member_id == post.world.ada.pk


def test_a_member_who_cannot_be_proven_writes_for_members_only(post: Post, ticket: Ticket) -> None:
    tickets.reply(ticket, tickets.Written(text="Hi"), by=post.world.acting(post.world.lena), at=NOON)
    post.work()
    ours = post.outbox("reply")[0].message_id
    for proof in ({}, {"Authentication_Results": "mx.pine.example; spf=pass smtp.mailfrom=usher.example"}):
        post.arrive(letter(sender=ADA, In_Reply_To=ours, text="Try the fuse.", **proof))
        assert not last(ticket).is_public and "member's address" in last(ticket).flag


def test_the_same_answer_to_two_mailboxes_is_sent_once(post: Post, ticket: Ticket) -> None:
    raw = letter(sender=ADA, to=to_ada(post, ticket), text="Try the fuse.")
    post.arrive(raw)
    other = type(post.mailbox).objects.create(address="sales@pine.example", smtp_host="sink", created_at=NOON)
    assert post.arrive(raw, mailbox=other).state == "ignored" and len(post.outbox("reply")) == 1


def test_a_member_who_writes_to_the_customer_with_us_in_copy_is_not_sent_again(post: Post, ticket: Ticket) -> None:
    row = post.arrive(
        letter(sender=ADA, to="carl@bakery.example", cc="help@pine.example", subject=f"[{ticket.code}]", text="Hi", **PROVEN)
    )
    message = last(ticket)
    assert (message.is_public, message.author_kind, message.sent_to) == (True, "member", ["carl@bakery.example"])
    assert post.outbox("reply") == [] and "directly" in row.reason


def test_or_opens_a_ticket_of_the_one_written_to(post: Post) -> None:
    row = post.arrive(
        letter(sender=ADA, to="Nia <nia@bakery.example>", cc="help@pine.example, bo@bakery.example", text="Hi", **PROVEN)
    )
    ticket = post.ticket_of(row)
    assert ticket.requester is not None and ticket.requester.email == "nia@bakery.example"
    assert list(ticket.participants.values_list("email", flat=True)) == ["bo@bakery.example"]
    assert last(ticket).author_member_id == post.world.ada.pk and post.outbox() == []
    assert not Contact.objects.filter(email="ada@usher.example").exists()


def test_a_member_may_ask_for_help_like_anybody(post: Post) -> None:
    ticket = post.ticket_of(post.arrive(letter(sender=ADA, text="My chair squeaks", **PROVEN)))
    assert ticket.requester is not None and ticket.requester.email == "ada@usher.example"
    change(post.world.pine, by=SYSTEM, at=NOON, changes={"acknowledges": False})
    row = post.arrive(letter(sender=ADA, subject=f"Re: [{ticket.code}]", text="Still", **PROVEN))
    assert row.ticket_id == ticket.pk and last(ticket).author_kind == "contact"


def test_control_headers_from_outside_do_nothing(post: Post, ticket: Ticket) -> None:
    row = post.arrive(
        letter(
            subject=f"[{ticket.code}]", X_Usher_Status="closed", X_Usher_Ticket="1", X_Usher_Internal="yes",
            X_Usher_Member=str(post.world.ada.pk),
        )
    )  # fmt: skip
    ticket.refresh_from_db()
    assert (row.ticket_id, ticket.status != "closed", last(ticket).is_public) == (ticket.pk, True, True)
