"""Bounces and delays land where they belong."""

from email.utils import make_msgid
from typing import Any

import pytest
from django.utils import timezone

from tests.channels.email.conftest import Post
from tests.mail.letters import letter
from tests.world import NOON
from usher.mail.models import OutgoingMail, Recipient, Suspension
from usher.mail.outgoing.suspending import note_hard_bounce, why_quiet
from usher.mail.outgoing.verp import return_path
from usher.mail.secrets import signing_key
from usher.tickets import actions as tickets
from usher.tickets.models import Ticket

MIA = "mia@bakery.example"


@pytest.fixture
def sent(post: Post) -> OutgoingMail:
    """Ada's reply to Carl and Mia, accepted by the server."""
    ticket = post.ticket_of(post.arrive(letter(cc="mia@bakery.example")))
    tickets.reply(ticket, tickets.Written(text="Try this"), by=post.world.acting(post.world.ada), at=NOON)
    post.work()
    Recipient.objects.update(state="accepted")
    return post.outbox("reply")[0]


def report(sent: OutgoingMail, *, to: str, action: str = "failed", ours: str = "") -> bytes:
    """A delivery report (RFC 3464) about Mia."""
    return (
        f"From: MAILER-DAEMON@mx.example\nTo: {to}\nSubject: Undelivered Mail Returned to Sender\nReturn-Path: <>\n"
        f"Message-ID: {make_msgid()}\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nIt did not work.\n"
        f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; mia@bakery.example\nAction: {action}\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 No such user\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {ours}\nSubject: x\n\n--b--\n"
    ).encode()


@pytest.mark.parametrize("trace", ["return path", "message id"])
def test_a_bounce_marks_its_recipient_and_tells_members(post: Post, sent: OutgoingMail, trace: str) -> None:
    before = Ticket.objects.count()
    to, ours = (sent.envelope_from, "") if trace == "return path" else ("help@pine.example", sent.message_id)
    row = post.arrive(report(sent, to=to, ours=ours))
    assert (row.state, row.ticket_id, row.kind) == ("applied", sent.ticket_id, "bounce")
    assert dict(sent.recipients.values_list("address", "state")) == {
        "carl@bakery.example": "accepted", "mia@bakery.example": "bounced",
    }  # fmt: skip
    note = Ticket.objects.get(pk=sent.ticket_id).messages.order_by("-id")[0]
    assert not note.is_public and "mia@bakery.example" in note.text and "5.1.1" in note.text
    assert Ticket.objects.count() == before


def test_the_envelope_alone_leads_home(post: Post, sent: OutgoingMail) -> None:
    row = post.arrive(report(sent, to="undisclosed-recipients:;"), envelope_to=sent.envelope_from)
    assert row.ticket_id == sent.ticket_id


def test_a_delay_is_no_failure(post: Post, sent: OutgoingMail) -> None:
    notes = Ticket.objects.get(pk=sent.ticket_id).note_count
    row = post.arrive(report(sent, to=sent.envelope_from, action="delayed"))
    assert row.kind == "delivery_delay"
    assert set(sent.recipients.values_list("state", flat=True)) == {"accepted"}
    assert Ticket.objects.get(pk=sent.ticket_id).note_count == notes


def test_L03_a_bounce_of_nothing_of_ours_opens_no_ticket_and_is_not_answered(post: Post, sent: OutgoingMail) -> None:
    before, queued = Ticket.objects.count(), len(post.outbox())
    row = post.arrive(report(sent, to="help@pine.example", ours="<other@else.example>"))
    assert row.state == "ignored" and row.reason
    assert (Ticket.objects.count(), len(post.outbox())) == (before, queued)


def test_a_forged_return_path_leads_nowhere(post: Post, sent: OutgoingMail) -> None:
    forged = sent.envelope_from.replace(f"+b.{sent.pk}.", f"+b.{sent.pk + 1}.")
    assert post.arrive(report(sent, to=forged)).state == "ignored"


def test_a_second_report_on_the_same_recipient_says_nothing_new(post: Post, sent: OutgoingMail) -> None:
    post.arrive(report(sent, to=sent.envelope_from))
    notes = Ticket.objects.get(pk=sent.ticket_id).note_count
    post.arrive(report(sent, to=sent.envelope_from, ours="<x@y>"))
    assert Ticket.objects.get(pk=sent.ticket_id).note_count == notes


def complaint(sent: OutgoingMail, address: str) -> bytes:
    """A report in the Abuse Reporting Format (RFC 5965)."""
    return (
        "From: fbl@provider.example\nTo: help@pine.example\nSubject: complaint about message\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nThis is an abuse report.\n"
        "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n"
        f"Original-Rcpt-To: {address}\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {sent.message_id}\nSubject: x\n\n--b--\n"
    ).encode()


def test_a_complaint_stops_automatic_mail_to_who_complained(post: Post, sent: OutgoingMail) -> None:
    row = post.arrive(complaint(sent, "carl@bakery.example"))
    assert (row.state, row.kind) == ("applied", "feedback")
    assert why_quiet("carl@bakery.example", timezone.now()) and not why_quiet("mia@bakery.example", timezone.now())
    before = len(post.outbox("acknowledgement"))
    post.arrive(letter(subject="Something else", text="The fridge is warm"))
    assert len(post.outbox("acknowledgement")) == before


def reply(post: Post, sent: OutgoingMail, **more: Any) -> OutgoingMail:
    """Another reply of Ada's, taken by the server."""
    ticket = Ticket.objects.get(pk=sent.ticket_id)
    tickets.reply(ticket, tickets.Written(text="And this"), by=post.world.acting(post.world.ada), at=NOON, **more)
    post.work()
    mail = post.outbox("reply")[-1]
    mail.recipients.filter(state="queued").update(state="accepted")
    return mail


def own_path(sent: OutgoingMail, address: str) -> str:
    """The return address of the copy that went to this recipient alone."""
    row = sent.recipients.get(address=address)
    return return_path(mailbox="help@pine.example", mail_id=sent.pk, recipient_id=row.pk, key=signing_key())


def is_suspended(address: str) -> bool:
    return Suspension.objects.filter(address=address).exclude(suspended_at=None).exists()


def test_two_bounces_suspend_and_a_mail_from_there_ends_it(post: Post, sent: OutgoingMail) -> None:
    for _ in range(2):
        mail = reply(post, sent, sent_to=[MIA])
        post.arrive(report(mail, to=mail.envelope_from, ours=mail.message_id))
    assert is_suspended(MIA)
    third = reply(post, sent)
    assert dict(third.recipients.values_list("address", "state")) == {"carl@bakery.example": "accepted", MIA: "failed"}
    assert "is suspended" in Ticket.objects.get(pk=sent.ticket_id).messages.order_by("-id")[0].text
    post.arrive(letter(sender=MIA, subject="I am back"))
    assert not is_suspended(MIA)


@pytest.mark.parametrize("trace", ["return path", "message id"])
def test_who_shares_the_conversation_can_forge_nobodys_suspension(post: Post, sent: OutgoingMail, trace: str) -> None:
    for _ in range(3):
        mail = reply(post, sent)
        to, ours = (mail.envelope_from, "") if trace == "return path" else ("help@pine.example", mail.message_id)
        assert post.arrive(report(mail, to=to, ours=ours)).ticket_id == sent.ticket_id
        row = mail.recipients.get(address=MIA)
        assert (row.state, "not proven" in row.detail) == ("bounced", True)
    note = Ticket.objects.get(pk=sent.ticket_id).messages.order_by("-id")[0]
    assert "5.1.1" in note.text and "not proven" in note.text
    assert not is_suspended(MIA)


def test_the_message_id_of_a_mail_to_one_person_is_no_proof_either(post: Post, sent: OutgoingMail) -> None:
    for _ in range(3):  # later mails to others name it in References
        mail = reply(post, sent, sent_to=[MIA])
        post.arrive(report(mail, to="help@pine.example", ours=mail.message_id))
    assert not is_suspended(MIA)


def test_what_comes_to_the_address_of_her_own_copy_suspends_her_alone(post: Post, sent: OutgoingMail) -> None:
    for _ in range(2):
        mail = reply(post, sent)
        post.arrive(report(mail, to=own_path(mail, "carl@bakery.example")))  # Carl reports on Mia
        assert mail.recipients.get(address=MIA).state == "bounced"
    assert not is_suspended(MIA) and not is_suspended("carl@bakery.example")
    for _ in range(2):
        mail = reply(post, sent)
        post.arrive(report(mail, to=own_path(mail, MIA)))
    assert is_suspended(MIA) and not is_suspended("carl@bakery.example")


def test_a_report_about_somebody_to_whom_we_did_not_write_counts_for_nobody(post: Post, sent: OutgoingMail) -> None:
    for _ in range(3):
        mail = reply(post, sent, sent_to=[MIA])
        raw = report(mail, to=mail.envelope_from).replace(MIA.encode(), b"mia.new@elsewhere.example")
        post.arrive(raw)
        assert mail.recipients.get().state == "bounced"
    assert not Suspension.objects.exclude(suspended_at=None).exists()


@pytest.mark.parametrize(("to", "is_marked"), [("own", False), ("shared", True)])
def test_a_full_mailbox_too_is_marked_where_nothing_proves_it(
    post: Post, sent: OutgoingMail, to: str, is_marked: bool
) -> None:
    path = own_path(sent, MIA) if to == "own" else sent.envelope_from
    post.arrive(report(sent, to=path).replace(b"5.1.1", b"5.2.2"))
    assert ("not proven" in sent.recipients.get(address=MIA).detail) is is_marked
    assert not Suspension.objects.exists()


def test_one_delivery_counts_once(post: Post, sent: OutgoingMail) -> None:
    mail = reply(post, sent, sent_to=[MIA])
    for ours in ("", "<a@y>", "<b@y>"):
        post.arrive(report(mail, to=mail.envelope_from, ours=ours))
    mail.recipients.update(state="failed")
    post.arrive(report(mail, to=mail.envelope_from, ours="<c@y>"))
    assert Suspension.objects.get(address=MIA).hard_bounces == 1


def test_what_has_not_left_cannot_come_back(post: Post, sent: OutgoingMail) -> None:
    mail = reply(post, sent, sent_to=[MIA])
    mail.recipients.update(state="queued")
    post.arrive(report(mail, to=mail.envelope_from))
    assert mail.recipients.get().state == "queued" and not Suspension.objects.exists()


@pytest.mark.parametrize(
    ("found", "lifts"),
    [("dmarc=pass header.from=bakery.example", True), ("", True), ("dmarc=fail header.from=bakery.example", False),
     ("spf=fail smtp.mailfrom=bakery.example", False)],
)  # fmt: skip
def test_a_mail_in_her_name_lifts_nothing_where_a_check_spoke_against_it(post: Post, found: str, lifts: bool) -> None:
    for _ in range(2):
        note_hard_bounce(MIA, "5.1.1", timezone.now())
    headers = {"Authentication_Results": f"mx.pine.example; {found}"} if found else {}
    post.arrive(letter(sender=MIA, subject="I am back", **headers))
    assert is_suspended(MIA) is not lifts


def test_a_report_on_a_forwarded_mail_and_one_without_a_code_land_too(post: Post, sent: OutgoingMail) -> None:
    raw = report(sent, to=sent.envelope_from).replace(b"mia@bakery.example", b"mia.old@elsewhere.example")
    assert post.arrive(raw).ticket_id == sent.ticket_id
    assert set(sent.recipients.values_list("state", flat=True)) == {"accepted"}  # whom it is about nobody can tell
