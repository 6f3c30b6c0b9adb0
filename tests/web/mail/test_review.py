"""The list of unknown senders."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.mail.letters import letter
from usher.mail.models import IncomingMail, Mailbox
from usher.people.models import Contact

LIST = "/pine-support/mail/review"


@pytest.fixture
def waiting(arrived: Callable[..., IncomingMail]) -> Callable[..., IncomingMail]:
    def wait(sender: str, subject: str = "Broken lamp") -> IncomingMail:
        raw = letter(sender=sender, subject=subject)
        return arrived(raw, state="ignored", awaits_review=True, sender=sender, subject=subject, reason="Waits for a review")

    return wait


def test_nobody_waits(root: Client, mailbox: Mailbox) -> None:
    assert "Nobody waits" in root.get(LIST).content.decode()


def test_who_waits_is_listed_and_counted(root: Client, waiting: Any) -> None:
    row = waiting("nia@shop.example")
    waiting("x@gmail.com")
    page = root.get(LIST).content.decode()
    assert "nia@shop.example" in page and f"/mail/{row.pk}" in page
    assert "Accept shop.example" in page and "Accept gmail.com" not in page
    assert 'class="count' in page or ">2<" in page


def test_accepting_makes_a_contact_and_takes_them_off_the_list(root: Client, waiting: Any) -> None:
    row = waiting("nia@shop.example")
    assert root.post(f"{LIST}/{row.pk}/accept", {"always": "1"}).status_code == 303
    row.refresh_from_db()
    assert (row.state, row.awaits_review) == ("received", False)
    assert Contact.objects.filter(email="nia@shop.example").exists()
    assert Mailbox.objects.get().welcome_domains == ["shop.example"]
    again = root.post(f"{LIST}/{row.pk}/accept")
    assert again.status_code == 409 and "decided" in again.content.decode()


def test_dismissing_keeps_it_in_the_ledger(root: Client, waiting: Any) -> None:
    row = waiting("nia@shop.example")
    assert root.post(f"{LIST}/{row.pk}/dismiss").status_code == 303
    row.refresh_from_db()
    assert not row.awaits_review and "Root" in row.reason
    assert not Contact.objects.filter(email="nia@shop.example").exists()


def test_long_lists_go_on(root: Client, mailbox: Mailbox, waiting: Any, django_assert_max_num_queries: Any) -> None:
    for number in range(52):
        waiting(f"n{number}@shop.example", f"Lamp {number}")
    with django_assert_max_num_queries(45):
        page = root.get(LIST).content.decode()
    assert page.count("review-") >= 50 and "?before=" in page
    older = page.partition('href="?')[2].partition('"')[0]
    assert "Lamp 0" in root.get(f"{LIST}?{older}").content.decode()


def test_agents_may_not(world: Any, client: Client, waiting: Any) -> None:
    row = waiting("nia@shop.example")
    client.force_login(world.ada.user)
    assert client.get(LIST).status_code == 403
    assert client.post(f"{LIST}/{row.pk}/accept").status_code == 403
