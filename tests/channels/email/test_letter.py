"""What the mail of a reply looks like: the line on top, signatures, and what is quoted."""

from typing import Any

import pytest

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from tests.world import NOON
from usher.base.refusals import Invalid
from usher.channels.email.leaving import quoting
from usher.mail import actions
from usher.mail.incoming.parse import parse
from usher.mail.marker import marker
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.tickets import actions as tickets
from usher.tickets.models import Ticket


@pytest.fixture
def ticket(post: Post) -> Ticket:
    return post.ticket_of(post.arrive(letter(message_id="<carl-1@bakery.example>")))


def look(post: Post, **changes: Any) -> None:
    actions.change_mailbox(post.mailbox, changes=changes, by=post.world.acting(post.world.root), at=NOON)


def sent(post: Post, ticket: Ticket, text: str = "Try this") -> tuple[str, str]:
    """Text and HTML of the newest reply."""
    tickets.reply(ticket, tickets.Written(text=text), by=post.world.acting(post.world.ada), at=NOON)
    post.work()
    mail = read(post.outbox("reply")[-1].content)
    plain, html = (mail.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html"))
    return plain, html


def test_the_members_signature_stands_before_the_mailboxs_and_both_are_filled(post: Post, ticket: Ticket) -> None:
    signature = "{{member.name}}, {{team.name}}"
    people.change_member(post.world.ada, by=SYSTEM, at=NOON, changes={"signature": signature})
    look(post, signature_html="<p><strong>{{organization.name}}</strong> · {{ticket.code}}</p>")
    plain, html = sent(post, ticket)
    assert f"Try this\n\n-- \nAda, Pine Support\n\nPine Support · {ticket.code}" in plain
    below = f"<p>Ada, Pine Support</p><p><strong>Pine Support</strong> · {ticket.code}</p>"
    assert f'<div class="signature">{below}</div>' in html


def test_a_name_in_a_signature_is_no_markup(post: Post, ticket: Ticket) -> None:
    look(post, signature_html="<p>{{member.name}}</p>")
    people.change_member(post.world.ada, by=SYSTEM, at=NOON, changes={"name": "Ada <b>{{ticket.code}}</b>"})
    plain, html = sent(post, ticket)
    assert "Ada &lt;b&gt;{{ticket.code}}&lt;/b&gt;" in html and "Ada <b>{{ticket.code}}</b>" in plain


@pytest.mark.parametrize("text", ["{{member.password}}", "{{7*7}}"])
def test_unknown_placeholders_in_signatures_are_refused(post: Post, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        look(post, signature_html=f"<p>{text}</p>")
    assert "{{member.name}}" in refused.value.errors["signature_html"]
    with pytest.raises(Invalid) as refused:
        people.change_member(post.world.ada, by=SYSTEM, at=NOON, changes={"signature": text})
    assert "There is no placeholder" in refused.value.errors["signature"]


def test_a_mailboxs_signature_is_cleaned(post: Post) -> None:
    look(post, signature_html='<p onclick="x()">Hi<script>x</script><img src="https://spy.example/x.png"></p>')
    post.mailbox.refresh_from_db()
    assert post.mailbox.signature_html == "<p>Hi</p>"
    look(post, signature_html="<p><br></p>")
    post.mailbox.refresh_from_db()
    assert post.mailbox.signature_html == ""


@pytest.mark.parametrize(("policy", "seen"), [("none", []), ("last", ["third"]), ("all", ["third", "second", "stays cold"])])
def test_what_is_quoted_follows_the_mailbox(post: Post, ticket: Ticket, policy: str, seen: list[str]) -> None:
    look(post, quoting=policy)
    sent(post, ticket, "second")
    post.arrive(letter(In_Reply_To="<carl-1@bakery.example>", text="third"))
    plain, html = sent(post, ticket, "fourth")
    words = ["third", "second", "stays cold"]
    assert [word for word in words if f"> {word}" in plain or f"{word}." in plain] == seen
    assert [word for word in words if word in html] == seen
    assert html.count("<blockquote>") == len(seen)


def test_S08_nothing_internal_and_nothing_unmailed_is_quoted(post: Post, ticket: Ticket) -> None:
    look(post, quoting="all")
    by = post.world.acting(post.world.ada)
    tickets.note(ticket, tickets.Written(text="secret note"), by=by, at=NOON)
    tickets.update(ticket, tickets.Written(text="secret update"), by=by, at=NOON, is_public=True)
    tickets.reply(ticket, tickets.Written(text="secret reply"), by=by, at=NOON, notifies=False)
    plain, html = sent(post, ticket)
    assert "secret" not in plain + html and "stays cold" in plain


def test_the_history_has_an_end(post: Post, ticket: Ticket, monkeypatch: pytest.MonkeyPatch) -> None:
    look(post, quoting="all")
    monkeypatch.setattr(quoting, "MOST_QUOTED", 3)
    monkeypatch.setattr(quoting, "LONGEST_HISTORY", 40)
    for n in range(6):
        sent(post, ticket, f"answer {n} " + "long " * 3)
    plain, _html = sent(post, ticket)
    assert "answer 5" in plain and "answer 4" in plain and "answer 3" not in plain and "stays cold" not in plain


@pytest.mark.parametrize("language", ["en", "de", "fi", "sv", "da", "nl", "fr", "es", "it"])
def test_the_line_and_the_quote_are_in_the_readers_language_and_we_cut_them_again(
    post: Post, ticket: Ticket, language: str
) -> None:
    """What comes back is trimmed by its line, and without a line by who wrote when."""
    ticket.requester.language = f"{language}-XX"  # type: ignore[union-attr]
    ticket.requester.save()  # type: ignore[union-attr]
    plain, html = sent(post, ticket)
    assert plain.startswith(marker(language)) and marker(language) in html and f'lang="{language}"' in html
    quoted = "\n".join(f"> {line}" for line in plain.splitlines())
    assert parse(letter(text=f"My answer\n\n{quoted}")).reply_text == "My answer"
    assert parse(letter(text=None, html=f"<p>My answer</p>{html}")).reply_text == "My answer"
    look(post, marks_replies=False)
    plain, html = sent(post, ticket, "Second")
    assert "##-" not in plain + html
    assert parse(letter(text=plain)).reply_text.strip() == "Second"
