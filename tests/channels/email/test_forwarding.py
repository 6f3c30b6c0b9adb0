"""A member forwards a customer's mail."""

import pytest

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from usher.mail.incoming.forwarded import read_forward
from usher.mail.incoming.parse import parse

ADA = "Ada <ada@usher.example>"
PROVEN = {"Authentication_Results": "mx.pine.example; dmarc=pass header.from=usher.example"}
GMAIL = """Please have a look.

---------- Forwarded message ---------
From: Nia New <nia@shop.example>
Date: Mon, Nov 2, 2026 at 9:12 AM
Subject: Broken lamp
To: <ada@usher.example>


The lamp is dark.

On Sunday, Ada <ada@usher.example> wrote:
> Buy our lamp
"""
OUTLOOK = """Bitte übernehmen.

Von: Nia New <nia@shop.example>
Gesendet: Montag, 2. November 2026 09:12
An: Ada <ada@usher.example>
Betreff: Broken lamp

The lamp is dark.
"""
OUTLOOK_OLD = """
________________________________
De : Nia New [mailto:nia@shop.example]
Envoyé : lundi 2 novembre 2026 09:12
À : Ada
Objet : Broken lamp

The lamp is dark.
"""
APPLE = """Schau mal

Anfang der weitergeleiteten Nachricht:

> Von: "New, Nia" <nia@shop.example>
> Betreff: Broken lamp
> Datum: 2. November 2026 um 09:12:00 MEZ
> An: ada@usher.example
>
> The lamp is dark.
"""
THUNDERBIRD = """

-------- Weitergeleitete Nachricht --------
Betreff: \tBroken lamp
Datum: \tMon, 2 Nov 2026 09:12:00 +0100
Von: \tNia New <nia@shop.example>
An: \tada@usher.example


The lamp is dark.
"""
JAPANESE = """よろしく

---------- Forwarded message ---------
差出人: Nia New <nia@shop.example>
日付: 2026年11月2日(月) 9:12
件名: Broken lamp
To: <ada@usher.example>

The lamp is dark.
"""
BOLD = """*From:* Nia New <nia@shop.example>
*Sent:* Monday, November 2, 2026 9:12 AM
*To:* Ada
*Subject:* Broken lamp

The lamp is dark.
"""
CLIENTS = {
    "gmail": ("Fwd: Broken lamp", GMAIL, "Please have a look."),
    "outlook": ("WG: Broken lamp", OUTLOOK, "Bitte übernehmen."),
    "old outlook": ("TR: Broken lamp", OUTLOOK_OLD, ""),
    "apple": ("Fwd: Broken lamp", APPLE, "Schau mal"),
    "thunderbird": ("Fwd: Broken lamp", THUNDERBIRD, ""),
    "japanese": ("Fwd: Broken lamp", JAPANESE, "よろしく"),
    "bold": ("FW: Broken lamp", BOLD, ""),
    "asked": ("Something", "@fwd\nLook\n\n" + BOLD, "Look"),
}


@pytest.mark.parametrize("client", CLIENTS)
def test_forwards_of_many_clients_are_read(client: str) -> None:
    subject, text, comment = CLIENTS[client]
    found = read_forward(parse(letter(subject=subject, text=text)))
    assert found is not None
    assert (found.sender.address, found.subject, found.comment) == ("nia@shop.example", "Broken lamp", comment)
    assert found.sender.name in ("Nia New", "New, Nia")
    assert found.text.startswith("The lamp is dark.") and "From" not in found.text


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Fwd: hello", "No block here. From: somewhere far away"),
        ("Re: Broken lamp", "I see.\n\n" + BOLD),
        ("Fwd: hello", "From: Nia New\nSubject: without an address\n\nDark."),
        ("Question", "Write to carl@bakery.example\nFrom: nia@shop.example"),
        ("Fwd: " + " " * 5000, "\n".join([" " * 3000 + "From: x"] * 300)),
    ],
)
def test_without_an_explicit_sign_it_is_no_forward(subject: str, text: str) -> None:
    assert read_forward(parse(letter(subject=subject, text=text))) is None


def test_the_customer_becomes_the_requester_and_the_members_words_a_note(post: Post) -> None:
    row = post.arrive(letter(sender=ADA, subject="Fwd: Broken lamp", text=GMAIL, **PROVEN))
    ticket = post.ticket_of(row)
    assert ticket.requester is not None and (ticket.requester.email, ticket.requester.name) == (
        "nia@shop.example",
        "Nia New",
    )
    assert ticket.subject == "Broken lamp" and "forwarded" in row.reason
    first, note = post.messages(ticket)
    assert first.is_public and first.text.startswith("The lamp is dark.") and "have a look" not in first.full_text
    assert (note.kind, note.text, note.author_member_id) == ("note", "Please have a look.", post.world.ada.pk)
    assert post.outbox() == []


def test_an_enclosed_message_is_a_forward_with_its_files(post: Post) -> None:
    inner = letter(
        sender="Nia <nia@shop.example>", subject="Lamp", text="Dark.", files=(("a.pdf", "application/pdf", b"%PDF"),)
    )
    raw = letter(
        sender=ADA, subject="please", text="Have a look", files=(("m.eml", "application/octet-stream", b"x"),), **PROVEN
    )
    raw = raw.replace(b"application/octet-stream", b"message/rfc822", 1)
    head, _, _ = raw.partition(b"Content-Transfer-Encoding: base64")
    boundary = raw.partition(b'boundary="')[2].partition(b'"')[0]
    raw = head + b"\n" + inner + b"\n--" + boundary + b"--\n"
    ticket = post.ticket_of(post.arrive(raw))
    first = post.messages(ticket)[0]
    assert ticket.requester is not None and ticket.requester.email == "nia@shop.example"
    assert [part.file.name for part in first.files.all()] == ["a.pdf"]


@pytest.mark.parametrize(("sender", "is_told"), [("Carl Crumb <carl@bakery.example>", False), (ADA, True)])
def test_a_forward_of_anybody_else_changes_no_requester(post: Post, sender: str, is_told: bool) -> None:
    ticket = post.ticket_of(post.arrive(letter(sender=sender, subject="Fwd: Broken lamp", text=GMAIL)))
    assert ticket.requester is not None and ticket.requester.email != "nia@shop.example"
    assert ("nia@shop.example that ada@usher.example forwarded" in ticket.messages.get().flag) is is_told


def test_what_a_member_asks_themselves_carries_no_doubt_about_forwards(post: Post) -> None:
    ticket = post.ticket_of(post.arrive(letter(sender=ADA, subject="My chair", text="It squeaks.")))
    assert ticket.messages.get().flag == ""


def test_a_forward_on_a_ticket_is_a_note_and_reaches_no_customer(post: Post) -> None:
    ticket = post.ticket_of(post.arrive(letter(message_id="<carl-1@bakery.example>")))
    row = post.arrive(letter(sender=ADA, subject=f"Fwd: [{ticket.code}]", text=GMAIL, **PROVEN))
    message = post.messages(ticket)[-1]
    assert (row.ticket_id, message.kind, message.is_public) == (ticket.pk, "note", False)
    assert post.outbox("reply") == []
    assert read(post.outbox()[0].content)["To"] == "carl@bakery.example"  # nothing but the acknowledgement
