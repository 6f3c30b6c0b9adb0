"""Reading a mailbox by IMAP, from a real server."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.mail.letters import letter
from tests.servers import HOST, PASSWORD, USER, Imap
from tests.world import World
from usher.base.tenancy import current_id
from usher.mail.actions import change_mailbox, create_mailbox
from usher.mail.connecting import imap
from usher.mail.incoming import fetching
from usher.mail.incoming.fetching import fetch_new
from usher.mail.models import IncomingMail, Mailbox, RawMail
from usher.mail.queries import health_of_mailboxes
from usher.people.actors import SYSTEM


@pytest.fixture
def mailbox(world: World, server: Imap) -> Mailbox:
    fields = {
        "address": USER, "imap_host": HOST, "imap_port": server.port, "imap_encryption": "none", "imap_user": USER,
        "imap_password": PASSWORD,
    }  # fmt: skip
    return create_mailbox(fields=fields, by=SYSTEM, at=timezone.now())


def look(mailbox: Mailbox) -> int:
    mailbox.refresh_from_db()
    with imap(mailbox) as box:
        return fetch_new(current_id(), mailbox, box)


def test_every_new_mail_is_taken_once_with_its_bytes(server: Imap, mailbox: Mailbox) -> None:
    raw = letter(subject="First")
    server.append(raw, letter(subject="Second"))
    assert (look(mailbox), look(mailbox)) == (2, 0)
    server.append(letter(subject="Third"))
    assert look(mailbox) == 1
    first = IncomingMail.objects.order_by("id").first()
    assert bytes(RawMail.objects.get(mail=first).content).split() == raw.split()


def test_M01_mail_that_a_colleague_has_read_is_taken_and_no_flag_is_touched(server: Imap, mailbox: Mailbox) -> None:
    server.append(letter(), flags="(\\Seen)")
    server.append(letter(subject="unread"))
    assert look(mailbox) == 2
    first, second = server.flags()
    assert b"\\Seen" in first and b"\\Seen" not in second


def test_M04_a_renumbered_folder_is_looked_at_again_and_recognised(server: Imap, mailbox: Mailbox) -> None:
    raws = [letter(subject=f"Mail {n}", message_id=None if n == 1 else "") for n in range(3)]
    server.append(*raws)
    look(mailbox)
    Mailbox.objects.filter(pk=mailbox.pk).update(uid_validity=1)
    IncomingMail.objects.update(uid_validity=1)
    server.append(letter(subject="New"))
    look(mailbox)
    assert IncomingMail.objects.count() == 4
    (health,) = health_of_mailboxes(timezone.now())
    assert (health.on_server, health.accounted) == (4, 4)


def test_M05_a_copy_on_the_server_is_accounted_for_and_a_different_body_is_a_mail(server: Imap, mailbox: Mailbox) -> None:
    raw = letter(message_id="<dhl@parcel.example>")
    server.append(raw, raw, letter(message_id="<dhl@parcel.example>", text="Another parcel"))
    assert look(mailbox) == 3
    assert sorted(IncomingMail.objects.values_list("state", flat=True)) == ["ignored", "received", "received"]


def test_M12_what_was_there_before_stays_where_it_is(server: Imap, mailbox: Mailbox) -> None:
    server.append(*(letter(subject=f"Old {n}") for n in range(30)), when='"01-Jan-2020 00:00:00 +0000"')
    server.append(letter(subject="New"))
    assert look(mailbox) == 1
    (health,) = health_of_mailboxes(timezone.now())
    assert (health.on_server, health.accounted, mailbox.skipped_count) == (31, 31, 30)


def test_M12_a_start_date_takes_older_mail_in_the_order_of_its_dates(server: Imap, mailbox: Mailbox) -> None:
    change_mailbox(mailbox, changes={"start_at": timezone.now() - timedelta(days=36500)}, by=SYSTEM, at=timezone.now())
    server.append(letter(subject="Later"), when='"02-Jan-2020 00:00:00 +0000"')
    server.append(letter(subject="Earlier"), when='"01-Jan-2020 00:00:00 +0000"')
    assert look(mailbox) == 2
    first = IncomingMail.objects.order_by("id").first()
    assert b"Earlier" in bytes(RawMail.objects.get(mail=first).content)


def test_mail_moved_into_the_folder_later_is_new_whatever_its_date(server: Imap, mailbox: Mailbox) -> None:
    look(mailbox)
    server.append(letter(), when='"01-Jan-2020 00:00:00 +0000"')
    assert look(mailbox) == 1


def test_of_a_giant_only_the_header_is_taken(server: Imap, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 2000)
    server.append(letter(subject="Giant", text="x" * 5000), letter(subject="Small"))
    assert look(mailbox) == 2
    giant = IncomingMail.objects.get(is_partial=True)
    assert giant.size > 5000 and len(bytes(RawMail.objects.get(mail=giant).content)) < 2000


def test_mail_that_came_by_another_way_first_is_the_same_mail(server: Imap, mailbox: Mailbox) -> None:
    from usher.mail.incoming.ledger import Delivery, take

    raw = letter()
    known = take(mailbox, raw, Delivery("smtp"), at=timezone.now())
    server.append(raw)
    look(mailbox)
    known.refresh_from_db()
    assert IncomingMail.objects.count() == 1 and known.uid is not None


def test_a_start_set_while_a_look_is_under_way_is_kept(server: Imap, mailbox: Mailbox) -> None:
    server.append(letter(subject="Old"), when='"01-Jan-2020 00:00:00 +0000"')
    look(mailbox)
    mailbox.refresh_from_db()
    start = timezone.now() - timedelta(days=36500)
    change_mailbox(Mailbox.objects.get(pk=mailbox.pk), changes={"start_at": start}, by=SYSTEM, at=timezone.now())
    with imap(mailbox) as box:
        fetch_new(current_id(), mailbox, box)  # as it was before
    assert look(mailbox) == 1


def test_M13_counting_again_finds_what_the_ledger_lacks_and_what_is_gone(server: Imap, mailbox: Mailbox) -> None:
    server.append(letter(subject="Old"), when='"01-Jan-2020 00:00:00 +0000"')
    server.append(*(letter(subject=f"Mail {number}") for number in range(4)))
    look(mailbox)
    server.append(letter(subject="Moved in"), when='"02-Jan-2020 00:00:00 +0000"')
    IncomingMail.objects.order_by("id")[1].delete()  # as after a restore of an older backup
    with server.session() as session:
        session.store("2", "+FLAGS", "\\Deleted")
        session.expunge()
    mailbox.refresh_from_db()
    with imap(mailbox) as box:
        assert fetch_new(current_id(), mailbox, box, recounts=True) == 2
    (health,) = health_of_mailboxes(timezone.now())
    assert (health.on_server, health.here, health.accounted) == (5, 4, 5)
    mailbox.refresh_from_db()
    assert (mailbox.skipped_count, mailbox.gone_count) == (1, 1)
    assert look(mailbox) == 0
