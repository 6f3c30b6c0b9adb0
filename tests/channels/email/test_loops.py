"""Machines that write to each other stop, and nobody can be mailed through us."""

import pytest

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from tests.world import NOON
from usher.base.tenancy import entered
from usher.channels.email import caps
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.incoming.settling import settle_mailbox
from usher.mail.models import Mailbox, OutgoingMail
from usher.tickets import actions as tickets
from usher.tickets.models import Ticket


def test_L01_two_ushers_that_write_to_each_other_exchange_at_most_two_mails(post: Post) -> None:
    """Whatever leaves Pine's mailbox arrives at Elsewhere's, and the other way round."""
    pine, elsewhere = post.world.pine, post.world.elsewhere
    with entered(elsewhere.pk):
        theirs = Mailbox.objects.create(address="desk@else.example", smtp_host="sink", created_at=NOON)
    boxes = {"help@pine.example": (pine.pk, post.mailbox), "desk@else.example": (elsewhere.pk, theirs)}
    delivered: set[int] = set()
    exchanged = []
    post.arrive(letter(sender="Desk <desk@else.example>", subject="Hello"))
    for _ in range(100):
        for organization_id, _box in boxes.values():
            with entered(organization_id):
                new = list(OutgoingMail.objects.exclude(pk__in=delivered).prefetch_related("recipients"))
            for mail in new:
                delivered.add(mail.pk)
                exchanged.append(mail.purpose)
                for address in [each.address for each in mail.recipients.all()]:
                    target_id, target = boxes[address]
                    with entered(target_id):
                        take(target, bytes(mail.content), Delivery("smtp", mail.envelope_from, address), at=NOON)
                        settle_mailbox(target_id, target.pk)
                    post.work()
    assert len(exchanged) <= 2, exchanged


@pytest.mark.parametrize(
    "mark",
    [
        {"sender": "no-reply@shop.example"}, {"sender": "MAILER-DAEMON@x.example"}, {"Auto_Submitted": "auto-generated"},
        {"aUTO_sUBMITTED": "auto-replied"}, {"Precedence": "bulk"}, {"List_Id": "<news.shop.example>"},
        {"Return_Path": "<>"}, {"X_Auto_Response_Suppress": "OOF, AutoReply"}, {"X_Loop": "yes"},
        {"X_Usher_Automatic": "yes"}, {"X_Spam_Flag": "YES"},
        {"sender": "help@pine.example"}, {"Reply_To": "Help+x@Pine.example"},
    ],
)  # fmt: skip
def test_L02_L04_L06_robots_lists_and_ourselves_get_no_acknowledgement(post: Post, mark: dict[str, str]) -> None:
    assert post.arrive(letter(**mark)).state == "applied"  # type: ignore[arg-type]
    assert post.outbox() == []


def test_L06_a_folded_header_counts(post: Post) -> None:
    raw = letter().replace(b"Subject:", b"Auto-Submitted:\r\n auto-generated\r\nSubject:", 1)
    post.arrive(raw)
    assert post.outbox() == []


def test_L05_auto_submitted_no_is_a_human(post: Post) -> None:
    post.arrive(letter(Auto_Submitted="no"))
    assert len(post.outbox("acknowledgement")) == 1


def test_an_answer_on_a_ticket_is_not_acknowledged(post: Post) -> None:
    ticket = post.ticket_of(post.arrive(letter(message_id="<1@bakery.example>")))
    post.arrive(letter(subject=f"Re: [{ticket.code}]", In_Reply_To="<1@bakery.example>"))
    assert len(post.outbox("acknowledgement")) == 1


def test_one_sender_gets_so_many_answers_an_hour(post: Post) -> None:
    rows = [post.arrive(letter(subject=f"Question {n}")) for n in range(caps.PER_SENDER + 3)]
    assert len(post.outbox("acknowledgement")) == caps.PER_SENDER
    rows[-1].refresh_from_db()
    assert "Not acknowledged" in rows[-1].reason and rows[-1].state == "applied"


def test_the_same_again_within_an_hour_is_not_acknowledged(post: Post) -> None:
    for _ in range(3):
        post.arrive(letter(subject="Disk full on host"))
    assert Ticket.objects.count() == 3 and len(post.outbox("acknowledgement")) == 1


def test_L07_a_flood_of_senders_stops_at_the_limit(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caps, "IN_ALL", 4)
    for n in range(8):
        post.arrive(letter(sender=f"victim{n}@else.example", subject="Buy pills"))
    mails = post.outbox("acknowledgement")
    assert len(mails) == 4 and not any(b"pills" in bytes(mail.content) for mail in mails)


def test_L07_hundreds_in_copy_do_not_become_participants(post: Post) -> None:
    crowd = ", ".join(f"victim{n}@else.example" for n in range(500))
    ticket = post.ticket_of(post.arrive(letter(cc=crowd)))
    assert ticket.participants.count() == 30


def test_a_mail_from_one_of_our_mailboxes_to_another_works_and_is_not_answered(post: Post) -> None:
    sales = Mailbox.objects.create(address="sales@pine.example", smtp_host="sink", created_at=NOON)
    row = post.arrive(letter(sender="help@pine.example", to="sales@pine.example"), mailbox=sales)
    ticket = post.ticket_of(row)
    assert post.outbox() == []
    tickets.reply(ticket, tickets.Written(text="Hm"), by=post.world.acting(post.world.ada), at=NOON)
    post.work()
    assert post.outbox() == []  # its only recipient is ourselves


def test_our_replies_are_no_automatic_mail_but_our_notices_are(post: Post) -> None:
    ticket = post.ticket_of(post.arrive(letter()))
    tickets.reply(ticket, tickets.Written(text="Hi"), by=post.world.acting(post.world.ada), at=NOON)
    post.work()
    notice, reply = (read(mail.content) for mail in post.outbox())
    assert (notice["Auto-Submitted"], notice["X-Auto-Response-Suppress"]) == ("auto-replied", "All")
    assert reply["Auto-Submitted"] is None and reply["Precedence"] is None
