"""Putting a ticket off on its page."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.events.models import Event
from usher.organizations import actions as organizations
from usher.people.actors import SYSTEM
from usher.tickets.models import Ticket
from usher.web.tickets.snooze_times import quick_choices


def until(ticket: Ticket) -> datetime | None:
    return Ticket.objects.get(pk=ticket.pk).snoozed_until


def codes(at: datetime) -> list[str]:
    return [choice.code for choice in quick_choices(at)]


def test_quick_choices_offer_no_time_twice() -> None:
    monday = datetime(2026, 11, 2, 9, 10, tzinfo=UTC)
    later, tomorrow, next_monday = quick_choices(monday)
    assert later.until == datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
    assert (tomorrow.until, next_monday.until) == (
        datetime(2026, 11, 3, 8, 0, tzinfo=UTC),
        datetime(2026, 11, 9, 8, 0, tzinfo=UTC),
    )
    assert codes(monday + timedelta(days=2)) == ["later", "tomorrow", "monday", "week"]
    assert codes(monday + timedelta(days=6)) == ["later", "tomorrow", "week"]
    assert codes(monday + timedelta(hours=13)) == ["tomorrow", "monday"]


def test_a_morning_is_the_organizations() -> None:
    with timezone.override(ZoneInfo("Europe/Helsinki")):
        tomorrow = quick_choices(NOON)[1].until
    assert tomorrow.astimezone(UTC) == datetime(2026, 11, 3, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize("htmx", [False, True])
def test_one_click_puts_it_off_and_the_toast_takes_it_back(ada: Browser, ticket: Ticket, htmx: bool) -> None:
    answer = ada.post("/snooze", htmx=htmx, until="tomorrow")
    assert answer.status_code == (200 if htmx else 303)
    assert until(ticket)
    page = ada.get().content.decode()
    assert "Snoozed until" in page and "snoozed the ticket until" in page and ">Wake<" in page
    if htmx:
        assert f"{ada.page}/wake" in answer["HX-Trigger"]
        ada.post("/wake", htmx=True)
        assert until(ticket) is None


def test_a_typed_time_is_read_in_the_organizations_zone(ada: Browser, world: World, ticket: Ticket) -> None:
    organizations.change(world.pine, by=SYSTEM, at=NOON, changes={"time_zone": "Europe/Helsinki"})
    day = (timezone.now() + timedelta(days=2)).date()
    ada.post("/snooze", until=f"{day}T09:30")
    moment = until(ticket)
    assert moment and moment.astimezone(ZoneInfo("Europe/Helsinki")).isoformat()[:16] == f"{day}T09:30"
    assert "09:30" in ada.get().content.decode()


@pytest.mark.parametrize("text", ["", "soon", "2020-01-01T10:00", "9999-12-31T23:59", "\x00"])
def test_what_is_no_time_to_come_is_told_beside_the_menu(ada: Browser, ticket: Ticket, text: str) -> None:
    answer = ada.post("/snooze", htmx=True, until=text)
    assert answer.status_code == 422 and "Choose a" in answer.content.decode()
    assert until(ticket) is None


def test_waking_can_be_taken_back(ada: Browser, ticket: Ticket) -> None:
    ada.post("/snooze", until="tomorrow")
    before = until(ticket)
    answer = ada.post("/wake", htmx=True)
    assert until(ticket) is None
    undo = answer["HX-Trigger"].split(ada.page)[1].split('"')[0]
    ada.post(undo)
    assert until(ticket) == before
    assert Event.objects.filter(subject_id=ticket.pk, name="ticket.snoozed").count() == 2


def test_who_may_not_edit_is_not_offered_it(as_member: object, world: World) -> None:
    vic: Browser = as_member(world.vic)  # type: ignore[operator]
    assert 'id="m-snooze"' not in vic.get().content.decode()
    assert vic.post("/snooze", until="tomorrow").status_code == 403
