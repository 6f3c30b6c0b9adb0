"""On which ticket a mail lands, and who is trusted there."""

import pytest

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from tests.world import NOON
from usher.base.tenancy import entered
from usher.mail.models import Mailbox, OutgoingMail
from usher.mail.outgoing.identity import new_message_id, reply_address
from usher.mail.secrets import signing_key
from usher.organizations.actions import change
from usher.people.actors import SYSTEM
from usher.tickets import actions as tickets
from usher.tickets.models import Message, Ticket

STRANGER = "Mallory <mallory@evil.example>"


@pytest.fixture
def ticket(post: Post) -> Ticket:
    """Carl's ticket with Mia in copy, answered by Ada."""
    row = post.arrive(letter(cc="Mia <mia@bakery.example>", message_id="<carl-1@bakery.example>"))
    ticket = post.ticket_of(row)
    said = tickets.Written(text="Have you tried turning it on?")
    tickets.reply(ticket, said, by=post.world.acting(post.world.ada), at=NOON)
    post.work()
    return ticket


def reply_of(post: Post) -> str:
    """The signed address to which answers to Ada's reply go."""
    return str(read(post.outbox("reply")[0].content)["Reply-To"].addresses[0].addr_spec)


def last(ticket: Ticket) -> Message:
    return ticket.messages.order_by("-id")[0]


def test_an_answer_to_the_signed_address_lands_on_its_ticket(post: Post, ticket: Ticket) -> None:
    text = "Yes\n\nOn Monday, Ada <a@b.example> wrote:\n> Have you"
    row = post.arrive(letter(to=reply_of(post), subject="Ｒｅ： whatever", text=text))
    assert row.ticket_id == ticket.pk and "signed reply address" in row.reason
    message = last(ticket)
    assert (message.text, message.is_public, message.flag) == ("Yes", True, "")
    assert "Have you" in message.full_text
    ticket.refresh_from_db()
    assert ticket.status == "open"


def test_the_envelope_tells_where_the_header_does_not(post: Post, ticket: Ticket) -> None:
    row = post.arrive(letter(to="undisclosed-recipients:;"), envelope_to=reply_of(post).upper())
    assert row.ticket_id == ticket.pk


def test_one_of_several_addresses_in_the_envelope_is_enough(post: Post, ticket: Ticket) -> None:
    addresses = f"help@pine.example, help+nothing@pine.example, {reply_of(post)}"
    assert post.arrive(letter(to="undisclosed-recipients:;"), envelope_to=addresses).ticket_id == ticket.pk


@pytest.mark.parametrize("subject", ["Re: Oven does not heat", "AW: Oven", "Sv: x", "回复: x", "Re[2]: nothing alike", ""])
def test_T01_T06_an_answer_to_our_message_id_lands_whatever_its_subject(post: Post, ticket: Ticket, subject: str) -> None:
    ours = post.outbox("reply")[0].message_id
    assert post.arrive(letter(subject=subject, In_Reply_To=ours)).ticket_id == ticket.pk


def test_T02_an_unknown_root_before_our_id_does_no_harm(post: Post, ticket: Ticket) -> None:
    ours = post.outbox("reply")[0].message_id
    row = post.arrive(letter(References=f"<root@nowhere.example> {ours} <later@nowhere.example>"))
    assert row.ticket_id == ticket.pk


def test_T03_a_colleague_in_copy_answers_the_customers_mail(post: Post, ticket: Ticket) -> None:
    row = post.arrive(letter(sender="mia@bakery.example", In_Reply_To="<carl-1@bakery.example>", text="I saw it too"))
    assert row.ticket_id == ticket.pk and last(ticket).is_public
    ticket.refresh_from_db()
    assert ticket.requester == post.world.carl


def test_T04_a_ticket_that_a_member_started_is_answered(post: Post) -> None:
    ticket = tickets.open_ticket(
        subject="Your invoice", by=post.world.acting(post.world.ada), at=NOON, source="web", requester=post.world.carl,
        mailbox=post.mailbox, written=tickets.Written(text="Please check the sum."),
    )  # fmt: skip
    post.work()
    (mail,) = post.outbox("reply")
    sent = read(mail.content)
    assert (sent["Subject"], sent["To"]) == (f"Your invoice [{ticket.code}]", "Carl Crumb <carl@bakery.example>")
    assert post.arrive(letter(In_Reply_To=mail.message_id)).ticket_id == ticket.pk


def test_T07_a_subject_alone_serves_the_people_of_the_ticket_only(post: Post, ticket: Ticket) -> None:
    subject = f"AW: Oven [{ticket.code}]"
    assert post.arrive(letter(subject=subject)).ticket_id == ticket.pk
    row = post.arrive(letter(sender=STRANGER, subject=subject))
    other = post.ticket_of(row)
    assert other.pk != ticket.pk and ticket.code in last(other).flag and ticket.code in row.reason


def test_a_code_in_the_body_or_from_a_failing_domain_leads_nowhere(post: Post, ticket: Ticket) -> None:
    assert post.arrive(letter(text=f"See [{ticket.code}]")).ticket_id != ticket.pk
    failing = "mx.pine.example; dmarc=fail header.from=bakery.example"
    forged = letter(subject=f"Re: [{ticket.code}]", Authentication_Results=failing)
    assert post.arrive(forged).ticket_id != ticket.pk
    forged = letter(In_Reply_To="<carl-1@bakery.example>", Authentication_Results=failing, text="Pay here now")
    assert post.arrive(forged).ticket_id != ticket.pk


@pytest.mark.parametrize("how", ["address", "reference"])
def test_T11_a_stranger_with_a_real_mark_writes_for_members_only(post: Post, ticket: Ticket, how: str) -> None:
    ours = post.outbox("reply")[0].message_id
    mark = {"to": reply_of(post)} if how == "address" else {"In_Reply_To": ours}
    row = post.arrive(letter(sender=STRANGER, cc="friend@evil.example", **mark))
    message = last(ticket)
    assert (row.ticket_id, message.is_public, message.author_email) == (ticket.pk, False, "mallory@evil.example")
    assert "Unknown sender" in message.flag
    ticket.refresh_from_db()
    assert (ticket.requester, ticket.status) == (post.world.carl, "waiting_customer")
    tickets.reply(ticket, tickets.Written(text="Only for Carl"), by=post.world.acting(post.world.ada), at=NOON)
    post.work()
    sent = post.outbox("reply")[-1]
    assert {each.address for each in sent.recipients.all()} == {"carl@bakery.example", "mia@bakery.example"}
    assert b"mallory" not in bytes(sent.content).lower()


def test_a_member_is_not_believed_by_their_address(post: Post, ticket: Ticket) -> None:
    row = post.arrive(letter(sender="ada@usher.example", to=reply_of(post)))
    message = last(ticket)
    assert row.ticket_id == ticket.pk
    assert (message.author_kind, message.is_public) == ("contact", False) and "member's address" in message.flag


@pytest.mark.parametrize("spoil", ["truncated", "other ticket", "other mailbox", "other tenant", "guessed"])
def test_T08_marks_that_are_not_ours_open_a_new_ticket(post: Post, ticket: Ticket, spoil: str) -> None:
    good = reply_of(post)
    local, _, domain = good.partition("@")
    base, _, token = local.partition("+")
    with entered(post.world.elsewhere.pk):
        key = signing_key()
    foreign = reply_address(mailbox=post.mailbox.address, ticket_id=ticket.pk, recipient="carl@bakery.example", key=key)
    foreign_id = new_message_id(ticket_id=ticket.pk, domain="pine.example", key=key)
    address = {
        "truncated": f"{local[:-1]}@{domain}",
        "other ticket": good.replace(f".{ticket.pk}.", f".{ticket.pk + 1}."),
        "other mailbox": f"sales+{token}@{domain}",
        "other tenant": foreign,
        "guessed": f"{base}+t.{ticket.pk}.{'a' * 21}@{domain}",
    }[spoil]
    row = post.arrive(letter(sender=STRANGER, to=address, In_Reply_To=foreign_id, References=foreign_id[:-20] + ">"))
    assert row.state == "applied" and row.ticket_id != ticket.pk


def test_T08_a_forged_reference_to_a_customers_mail_leads_nowhere(post: Post, ticket: Ticket) -> None:
    row = post.arrive(letter(sender=STRANGER, In_Reply_To="<carl-1@bakery.example>"))
    assert row.ticket_id != ticket.pk


def test_T09_mail_to_a_merged_ticket_goes_to_the_target(post: Post, ticket: Ticket) -> None:
    target = post.world.ticket("The real one")
    Ticket.objects.filter(pk=ticket.pk).update(merged_into=target)
    assert post.arrive(letter(to=reply_of(post))).ticket_id == target.pk


def test_T09_mail_to_a_closed_ticket_opens_one_linked_follow_up(post: Post, ticket: Ticket) -> None:
    tickets.move(ticket, to="closed", by=SYSTEM, at=NOON)
    row = post.arrive(letter(to=reply_of(post), text="Again!"))
    follow_up = post.ticket_of(row)
    assert follow_up.links.get(kind="follow_up").target_id == ticket.pk and ticket.code in row.reason
    assert post.arrive(letter(to=reply_of(post), text="And again!")).ticket_id == follow_up.pk
    stranger = post.ticket_of(post.arrive(letter(sender=STRANGER, to=reply_of(post), text="Me too")))
    assert stranger.pk not in (ticket.pk, follow_up.pk)


def test_T09_or_is_kept_and_answered_where_the_organization_so_chose(post: Post, ticket: Ticket) -> None:
    change(post.world.pine, by=SYSTEM, at=NOON, changes={"closed_mail": "refuse"})
    tickets.move(ticket, to="closed", by=SYSTEM, at=NOON)
    OutgoingMail.objects.update(created_at=NOON)  # the acknowledgement of a moment ago is an old one
    row = post.arrive(letter(to=reply_of(post), text="Again!"))
    (answer,) = post.outbox("closed")
    assert (row.state, row.ticket_id) == ("ignored", ticket.pk) and "closed" in row.reason
    sent = read(answer.content)
    assert "help@pine.example" in str(sent) and sent["Auto-Submitted"] == "auto-replied"
    assert Ticket.objects.count() == 1


def test_T09_the_lifecycle_of_the_ticket_has_the_first_word(post: Post, ticket: Ticket) -> None:
    lifecycle = tickets.install_preset("itflow", by=SYSTEM, at=NOON)
    tickets.choose_default(lifecycle, by=SYSTEM, at=NOON)
    tickets.move(ticket, to="closed", by=SYSTEM, at=NOON)
    row = post.arrive(letter(to=reply_of(post), text="Again!"))
    assert (row.state, row.ticket_id, Ticket.objects.count()) == ("ignored", ticket.pk, 1)


def test_a_ticket_in_the_bin_takes_nothing(post: Post, ticket: Ticket) -> None:
    tickets.delete(ticket, by=post.world.acting(post.world.lena), at=NOON)
    assert post.arrive(letter(to=reply_of(post))).ticket_id != ticket.pk


@pytest.mark.parametrize(
    "mark", [{"Auto_Submitted": "auto-replied"}, {"X_Autoreply": "yes"}, {"Auto_Submitted": "auto-generated"}]
)
def test_M14_automatic_answers_are_added_and_wake_nobody(post: Post, ticket: Ticket, mark: dict[str, str]) -> None:
    tickets.move(ticket, to="resolved", by=SYSTEM, at=NOON)
    before = ticket.messages.count()
    row = post.arrive(letter(to=reply_of(post), subject="Out of office", **mark))
    ticket.refresh_from_db()
    assert (row.ticket_id, ticket.status, ticket.messages.count()) == (ticket.pk, "resolved", before + 1)


def test_T10_an_answer_to_both_mailboxes_is_one_message(post: Post, ticket: Ticket) -> None:
    sales = Mailbox.objects.create(address="sales@pine.example", smtp_host="sink", created_at=NOON)
    raw = letter(to=f"{reply_of(post)}, sales@pine.example")
    before = ticket.messages.count()
    assert post.arrive(raw).state == "applied"
    copy = post.arrive(raw, mailbox=sales)
    assert (copy.state, copy.ticket_id, ticket.messages.count()) == ("ignored", ticket.pk, before + 1)


def test_whom_the_requester_copies_gets_copies_from_then_on(post: Post, ticket: Ticket) -> None:
    post.arrive(letter(to=reply_of(post), cc="Bo <bo@bakery.example>, noreply@shop.example, help@pine.example"))
    assert set(ticket.participants.values_list("email", flat=True)) == {"mia@bakery.example", "bo@bakery.example"}


TWO = "Carl Crumb <carl@bakery.example>, Mallory <mallory@evil.example>"


@pytest.mark.parametrize(
    "spoil",
    [{"sender": TWO}, {"sender": "", "Sender": "carl@bakery.example"}, {"twice": "yes"}],
    ids=["two From addresses", "only Sender", "two From headers"],
)
def test_nobody_evades_the_check_by_a_From_that_no_domain_answers_for(
    post: Post, ticket: Ticket, spoil: dict[str, str]
) -> None:
    """A check found what it could: the domain of the attacker passes, that of the participant was never asked."""
    found = "mx.pine.example; spf=pass smtp.mailfrom=evil.example; dmarc=pass header.from=evil.example"
    headers = {name: value for name, value in spoil.items() if name != "twice"}
    raw = letter(to=reply_of(post), text="Pay here", Authentication_Results=found, **headers)
    if "twice" in spoil:
        raw = raw.replace(b"\nTo:", b"\nFrom: m@evil.example\nTo:", 1)
    row = post.arrive(raw)
    assert row.ticket_id == ticket.pk and row.is_verified is False
    assert not last(ticket).is_public and "DMARC" in last(ticket).flag


@pytest.mark.parametrize(
    ("mark", "proof", "joins"),
    [("subject", "", False), ("subject", "dmarc=none", False), ("subject", "dmarc=pass header.from=bakery.example", True),
     ("thread", "", False), ("address", "", True)],
)  # fmt: skip
def test_who_guesses_a_code_and_forges_a_sender_puts_nobody_into_copy(
    post: Post, ticket: Ticket, mark: str, proof: str, joins: bool
) -> None:
    how = {"subject": {"subject": f"Re: [{ticket.code}]"}, "thread": {"In_Reply_To": "<carl-1@bakery.example>"},
           "address": {"to": f"{reply_of(post)}, help@pine.example"}}[mark]  # fmt: skip
    headers = {"Authentication_Results": f"mx.pine.example; {proof}"} if proof else {}
    post.arrive(letter(cc="spy@evil.example", **how, **headers))
    assert ("spy@evil.example" in ticket.participants.values_list("email", flat=True)) is joins
    assert ("spy@evil.example" in last(ticket).flag) is not joins and last(ticket).is_public
    tickets.reply(ticket, tickets.Written(text="Carl's secret"), by=post.world.acting(post.world.ada), at=NOON)
    post.work()
    assert ("spy@evil.example" in {each.address for each in post.outbox("reply")[-1].recipients.all()}) is joins


def test_who_writes_in_another_name_chooses_nobody_who_gets_the_answer(post: Post) -> None:
    forged = {"Authentication_Results": "mx.pine.example; dmarc=fail header.from=bakery.example"}
    ticket = post.ticket_of(post.arrive(letter(cc="spy@evil.example", **forged)))
    assert not ticket.participants.exists() and "spy@evil.example" in last(ticket).flag


def test_accepting_a_sender_shows_nothing_that_others_wrote_in_their_name(post: Post, ticket: Ticket) -> None:
    mark = {"to": reply_of(post), "sender": STRANGER}
    forged = {"Authentication_Results": "mx.pine.example; dmarc=fail header.from=evil.example"}
    post.arrive(letter(text="Mine", **mark))
    mine = last(ticket)
    post.arrive(letter(text="Not mine", **mark, **forged))
    tickets.accept_sender(mine, by=post.world.acting(post.world.ada), at=NOON)
    shown = dict(ticket.messages.filter(text__in=("Mine", "Not mine")).values_list("text", "is_public"))
    assert shown == {"Mine": True, "Not mine": False}
    tickets.accept_sender(last(ticket), by=post.world.acting(post.world.ada), at=NOON)
    assert last(ticket).is_public  # a person looked at this very one
