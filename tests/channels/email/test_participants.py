"""Who gets copies, and who is let in."""

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from tests.world import NOON
from usher.tickets import actions as tickets
from usher.tickets.models import Ticket


def emails(ticket: Ticket) -> set[str]:
    return set(ticket.participants.values_list("email", flat=True))


def answer(post: Post, ticket: Ticket) -> set[str]:
    """Whom a reply of Ada's goes to."""
    tickets.reply(ticket, tickets.Written(text="Try this"), by=post.world.acting(post.world.ada), at=NOON)
    post.work()
    return {each.address for each in post.outbox("reply")[-1].recipients.all()}


def test_everybody_in_to_and_copy_takes_part_but_we_lists_and_robots(post: Post) -> None:
    ticket = post.ticket_of(
        post.arrive(
            letter(
                to="help@pine.example, Bo <bo@bakery.example>", List_Id="<staff.bakery.example>",
                cc="Mia <mia@bakery.example>, noreply@shop.example, help+x@pine.example, staff-request@bakery.example",
            )
        )
    )  # fmt: skip
    assert emails(ticket) == {"bo@bakery.example", "mia@bakery.example"}
    assert answer(post, ticket) == {"carl@bakery.example", "bo@bakery.example", "mia@bakery.example"}


def test_S06_a_blind_copy_to_us_is_betrayed_to_nobody(post: Post) -> None:
    ticket = post.ticket_of(post.arrive(letter(to="Rival <rival@shop.example>", cc="boss@shop.example")))
    assert emails(ticket) == set() and answer(post, ticket) == {"carl@bakery.example"}
    sent = read(post.outbox("reply")[-1].content)
    assert sent["Bcc"] is None and "rival" not in str(sent).lower()
    post.arrive(letter(to="rival@shop.example", subject=f"Re: [{ticket.code}]", text="Psst"))
    assert emails(ticket) == set()


def test_another_address_of_our_domain_is_no_blind_copy(post: Post) -> None:
    ticket = post.ticket_of(post.arrive(letter(to="info@pine.example", cc="mia@bakery.example")))
    assert "mia@bakery.example" in emails(ticket)


def test_T11_an_accepted_stranger_gets_copies_and_the_requester_stays(post: Post) -> None:
    ticket = post.ticket_of(post.arrive(letter(message_id="<carl-1@bakery.example>")))
    assert answer(post, ticket) == {"carl@bakery.example"}
    ours = post.outbox("reply")[0].message_id
    post.arrive(letter(sender="Bo <bo@shop.example>", In_Reply_To=ours, text="I have the same"))
    assert answer(post, ticket) == {"carl@bakery.example"}
    message = ticket.messages.get(author_email="bo@shop.example")
    tickets.accept_sender(message, by=post.world.acting(post.world.ada), at=NOON)
    ticket.refresh_from_db()
    assert ticket.requester == post.world.carl
    assert answer(post, ticket) == {"carl@bakery.example", "bo@shop.example"}
    post.arrive(letter(sender="Bo <bo@shop.example>", In_Reply_To=ours, text="Thanks"))
    assert ticket.messages.order_by("-id")[0].is_public


def test_T05_a_provider_that_rewrites_our_message_id_breaks_no_thread(post: Post) -> None:
    ticket = tickets.open_ticket(
        subject="Your invoice", by=post.world.acting(post.world.ada), at=NOON, source="web", requester=post.world.carl,
        mailbox=post.mailbox, written=tickets.Written(text="Please check."),
    )  # fmt: skip
    post.work()
    sent = read(post.outbox("reply")[0].content)
    theirs = "<0102018f-1a2b@eu-west-1.amazonses.com>"
    references = f"{sent['References']} {theirs}"
    plain = letter(to="help@pine.example", subject="Re: no code", In_Reply_To=theirs, References=references)
    assert post.arrive(plain).ticket_id == ticket.pk
    back = sent["Reply-To"].addresses[0].addr_spec
    assert post.arrive(letter(to=back, subject="Re: x", In_Reply_To=theirs, text="By address")).ticket_id == ticket.pk


def test_T09_answers_follow_a_message_that_was_split_off_or_moved(post: Post) -> None:
    ticket = post.ticket_of(post.arrive(letter(message_id="<carl-1@bakery.example>")))
    second = post.arrive(letter(subject=f"[{ticket.code}]", message_id="<carl-2@bakery.example>", text="And the invoice?"))
    by = post.world.acting(post.world.lena)
    reply = tickets.reply(ticket, tickets.Written(text="Which one?"), by=by, at=NOON)
    post.work()
    (ours,) = post.outbox("reply")
    back = str(read(ours.content)["Reply-To"].addresses[0].addr_spec)
    question = ticket.messages.get(incoming_id=second.pk)
    new = tickets.split(ticket, messages=[question.pk, reply.pk], subject="Invoice", by=by, at=NOON)
    row = post.arrive(letter(to=back, In_Reply_To=ours.message_id, text="The last one"))
    assert row.ticket_id == new.pk and "moved there" in row.reason
    other = post.world.ticket("Third")
    tickets.move_message(new.messages.get(incoming_id=row.pk), to=other, by=by, at=NOON)
    later = post.arrive(letter(In_Reply_To=row.message_id, text="As I said"))
    assert later.ticket_id == other.pk


def test_T10_a_new_request_to_two_mailboxes_is_one_ticket_each_and_one_answer(post: Post) -> None:
    sales = type(post.mailbox).objects.create(address="sales@pine.example", smtp_host="sink", created_at=NOON)
    raw = letter(to="help@pine.example, sales@pine.example")
    first, second = post.arrive(raw), post.arrive(raw, mailbox=sales)
    assert first.ticket_id and second.ticket_id and first.ticket_id != second.ticket_id
    assert len(post.outbox("acknowledgement")) == 1
    for row in (first, second):
        assert not post.ticket_of(row).participants.exists()


def test_a_failing_domain_is_not_trusted_even_with_the_customers_own_address(post: Post) -> None:
    ticket = post.ticket_of(post.arrive(letter(message_id="<carl-1@bakery.example>")))
    answer(post, ticket)
    back = str(read(post.outbox("reply")[0].content)["Reply-To"].addresses[0].addr_spec)
    failing = "mx.pine.example; dmarc=fail header.from=bakery.example"
    post.arrive(letter(to=back, text="Pay here now", Authentication_Results=failing))
    message = ticket.messages.order_by("-id")[0]
    ticket.refresh_from_db()
    assert not message.is_public and "disowns" in message.flag and ticket.status == "waiting_customer"
