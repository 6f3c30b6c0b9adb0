import json

import pytest

from usher.realtime.topics import LONGEST_PAYLOAD, family, is_topic, payload


@pytest.mark.parametrize("text", ["tickets", "ticket:12", "mail", "member:7", "view:my-open_ones"])
def test_topics(text: str) -> None:
    assert is_topic(text)


@pytest.mark.parametrize("text", ["", "ticket:*", "ticket:", "Ticket:1", "ticket:1:2", "tick et", "ticket:1\n", "a" * 31])
def test_not_topics(text: str) -> None:
    assert not is_topic(text)


def test_the_payload_names_organization_and_topics_once() -> None:
    assert json.loads(payload(7, ["tickets", "ticket:2", "tickets"])) == {"o": 7, "t": ["ticket:2", "tickets"]}


def test_too_many_topics_become_their_families() -> None:
    text = payload(7, ["tickets", *(f"ticket:{number}" for number in range(1000))])
    assert json.loads(text) == {"o": 7, "t": ["ticket:*", "tickets"]}
    assert len(text) < LONGEST_PAYLOAD


def test_a_topic_without_members_is_its_own_family() -> None:
    assert (family("tickets"), family("ticket:9")) == ("tickets", "ticket:*")
