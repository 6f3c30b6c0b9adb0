"""ETag, If-None-Match, If-Match and the version in a body."""

import pytest

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.tickets import actions
from usher.tickets.models import Priority, Ticket


def test_what_did_not_change_is_not_sent_again(world: World, api: Caller) -> None:
    for path in (f"/api/tickets/{world.ticket().pk}", "/api/tickets", "/api/contacts", f"/api/teams/{world.support.pk}"):
        first = api.raw("GET", path)
        assert first["Cache-Control"] == "private, no-cache"
        again = api.raw("GET", path, **{"If-None-Match": f'"other", W/{first["ETag"]}'})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"]), path


def test_a_change_gives_another_etag_and_its_own_answer_the_new_one(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}"
    before = api.raw("GET", path)["ETag"]
    changed = api.raw("PATCH", path, {"priority": "urgent"})["ETag"]
    assert before != changed == api.raw("GET", path)["ETag"]


def test_a_requesters_new_name_is_another_answer_but_refuses_no_edit(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}"
    before = api.raw("GET", path)["ETag"]
    api("PATCH", f"/api/contacts/{world.carl.pk}", {"name": "Carl C."})
    assert api.raw("GET", path, **{"If-None-Match": before}).status_code == 200
    assert api("PATCH", path, {"priority": "low"}, **{"If-Match": before})[0] == 200


def test_an_edit_of_an_old_version_is_refused_with_both_values(world: World, api: Caller) -> None:
    ticket = world.ticket()
    path = f"/api/tickets/{ticket.pk}"
    old = api.raw("GET", path)["ETag"]
    actions.prioritise(ticket, to=Priority.URGENT, by=world.acting(world.ada), at=NOON)
    response = api.raw("PATCH", path, {"priority": "low", "subject": ticket.subject}, **{"If-Match": old})
    problem = response.json()
    assert (response.status_code, problem["code"]) == (412, "version_conflict")
    assert problem["conflicts"] == {"priority": {"yours": "low", "theirs": "urgent"}}
    assert response["ETag"] == api.raw("GET", path)["ETag"]
    assert Ticket.objects.get().priority == 4
    assert api("PATCH", path, {"priority": "low"}, **{"If-Match": response["ETag"]})[0] == 200


def test_a_version_in_the_body_does_the_same_with_409(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}"
    version = api("GET", path)[1]["version"]
    assert api("PATCH", path, {"priority": "high", "version": version})[0] == 200
    status, problem = api("PATCH", path, {"priority": "low", "tags": ["x"], "version": version})
    assert (status, problem["code"]) == (409, "version_conflict")
    assert problem["conflicts"] == {"priority": {"yours": "low", "theirs": "high"}, "tags": {"yours": ["x"], "theirs": []}}


@pytest.mark.parametrize("tag", ['"0-abc"', "garbage", '"', "W/"])
def test_an_etag_that_never_was_is_refused(world: World, api: Caller, tag: str) -> None:
    assert api("PATCH", f"/api/tickets/{world.ticket().pk}", {"priority": "low"}, **{"If-Match": tag})[0] == 412


def test_any_state_matches_the_star(world: World, api: Caller) -> None:
    assert api("PATCH", f"/api/tickets/{world.ticket().pk}", {"priority": "low"}, **{"If-Match": "*"})[0] == 200


def test_a_deletion_may_have_a_condition(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}"
    old = api.raw("GET", path)["ETag"]
    api("PATCH", path, {"priority": "low"})
    assert api("DELETE", path, **{"If-Match": old})[0] == 412
    assert api("DELETE", path, **{"If-Match": api.raw("GET", path)["ETag"]})[0] == 204


def test_things_without_versions_are_compared_whole(world: World, api: Caller) -> None:
    path = f"/api/contacts/{world.carl.pk}"
    old = api.raw("GET", path)["ETag"]
    assert api("PATCH", path, {"phone": "1"}, **{"If-Match": old})[0] == 200
    status, problem = api("PATCH", path, {"phone": "2"}, **{"If-Match": old})
    assert (status, problem["conflicts"]) == (412, {"phone": {"yours": "2", "theirs": "1"}})


def test_strangers_learn_nothing_by_a_condition(world: World, api: Caller) -> None:
    assert api("PATCH", f"/api/tickets/{world.sams_ticket.pk}", {"priority": "low"}, **{"If-Match": '"1"'})[0] == 404
