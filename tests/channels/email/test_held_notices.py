"""Who planned a reply hears that it was held."""

from datetime import timedelta

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from tests.world import NOON
from usher.tickets import actions as tickets
from usher.tickets.actions.sending_pending import send_due


def test_the_author_hears_by_mail_that_a_planned_reply_was_held(post: Post) -> None:
    ticket = post.ticket_of(post.arrive(letter(message_id="<1@bakery.example>")))
    plan, ada = tickets.Plan(NOON + timedelta(days=1)), post.world.acting(post.world.ada)
    row = tickets.send_later(ticket, tickets.Written(text="A secret promise"), plan, by=ada, at=NOON)
    post.arrive(letter(text="It works again", In_Reply_To="<1@bakery.example>"))
    send_due(row.pk, plan.send_at)
    post.work()
    (mail,) = [mail for mail in post.outbox() if mail.purpose.startswith("held-")]
    sent = read(mail.content)
    assert sent["To"] == "Ada <ada@usher.example>" and sent["Auto-Submitted"] == "auto-generated"
    said = bytes(mail.content).decode()
    assert "requester wrote in the meantime" in said and f"/tickets/{ticket.number}" in said
    assert "secret promise" not in said and post.outbox("reply") == []
