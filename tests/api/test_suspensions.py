from django.utils import timezone

from tests.api.conftest import Caller
from usher.mail.models import Suspension
from usher.mail.outgoing.suspending import note_hard_bounce, quieten


def test_what_is_stopped_is_listed_and_lifted(api: Caller) -> None:
    for _ in range(2):
        note_hard_bounce("mia@bakery.example", "5.1.1 No such user", timezone.now())
    quieten("robot@else.example", "a loop", timezone.now())
    status, page = api("GET", "/api/suspensions")
    assert status == 200 and page["pagination"]["total"] == 2
    mia, robot = page["suspensions"]
    assert mia["address"] == "mia@bakery.example" and mia["suspendedAt"] and mia["reason"] == "5.1.1 No such user"
    assert robot["suspendedAt"] is None and robot["quietBecause"] == "a loop"
    assert [row["id"] for row in api("GET", "/api/suspensions?search=ELSE.")[1]["suspensions"]] == [robot["id"]]
    assert api("DELETE", f"/api/suspensions/{mia['id']}")[0] == 204
    assert api("DELETE", f"/api/suspensions/{mia['id']}")[0] == 404
    assert [row.address for row in Suspension.objects.all()] == ["robot@else.example"]


def test_it_takes_the_right_to_look_after_mail(api_with: object) -> None:
    reader = api_with("readSupport", "writeSupport")  # type: ignore[operator]
    assert reader("GET", "/api/suspensions")[0] == 403 and reader("DELETE", "/api/suspensions/1")[0] == 403
