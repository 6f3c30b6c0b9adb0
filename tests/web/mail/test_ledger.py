"""The ledger's pages, as browsers use them."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.mail.letters import letter
from usher.mail.models import IncomingMail, Mailbox
from usher.mail.models.incoming import State

BASE = "/pine-support/mail/"
Arrived = Callable[..., IncomingMail]


def page(client: Client, path: str = "") -> str:
    answer = client.get(BASE + path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_those_who_look_after_mailboxes_may_see_it(world: Any, client: Client, arrived: Arrived) -> None:
    mail = arrived()
    client.force_login(world.lena.user)
    for path in ("", f"{mail.pk}", f"{mail.pk}/original", "outbox", "sink/"):
        assert client.get(BASE + path).status_code == 403, path
    assert client.post(f"{BASE}{mail.pk}/retry").status_code == 403


def test_a_mailbox_balances_when_all_that_the_server_has_is_in_the_ledger(
    root: Client, mailbox: Mailbox, arrived: Arrived
) -> None:
    Mailbox.objects.update(imap_host="imap.pine.example", server_count=5, skipped_count=3, uid_validity=7)
    arrived(letter(text="one"), uid_validity=7, uid=1, state=State.APPLIED)
    html = page(root)
    assert "5 on the server, 4 accounted for" in html
    assert "1 is fetched with the next look." in html
    arrived(letter(text="two"), uid_validity=7, uid=2, state=State.IGNORED)
    html = page(root)
    assert "5 on the server, 5 accounted for" in html
    assert "Balanced" in html


def test_each_day_shows_what_became_of_its_mail(root: Client, arrived: Arrived) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    for number, state in enumerate((State.APPLIED, State.APPLIED, State.QUARANTINED)):
        arrived(letter(text=str(number)), state=state, received_at=yesterday)
    html = page(root)
    figures = html[html.index('class="table figures"') :]
    day = figures[figures.index(f">{yesterday.day} {yesterday:%b}<") :]
    numbers = [cell.split("<")[0] for cell in day[: day.index("</tr>")].split('<td class="r">')[1:]]
    assert numbers == ["3", "0", "2", "0", "1"]


def test_messages_are_found_by_state_mailbox_and_words(root: Client, mailbox: Mailbox, arrived: Arrived) -> None:
    arrived(letter(text="a"), subject="Cold oven", sender="carl@bakery.example", state=State.APPLIED)
    arrived(letter(text="b"), subject="Win a price", sender="spam@casino.example", state=State.QUARANTINED)
    for query, shown in (("state=quarantined", "Win"), ("q=oven", "Cold"), ("q=casino", "Win")):
        html = page(root, f"?{query}")
        assert ("Cold oven" in html, "Win a price" in html) == (shown == "Cold", shown == "Win"), query
    assert "No message matches" in page(root, f"?mailbox={mailbox.pk + 999}")


@pytest.mark.parametrize(
    "query", ["state=nonsense", "before=x", "before=-1", "mailbox=%00", "before=" + "9" * 30, "before=٣"]
)
def test_a_broken_address_is_told_so(root: Client, query: str) -> None:
    assert root.get(f"{BASE}?{query}").status_code == 422


def test_the_next_page_begins_where_this_one_ends(root: Client, arrived: Arrived) -> None:
    first = arrived(letter(text="first"), subject="The very first")
    for number in range(50):
        arrived(letter(text=str(number)), subject="Another")
    html = page(root)
    assert "The very first" not in html
    assert f"before={first.pk + 1}" in html
    assert "The very first" in page(root, f"?before={first.pk + 1}")


def test_a_reason_links_its_ticket_and_escapes_the_rest(world: Any, root: Client, arrived: Arrived) -> None:
    ticket = world.ticket()
    arrived(reason=f"Opened {ticket.code} <b>", ticket_id=ticket.pk, state=State.APPLIED)
    html = page(root)
    assert f'Opened <a class="link" href="/pine-support/tickets/{ticket.number}">{ticket.code}</a> &lt;b&gt;' in html


def test_asking_more_messages_asks_no_more_questions(
    world: Any, root: Client, arrived: Arrived, django_assert_num_queries: Any
) -> None:
    from django.db import connection

    ticket = world.ticket()
    arrived(letter(text="0"), ticket_id=ticket.pk, reason=ticket.code)
    page(root)
    with CaptureQueriesContext(connection) as few:
        page(root)
    for number in range(1, 9):
        arrived(letter(text=str(number)), ticket_id=world.ticket().pk, state=State.APPLIED)
    Mailbox.objects.create(address="sales@pine.example", created_at=timezone.now())
    with django_assert_num_queries(len(few)):
        page(root)


def test_a_message_shows_its_text_harmlessly_and_why_it_is_here(root: Client, arrived: Arrived) -> None:
    raw = letter(subject="<script>1</script>", text="<script>alert(1)</script> hello", In_Reply_To="<a@b>")
    mail = arrived(raw, state=State.QUARANTINED, reason="This mail names no sender.", subject="<script>1</script>")
    html = page(root, str(mail.pk))
    assert "<script>alert" not in html
    assert "<script>1" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; hello" in html
    assert "This mail names no sender." in html
    assert "&lt;a@b&gt;" in html


def test_the_bytes_are_saved_as_they_came(root: Client, arrived: Arrived) -> None:
    raw = letter(text="As it came")
    mail = arrived(raw)
    answer = root.get(f"{BASE}{mail.pk}/original")
    assert answer.content == raw
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_quarantined_message_is_tried_again(root: Client, arrived: Arrived) -> None:
    mail = arrived(state=State.QUARANTINED, reason="Broken", attempts=5)
    assert root.post(f"{BASE}{mail.pk}/retry")["Location"] == f"{BASE}{mail.pk}"
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.reason) == (State.RECEIVED, 0, "")
    assert root.post(f"{BASE}{mail.pk}/retry").status_code == 409


def test_another_tenants_message_does_not_exist_here(world: Any, client: Client, arrived: Arrived) -> None:
    mail = arrived()
    client.force_login(world.sam.user)
    for path in ("", "/original"):
        assert client.get(f"/elsewhere/mail/{mail.pk}{path}").status_code == 404
    assert client.post(f"/elsewhere/mail/{mail.pk}/retry").status_code == 404


def test_M13_the_sums_are_shown_and_agree(root: Client, mailbox: Mailbox, arrived: Arrived) -> None:
    Mailbox.objects.update(imap_host="imap.pine.example", server_count=5, skipped_count=3, gone_count=1, uid_validity=7)
    states = (State.APPLIED, State.APPLIED, State.QUARANTINED)
    for number, state in enumerate(states):
        arrived(letter(text=str(number)), uid_validity=7, uid=number + 1, state=state)
    arrived(letter(text="by another way"), state=State.IGNORED)
    html = re.sub(r"<[^>]+>", "", page(root))
    assert "5 on the server = 2 in the ledger + 3 older than the start" in html
    assert "4 received = 0 to be read + 2 applied + 1 ignored + 1 quarantined" in html
    assert "2 of them are not in the folder now" in html and "Balanced" in html
    Mailbox.objects.update(server_count=6)
    html = re.sub(r"<[^>]+>", "", page(root))
    assert "older than the start + 1 to be fetched" in html and "count again" in html and "Balanced" not in html


def test_a_mailbox_is_counted_again(root: Client, mailbox: Mailbox) -> None:
    assert root.post(f"{BASE}recount/{mailbox.pk}").status_code == 409
    Mailbox.objects.update(imap_host="imap.pine.example", uid_validity=7, last_uid=9)
    assert root.post(f"{BASE}recount/{mailbox.pk}")["Location"] == BASE
    mailbox.refresh_from_db()
    assert (mailbox.uid_validity, mailbox.last_uid) == (None, 0)


def test_M10_a_mailbox_that_is_silent_for_far_longer_than_usual_is_told(
    root: Client, mailbox: Mailbox, arrived: Arrived
) -> None:
    now = timezone.now()
    for hours in range(24):
        arrived(letter(text=str(hours)), received_at=now - timedelta(days=3, hours=hours), state=State.APPLIED)
    for path in (BASE, "/pine-support/settings/mailboxes"):
        assert "far longer than usual" in root.get(path).content.decode()
    arrived(letter(text="again"), received_at=now, state=State.APPLIED)
    assert "far longer than usual" not in page(root)


def test_what_was_set_aside_can_be_tried_again_from_the_list(root: Client, arrived: Arrived) -> None:
    mail = arrived(state=State.QUARANTINED)
    assert f"{BASE}{mail.pk}/retry" in page(root)
