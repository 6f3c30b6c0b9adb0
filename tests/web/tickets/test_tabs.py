"""One thread, read in three ways."""

from datetime import timedelta
from typing import Any

import pytest

from tests.web.tickets.conftest import Browser
from tests.web.tickets.test_long import _write
from tests.world import NOON, World
from usher.tickets import actions
from usher.tickets.models import Message, Ticket
from usher.tickets.timeline import PAGE, stretch_of

SAID = {
    "mail": "stays cold",
    "answer": "Look at the fuse",
    "note": "He pays late",
    "record": "Fuse replaced",
    "inner": "Fuse was ours",
}


@pytest.fixture
def thread(world: World, ticket: Ticket) -> Ticket:
    by, later = world.acting(world.ada), NOON + timedelta(hours=1)
    actions.reply(ticket, actions.Written(text=SAID["answer"]), by=by, at=later)
    actions.note(ticket, actions.Written(text=SAID["note"]), by=by, at=later)
    actions.update(ticket, actions.Written(text=SAID["record"]), by=by, at=later)
    actions.update(ticket, actions.Written(text=SAID["inner"]), by=by, at=later, is_public=False)
    actions.move(ticket, to="on_hold", by=by, at=later)
    return ticket


@pytest.mark.parametrize(
    ("tab", "shown"),
    [
        ("", {"mail", "answer", "note", "record", "inner"}),
        ("updates", {"mail", "answer", "record"}),
        ("internal", {"note", "inner"}),
        ("made-up", {"mail", "answer", "note", "record", "inner"}),
    ],
)
def test_a_tab_shows_its_messages_and_is_kept_by_what_refreshes(
    ada: Browser, thread: Ticket, tab: str, shown: set[str]
) -> None:
    for page in (ada.get(tab=tab).content.decode(), ada.get("/pieces", htmx=True, tab=tab).content.decode()):
        part = page.split('id="thread"')[1].split("</ol>")[0]
        assert {name for name, text in SAID.items() if text in part} == shown
        assert ("On hold" in part) == (tab not in ("updates", "internal"))
        kept = tab if tab != "made-up" else ""
        assert f"&amp;tab={kept}" in part
    assert ada.get(tab=tab).content.decode().count('aria-current="page"') >= 1


def test_the_tabs_are_links_and_the_composer_stays(ada: Browser, thread: Ticket) -> None:
    page = ada.get(tab="internal").content.decode()
    nav = page.split('id="ticket-tabs"')[1].split("</nav>")[0]
    assert nav.count("<a ") == 3 and "tab=updates" in nav and 'data-hotkey="3" aria-current="page"' in nav
    assert "<composer-box" in page


def test_an_empty_tab_says_so(ada: Browser, ticket: Ticket) -> None:
    assert "No notes and no internal updates yet" in ada.get(tab="internal").content.decode()


def test_P05_five_thousand_messages_are_paged_by_key_in_every_tab(
    ada: Browser, world: World, ticket: Ticket, django_assert_max_num_queries: Any
) -> None:
    _write(world, ticket, 5000)
    Message.objects.filter(ticket=ticket, pk__in=[m.pk for m in ticket.messages.order_by("id")[100:220]]).update(
        is_public=False, kind="note"
    )
    for tab, total in (("", 5001), ("updates", 4881), ("internal", 120)):
        stretch = stretch_of(ticket, tab=tab)
        assert (len(stretch.messages), stretch.earlier) == (PAGE, total - PAGE)
        with django_assert_max_num_queries(48):
            page = ada.get(tab=tab).content.decode()
        assert f"before={stretch.first_id}" in page
        with django_assert_max_num_queries(20):
            older = ada.get("/earlier", htmx=True, before=stretch.first_id, tab=tab).content.decode()
        assert older.count('class="msg') >= PAGE and (f"&amp;tab={tab}" in older) == bool(tab)
        before = stretch_of(ticket, before=stretch.first_id, tab=tab)
        assert before.messages[-1].pk < (stretch.first_id or 0) and before.earlier == total - 2 * PAGE
