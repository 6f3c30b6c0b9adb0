from usher.realtime.hub import Follower, Hub, Seat

PINE, OAK = 1, 2


def followed(hub: Hub, organization_id: int = PINE, member_id: int = 7, topics: str = "tickets ticket:1") -> Follower:
    return hub.follow(Seat(organization_id, member_id), frozenset(topics.split()))


def test_only_followed_topics_of_the_own_organization_arrive() -> None:
    hub = Hub()
    mine, foreign = followed(hub), followed(hub, OAK)
    hub.receive('{"o": 1, "t": ["ticket:1", "ticket:2"]}')
    assert mine.take() == ["ticket:1"]
    assert foreign.take() == []


def test_what_waits_is_a_set_so_a_slow_client_costs_nothing() -> None:
    hub = Hub()
    slow = followed(hub)
    for _ in range(1000):
        hub.receive('{"o": 1, "t": ["ticket:1", "tickets"]}')
    assert slow.take() == ["ticket:1", "tickets"]
    assert slow.take() == [] and not slow.awake.is_set()


def test_a_family_reaches_its_members_by_their_own_names() -> None:
    hub = Hub()
    mine = followed(hub)
    hub.receive('{"o": 1, "t": ["ticket:*"]}')
    assert mine.take() == ["ticket:1"]


def test_a_hint_about_a_member_makes_us_look_again_at_that_member_only() -> None:
    hub = Hub()
    mine, other = followed(hub), followed(hub, member_id=8)
    hub.receive('{"o": 1, "t": ["member:7"]}')
    assert (mine.is_suspect, mine.awake.is_set()) == (True, True)
    assert (other.is_suspect, other.awake.is_set()) == (False, False)


def test_after_a_break_everything_counts_as_changed() -> None:
    hub = Hub()
    mine = followed(hub)
    hub.refresh()
    assert mine.take() == ["ticket:1", "tickets"] and mine.is_suspect


def test_unreadable_notifications_are_dropped() -> None:
    hub = Hub()
    mine = followed(hub)
    for payload in ("", "[]", '{"o": 1}', '{"o": "x", "t": []}', "{"):
        hub.receive(payload)
    assert mine.take() == []


def test_leaving_forgets_and_closing_ends_also_those_who_come_later() -> None:
    hub = Hub()
    first, second = followed(hub), followed(hub)
    hub.leave(first)
    assert len(hub) == 1
    hub.close()
    assert second.is_closed and not first.is_closed and followed(hub).is_closed
