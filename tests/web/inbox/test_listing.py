"""The list of a view, as a browser asks for it."""

from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def ada(world: Any, client: Client) -> Client:
    client.force_login(world.ada.user)
    return client


def test_a_stranger_is_asked_to_sign_in(world: Any, client: Client) -> None:
    answer = client.get("/pine-support/inbox/open")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=/pine-support/inbox/open")


def test_a_member_of_elsewhere_learns_nothing(world: Any, client: Client) -> None:
    client.force_login(world.sam.user)
    assert client.get("/pine-support/inbox/open").status_code == 404


def test_the_list_shows_rows_counts_and_teams(world: Any, ada: Client) -> None:
    world.ticket("Oven & <stove>")
    html = ada.get("/pine-support/inbox/open").content.decode()
    assert "Oven &amp; &lt;stove&gt;" in html
    assert "Carl Crumb" in html
    assert 'aria-current="page"' in html
    assert "Support" in html
