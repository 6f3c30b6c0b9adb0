from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.files.actions import store
from usher.tickets import actions
from usher.tickets.actions.writing import Attached
from usher.tickets.models import Follower, Message, Ticket


def test_a_comment_is_a_reply_to_the_requester(world: World, api: Caller) -> None:
    ticket = world.ticket()
    path = f"/api/tickets/{ticket.pk}/comments"
    status, comment = api("POST", path, {"body": "We have found it.", "isInternal": False, "notifyCustomer": True})
    assert status == 201
    assert (comment["body"], comment["content"], comment["isInternal"], comment["kind"]) == (
        "We have found it.", "We have found it.", False, "reply",
    )  # fmt: skip
    assert (comment["authorName"], comment["authorType"], comment["notifyCustomer"]) == ("Robot", "token", True)
    assert comment["contentHtml"] == "<p>We have found it.</p>"
    ticket.refresh_from_db()
    assert (ticket.response_count, ticket.status) == (1, "open")
    assert ticket.first_response_at


def test_a_note_stays_inside_and_content_is_body(world: World, api: Caller) -> None:
    ticket = world.ticket()
    status, comment = api("POST", f"/api/tickets/{ticket.code}/comments", {"content": "Not for Carl", "isInternal": True})
    assert (status, comment["isInternal"], comment["kind"], comment["notifyCustomer"]) == (201, True, "note", False)
    assert not Message.objects.get(pk=comment["id"]).is_public


def test_the_mail_can_be_kept_back(world: World, api: Caller) -> None:
    ticket = world.ticket()
    _, comment = api("POST", f"/api/tickets/{ticket.pk}/comments", {"body": "x", "notifyCustomer": False})
    assert not Message.objects.get(pk=comment["id"]).notifies


def test_mentioned_members_follow(world: World, api: Caller) -> None:
    ticket = world.ticket()
    _, comment = api("POST", f"/api/tickets/{ticket.pk}/comments", {"body": "x", "mentions": [world.ada.pk]})
    assert comment["mentions"] == [world.ada.pk]
    assert Follower.objects.get(ticket=ticket).member == world.ada


def test_comments_are_listed_oldest_first_with_their_files(world: World, api: Caller) -> None:
    file = store(name="oven.png", content=b"png", content_type="image/png", at=NOON)
    ticket = world.ticket(written=actions.Written(text="See", files=[Attached(file)]))
    actions.note(ticket, actions.Written(text="Look"), by=world.acting(world.ada), at=NOON)
    status, page = api("GET", f"/api/tickets/{ticket.pk}/comments")
    assert status == 200
    assert page["pagination"] == {"page": 1, "pageSize": 50, "total": 2, "totalPages": 1}
    first, second = page["comments"]
    assert (first["authorName"], first["authorType"], first["authorId"]) == ("Carl Crumb", "contact", world.carl.pk)
    assert (first["attachments"][0]["name"], first["attachments"][0]["size"]) == ("oven.png", 3)
    assert api.client.get(first["attachments"][0]["url"]).getvalue() == b"png"
    assert (second["body"], second["isInternal"], second["authorId"]) == ("Look", True, world.ada.pk)


def test_a_closed_ticket_refuses_and_says_why(world: World, api: Caller) -> None:
    ticket = world.ticket()
    actions.move(ticket, to="closed", by=world.acting(world.ada), at=NOON)
    for body in ({"body": "x"}, {"body": "x", "isInternal": True}):
        status, problem = api("POST", f"/api/tickets/{ticket.pk}/comments", body)
        assert (status, problem["code"]) == (409, "ticket_closed")
        assert "PINE-1 is closed" in problem["detail"]


def test_wrong_comments_are_named_and_change_nothing(world: World, api: Caller) -> None:
    ticket = world.ticket()
    wrong: list[tuple[dict[str, object], str]] = [
        ({}, "body"), ({"body": ""}, "body"), ({"body": "   "}, "body"), ({"body": "\x00"}, "body"), ({"body": 5}, "body"),
        ({"body": None}, "body"), ({"body": "a", "content": "b"}, "content"),
        ({"body": "a", "isInternal": "no"}, "isInternal"),
        ({"body": "a", "mentions": [0]}, "mentions"), ({"body": "a", "mentions": [world.sam.pk]}, "mentions"),
        ({"body": "a", "html": "b"}, "html"), ({"body": "x" * 1_000_001}, "body"),
    ]  # fmt: skip
    for body, field in wrong:
        status, problem = api("POST", f"/api/tickets/{ticket.pk}/comments", body)
        assert (status, list(problem["errors"])) == (422, [field]), problem
    assert Message.objects.filter(ticket=ticket).count() == 1
    assert Ticket.objects.get(pk=ticket.pk).version == ticket.version


def test_another_organizations_comments_are_unknown(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.sams_ticket.pk}/comments"
    assert api("GET", path)[0] == api("POST", path, {"body": "x"})[0] == 404


def test_what_a_mail_held_beside_its_words_is_told(world: World, api: Caller) -> None:
    invite = {
        "method": "REQUEST", "summary": "Oven", "starts": "2024-03-15T10:00:00+01:00", "ends": "", "zone": "UTC",
        "all_day": False, "location": "", "organizer": "Carl", "people": ["Ada"], "people_count": 3, "answer": "",
        "series": False,
    }  # fmt: skip
    ticket = world.ticket(written=actions.Written(text="Come", holds={"signed": True, "invite": invite}))
    actions.note(ticket, actions.Written(text="Sealed", holds={"encrypted": True}), by=world.acting(world.ada), at=NOON)
    invited, sealed = api("GET", f"/api/tickets/{ticket.pk}/comments")[1]["comments"]
    assert (invited["isSigned"], invited["isEncrypted"]) == (True, False)
    assert invited["invitation"] == {
        "method": "REQUEST", "summary": "Oven", "startsAt": "2024-03-15T10:00:00+01:00", "endsAt": None, "zone": "UTC",
        "isAllDay": False, "isSeries": False, "location": "", "organizer": "Carl", "people": ["Ada"], "peopleCount": 3,
        "answer": "",
    }  # fmt: skip
    assert (sealed["isSigned"], sealed["isEncrypted"], sealed["invitation"]) == (False, True, None)
