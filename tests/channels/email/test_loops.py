"""Machines that write to each other stop, and nobody can be mailed through us."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from tests.servers import HOST, PASSWORD, USER, imap_server, smtp_server
from tests.world import NOON
from usher.base.tenancy import entered
from usher.channels.email.arriving import flooding
from usher.channels.email.telling import caps
from usher.mail.actions import change_mailbox, create_mailbox, lift
from usher.mail.connecting import imap
from usher.mail.incoming.fetching import fetch_new
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.incoming.settling import settle_mailbox
from usher.mail.models import IncomingMail, Mailbox, OutgoingMail, Suspension
from usher.mail.outgoing.sending import attempt
from usher.organizations import actions as organizations
from usher.people import actions as people
from usher.people.actors import SYSTEM, Actor
from usher.tickets import actions as tickets
from usher.tickets.actions import receiving
from usher.tickets.models import Ticket

Strip = Callable[[bytes], bytes]
MARKS = re.compile(
    rb"^(Auto-Submitted|X-Auto-Response-Suppress|X-Usher-Automatic|Precedence|List-[\w-]+|Return-Path|X-Loop):[^\n]*\n"
    rb"([ \t][^\n]*\n)*",
    re.IGNORECASE | re.MULTILINE,
)
TRACES = re.compile(rb"^(In-Reply-To|References|Reply-To|Message-ID):[^\n]*\n([ \t][^\n]*\n)*", re.IGNORECASE | re.MULTILINE)


@pytest.mark.parametrize(
    "strip",
    [lambda raw: raw, lambda raw: MARKS.sub(b"", raw), lambda raw: TRACES.sub(b"", MARKS.sub(b"", raw))],
    ids=["as it is", "without marks", "without marks and traces"],
)
def test_L01_two_ushers_that_write_to_each_other_exchange_at_most_two_mails(post: Post, strip: Strip) -> None:
    """Over two real SMTP servers; the relay between them takes away what machines know each other by."""
    pine, elsewhere = post.world.pine, post.world.elsewhere
    with smtp_server() as to_elsewhere, smtp_server() as to_pine, entered(elsewhere.pk):
        fields = {"smtp_host": HOST, "smtp_encryption": "none"}
        theirs = create_mailbox(
            fields={**fields, "address": "desk@else.example", "smtp_port": to_pine.port}, by=SYSTEM, at=NOON
        )
        with entered(pine.pk):
            change_mailbox(post.mailbox, changes={**fields, "smtp_port": to_elsewhere.port}, by=SYSTEM, at=NOON)
            post.arrive(strip(letter(sender="Desk <desk@else.example>", subject="Hello")))
        ways = [(pine.pk, to_elsewhere, elsewhere.pk, theirs), (elsewhere.pk, to_pine, pine.pk, post.mailbox)]
        carried = dict.fromkeys((pine.pk, elsewhere.pk), 0)
        for _ in range(100):
            for from_id, server, to_id, box in ways:
                with entered(from_id):
                    waiting = OutgoingMail.objects.filter(recipients__state="queued").values_list("pk", flat=True)
                    ids = list(waiting)
                for mail_id in ids:
                    attempt(from_id, mail_id)
                for mail in server.mails[carried[from_id] :]:
                    carried[from_id] += 1
                    with entered(to_id):
                        delivery = Delivery("smtp", mail.sender, mail.recipients[0])
                        take(box, strip(mail.content.replace(b"\r\n", b"\n")), delivery, at=timezone.now())
                        settle_mailbox(to_id, box.pk)
                    with entered(to_id):
                        post.work()
        assert 1 <= sum(carried.values()) <= 2, carried


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


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if minutes lay between the mails."""
    monkeypatch.setattr(caps, "AT_ONCE", timedelta())


def questions(post: Post, number: int, sender: str = "Carl Crumb <carl@bakery.example>") -> list[IncomingMail]:
    words = ["oven", "fridge", "mixer", "till", "lamp", "door", "phone", "scale"]
    rows = [post.arrive(letter(subject=f"The {word}", sender=sender)) for word in words[:number]]
    for row in rows:
        row.refresh_from_db()
    return rows


def test_one_sender_gets_so_many_answers_an_hour_and_then_none_until_it_is_resumed(post: Post, unhurried: None) -> None:
    rows = questions(post, caps.PER_SENDER + 2)
    assert len(post.outbox("acknowledgement")) == caps.PER_SENDER
    assert "Not acknowledged" in rows[-1].reason and rows[-1].state == "applied"
    brake = Suspension.objects.get()
    assert brake.address == "carl@bakery.example" and "within an hour" in brake.quiet_because
    assert "is stopped since" in rows[-1].reason
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(hours=2))
    post.arrive(letter(subject="The roof"))
    assert len(post.outbox("acknowledgement")) == caps.PER_SENDER
    lift(brake, by=SYSTEM, at=timezone.now())
    post.arrive(letter(subject="The floor"))
    assert len(post.outbox("acknowledgement")) == caps.PER_SENDER + 1


def test_who_answers_faster_than_people_do_gets_no_second_answer(post: Post) -> None:
    questions(post, 2)
    assert len(post.outbox("acknowledgement")) == 1


def test_the_brake_of_everybody_is_drawn_and_ends_by_itself(
    post: Post, unhurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caps, "IN_ALL", 2)
    for n in range(4):
        post.arrive(letter(sender=f"person{n}@else.example", subject="Hello"))
    brake = Suspension.objects.get()
    assert brake.is_everybody and brake.quiet_until is not None and len(post.outbox("acknowledgement")) == 2
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(hours=2))
    post.arrive(letter(sender="person9@else.example", subject="Hello"))
    assert len(post.outbox("acknowledgement")) == 2
    Suspension.objects.update(quiet_until=timezone.now() - timedelta(seconds=1))
    post.arrive(letter(sender="person9@else.example", subject="Hello again"))
    assert len(post.outbox("acknowledgement")) == 3


def test_one_sender_gets_one_answer_about_a_closed_ticket(post: Post, unhurried: None) -> None:
    organizations.change(post.world.pine, changes={"closed_mail": "refuse"}, by=SYSTEM, at=NOON)
    ticket = post.ticket_of(post.arrive(letter(message_id="<1@bakery.example>")))
    tickets.move(ticket, to="closed", by=post.world.acting(post.world.root), at=NOON)
    rows = [post.arrive(letter(text=f"Hm {n}", In_Reply_To="<1@bakery.example>")) for n in ("one", "two")]
    assert len(post.outbox("closed")) == 1 and "already" in rows[1].reason


def test_a_sender_without_end_is_set_aside_and_nothing_is_lost(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flooding, "MOST", 3)
    flooding._counted.clear()
    rows = [post.arrive(letter(subject=f"Alarm {n}")) for n in range(5)]
    assert [row.state for row in rows] == ["applied"] * 3 + ["quarantined"] * 2
    assert "more than 3 mails within an hour" in rows[-1].reason
    assert post.arrive(letter(sender="mia@bakery.example")).state == "applied"


def test_a_flood_in_somebodys_name_does_not_keep_them_out(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flooding, "MOST", 2)
    flooding._counted.clear()
    forged = {"Authentication_Results": "mx.pine.example; dmarc=fail header.from=bakery.example"}
    states = [post.arrive(letter(subject=f"Spam {n}", **forged)).state for n in range(4)]
    assert states == ["applied"] * 2 + ["quarantined"] * 2
    assert post.arrive(letter(subject="Really mine")).state == "applied"


def test_a_ticket_is_not_reopened_without_end(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_REOPENED", 3)
    ticket = post.ticket_of(post.arrive(letter(message_id="<1@bakery.example>")))
    for n in range(5):
        ticket.refresh_from_db()
        tickets.move(ticket, to="resolved", by=post.world.acting(post.world.ada), at=timezone.now())
        post.arrive(letter(text=f"No {n}", In_Reply_To="<1@bakery.example>"))
    ticket.refresh_from_db()
    assert (ticket.status, ticket.reopen_count) == ("resolved", 3) and ticket.messages.count() == 6


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


def test_L07_a_form_that_names_a_thousand_victims_mails_few_and_says_nothing_of_its_own(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form of a web site opens tickets by the API, for whatever address somebody typed."""
    monkeypatch.setattr(caps, "IN_ALL", 10)
    form = Actor("token", 1, "Web form", frozenset({"create", "view_all"}))
    for n in range(1000):
        victim = people.contact_for(email=f"v{n}@else.example", name="Buy pills at pills.example", by=SYSTEM, at=NOON)
        written = tickets.Written(text="Cheap pills: http://pills.example")
        tickets.open_ticket(
            subject="Buy pills", by=form, at=timezone.now(), source="api", requester=victim, written=written, notifies=False
        )
    post.work()
    mails = post.outbox()
    assert 1 <= len(mails) <= 10 and not any(b"pills" in bytes(mail.content) for mail in mails)
    assert Suspension.objects.get().is_everybody


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


@pytest.mark.parametrize(("age", "answered"), [(timedelta(hours=47), 1), (timedelta(hours=49), 0), (None, 1)])
def test_M12_mail_that_lay_there_for_days_is_answered_by_no_machine(
    post: Post, age: timedelta | None, answered: int
) -> None:
    organizations.change(post.world.pine, changes={"new_ticket_address": "team@pine.example"}, by=SYSTEM, at=NOON)
    arrived = timezone.now() - age if age else None
    row = take(post.mailbox, letter(), Delivery("imap", uid_validity=1, uid=1, arrived_at=arrived), at=timezone.now())
    post.work()
    row.refresh_from_db()
    told = len(post.outbox("acknowledgement")), len(post.outbox("team"))
    assert (row.state, told) == ("applied", (answered, answered))


def test_M12_a_first_connection_that_imports_answers_nothing_old_and_everything_new(post: Post) -> None:
    """Over a real IMAP server that tells when each mail arrived."""
    with imap_server() as server:
        fields = {
            "imap_host": HOST, "imap_port": server.port, "imap_encryption": "none", "imap_user": USER,
            "imap_password": PASSWORD, "start_at": timezone.now() - timedelta(days=36500),
        }  # fmt: skip
        change_mailbox(post.mailbox, changes=fields, by=SYSTEM, at=timezone.now())
        old = [letter(sender=f"Guest {n} <guest{n}@inn.example>", subject=f"Old {n}") for n in range(30)]
        server.append(*old, when='"01-Jan-2020 00:00:00 +0000"')
        server.append(letter(subject="New"))
        with imap(Mailbox.objects.get(pk=post.mailbox.pk)) as box:
            assert fetch_new(post.world.pine.pk, Mailbox.objects.get(pk=post.mailbox.pk), box) == 31
    post.work()
    assert IncomingMail.objects.filter(state="applied").count() == 31
    assert [each.recipients.get().address for each in post.outbox()] == ["carl@bakery.example"]
