"""Mail that is stopped explains itself on the ticket, and is resumed there."""

from collections.abc import Callable

from django.utils import timezone

from tests.web.tickets.conftest import Browser
from tests.world import World
from usher.mail.models import Suspension
from usher.mail.outgoing.suspending import EVERYBODY, note_hard_bounce, quieten
from usher.people.models import Member
from usher.tickets.models import Ticket

CARL = "carl@bakery.example"


def test_the_brake_explains_itself_and_a_member_resumes_it(ada: Browser, ticket: Ticket) -> None:
    assert "is stopped since" not in ada.get().content.decode()
    quieten(CARL, "it got 5 automatic mails within an hour", timezone.now())
    page = ada.get().content.decode()
    assert f"Automatic mail to {CARL} is stopped since" in page and "it got 5 automatic mails within an hour" in page
    row = Suspension.objects.get()
    assert ada.post(f"/stops/{row.pk}/lift").status_code == 303
    assert "is stopped since" not in ada.get().content.decode()
    assert ada.post(f"/stops/{row.pk}/lift").status_code == 404


def test_a_suspended_address_stands_above_the_composer(ada: Browser, ticket: Ticket) -> None:
    for _ in range(2):
        note_hard_bounce(CARL, "5.1.1 No such user", timezone.now())
    page = ada.get().content.decode()
    assert f"No mail is sent to {CARL} since" in page and "5.1.1 No such user" in page


def test_somebody_elses_address_is_not_lifted_here(ada: Browser, ticket: Ticket) -> None:
    quieten("stranger@else.example", "a loop", timezone.now())
    assert ada.post(f"/stops/{Suspension.objects.get().pk}/lift").status_code == 404
    assert Suspension.objects.exists()


def test_the_brake_of_everybody_is_resumed_by_who_looks_after_mail(
    ada: Browser, world: World, as_member: Callable[[Member], Browser], ticket: Ticket
) -> None:
    quieten(EVERYBODY, "300 automatic mails left within an hour", timezone.now())
    here = f"/stops/{Suspension.objects.get().pk}/lift"
    page = ada.get().content.decode()
    assert "Automatic mail to everybody is stopped" in page and here not in page
    assert ada.post(here).status_code == 403
    root = as_member(world.root)
    assert here in root.get().content.decode() and root.post(here).status_code == 303
