"""Pictures in a member's mail: those they meant reach the customer, their logo and what they quote do not."""

from email.message import EmailMessage
from typing import Any

import pytest

from tests.channels.email.conftest import Post
from tests.channels.email.test_members import ADA, last, ticket, to_ada  # noqa: F401  a fixture
from tests.mail.letters import letter, read
from usher.channels.email.arriving.pictures import SMALL, pictures_in_words
from usher.tickets.models import Ticket

LOGO, SHOT = b"\x89PNG\r\n\x1a\nlogo", b"\x89PNG\r\n\x1a\nscreen"
LARGE = SHOT + b"x" * SMALL
GMAIL = '<span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Ada<br><img src="cid:logo"></div>'
QUOTE = (
    '<div class="gmail_quote"><div class="gmail_attr">On Mon, 2 Nov 2026 at 12:00, Pine &lt;help@pine.example&gt; wrote:'
    '</div><blockquote class="gmail_quote">cold <img src="cid:quoted"></blockquote></div>'
)
SIGNATURE = "\n\n-- \nAda\n"


def wrote(post: Post, ticket: Ticket, text: str, html: str, *, files: Any = (), **pictures: bytes) -> None:  # noqa: F811
    """Ada answers her notice with pictures in the page, and files beside it."""
    mail = read(letter(sender=ADA, to=to_ada(post, ticket), subject=f"Re: [{ticket.code}]", text=text, html=html))
    page: EmailMessage = mail.get_payload()[1]
    for name, content in pictures.items():
        page.add_related(content, "image", "png", cid=f"<{name}>", filename=f"{name}.png")
    for name, content in files:
        mail.add_attachment(content, "image", "png", filename=name)
    post.arrive(mail.as_bytes())


def left(post: Post) -> tuple[list[str], list[str]]:
    """Names of the files, then of the pictures shown, in the newest mail to the customer."""
    mail = read(post.outbox("reply")[-1].content)
    parts = [part for part in mail.walk() if part.get_content_maintype() == "image"]
    attached = [str(part.get_filename()) for part in parts if part.get_content_disposition() == "attachment"]
    return attached, [
        str(part["Content-ID"]).strip("<>") for part in parts if part.get_content_disposition() != "attachment"
    ]


def test_the_logo_of_a_signature_does_not_go_to_the_customer(post: Post, ticket: Ticket) -> None:  # noqa: F811
    wrote(post, ticket, f"Try the fuse.{SIGNATURE}", f"<div>Try the fuse.</div>{GMAIL}", logo=LOGO)
    assert left(post) == ([], []) and last(ticket).text == "Try the fuse." and not last(ticket).files.exists()


def test_a_command_above_it_sends_no_logo_either(post: Post, ticket: Ticket) -> None:  # noqa: F811
    before = ticket.messages.count()
    wrote(post, ticket, f"#resolve{SIGNATURE}", f"<div>#resolve</div>{GMAIL}", logo=LOGO)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.messages.count(), post.outbox("reply")) == ("resolved", before, [])


@pytest.mark.parametrize("below", ["", GMAIL])
def test_a_picture_in_the_words_is_shown_there(post: Post, ticket: Ticket, below: str) -> None:  # noqa: F811
    page = f'<div>This one: <img src="cid:shot"></div>{below}'
    wrote(post, ticket, f"This one:{SIGNATURE if below else ''}", page, shot=SHOT, **({"logo": LOGO} if below else {}))
    assert left(post) == ([], ["shot"]) and 'src="cid:shot"' in last(ticket).html


def test_where_only_the_text_goes_on_a_picture_in_the_words_is_a_file(post: Post, ticket: Ticket) -> None:  # noqa: F811
    page = f'<div>#priority high<br>This one: <img src="cid:shot"></div>{GMAIL}'
    wrote(post, ticket, f"#priority high\nThis one:{SIGNATURE}", page, shot=SHOT, logo=LOGO)
    assert left(post) == (["shot.png"], []) and not last(ticket).files.get().is_inline


def test_what_the_quote_repeats_stays_away(post: Post, ticket: Ticket) -> None:  # noqa: F811
    text = "Try it.\n\nOn Mon, 2 Nov 2026 at 12:00, Pine <help@pine.example> wrote:\n> cold"
    wrote(post, ticket, text, f"<div>Try it.</div>{QUOTE}", quoted=SHOT)
    assert left(post) == ([], [])


@pytest.mark.parametrize("page", [f"<div>See</div>{GMAIL}", f"<div>See</div>{QUOTE.replace('quoted', 'logo')}"])
def test_a_large_picture_below_is_not_lost_but_once_it_is_there_not_repeated(
    post: Post,
    ticket: Ticket,  # noqa: F811
    page: str,
) -> None:
    text = (
        "See\n\nOn Mon, 2 Nov 2026 at 12:00, Pine <help@pine.example> wrote:\n> cold"
        if "quote" in page
        else f"See{SIGNATURE}"
    )
    wrote(post, ticket, text, page, logo=LARGE)
    assert left(post) == (["logo.png"], [])
    wrote(post, ticket, text, page, logo=LARGE)
    assert left(post) == ([], [])


def test_a_note_keeps_all_of_them(post: Post, ticket: Ticket) -> None:  # noqa: F811
    wrote(post, ticket, f"#note\nSee{SIGNATURE}", f"<div>#note<br>See</div>{GMAIL}", logo=LOGO)
    assert [part.file.name for part in last(ticket).files.all()] == ["logo.png"] and post.outbox("reply") == []


def test_files_are_never_left_out(post: Post, ticket: Ticket) -> None:  # noqa: F811
    wrote(post, ticket, f"See{SIGNATURE}", f"<div>See</div>{GMAIL}", logo=LOGO, files=[("logo.png", LOGO)])
    assert left(post) == (["logo.png"], [])


def test_no_page_shows_a_picture_that_was_left_out(post: Post, ticket: Ticket) -> None:  # noqa: F811
    wrote(post, ticket, "Try it.", '<div>Try it.</div><div id="Signature"><img src="cid:logo"></div>', logo=LOGO)
    assert left(post) == ([], []) and "<img" not in last(ticket).html and "<div>" in last(ticket).html


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<p>a <img src="cid:one"></p><div class="moz-signature">-- <br><img src="cid:two"></div>', {"one"}),
        ('<p>a</p><p>-- <br>Ada<br><img src="cid:two"></p>', set()),
        ('<IMG SRC="CID:one%40x">', {"one@x"}),
        ("", set()),
        ("<p>\0</p>", set()),
        ("<div>" * 60_001, set()),
    ],
)
def test_which_pictures_stand_in_the_words(page: str, found: set[str]) -> None:
    assert pictures_in_words(page) == found
