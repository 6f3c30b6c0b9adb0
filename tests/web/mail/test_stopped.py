"""The list of addresses to which mail is stopped."""

from django.test import Client
from django.utils import timezone

from tests.web.tickets.conftest import Browser
from tests.world import World
from usher.mail.models import Suspension
from usher.mail.outgoing.suspending import note_hard_bounce, quieten

BASE = "/pine-support/mail/stopped"


def test_what_is_stopped_is_listed_found_and_lifted(root: Client) -> None:
    assert "Nothing is stopped" in root.get(BASE).content.decode()
    note_hard_bounce("once@bakery.example", "5.1.1", timezone.now())
    for _ in range(2):
        note_hard_bounce("twice@bakery.example", "5.1.1 No such user", timezone.now())
    quieten("robot@else.example", "it got 5 automatic mails within an hour", timezone.now())
    page = root.get(BASE).content.decode()
    assert "twice@bakery.example" in page and "robot@else.example" in page and "once@bakery.example" not in page
    found = root.get(BASE, {"q": "robot"}).content.decode()
    assert "robot@else.example" in found and "twice@bakery.example" not in found
    row = Suspension.objects.get(address="twice@bakery.example")
    assert root.post(f"{BASE}/{row.pk}/lift").status_code == 303
    assert "twice@bakery.example" not in root.get(BASE).content.decode()


def test_agents_do_not_look_after_it(world: World) -> None:
    ada = Browser(world.ada, "pine-support", 1).client
    assert ada.get(BASE).status_code == 403


def test_the_contact_says_so_and_is_lifted_there(world: World, root: Client) -> None:
    for _ in range(2):
        note_hard_bounce("carl@bakery.example", "5.1.1 No such user", timezone.now())
    here, row = f"/pine-support/people/contacts/{world.carl.pk}", Suspension.objects.get()
    assert "No mail is sent to carl@bakery.example" in root.get(here).content.decode()
    assert Browser(world.vic, "pine-support", 1).client.post(f"{here}/stops/{row.pk}/lift").status_code == 403
    other = f"/pine-support/people/contacts/{world.mia.pk}"
    assert root.post(f"{other}/stops/{row.pk}/lift").status_code == 404
    assert root.post(f"{here}/stops/{row.pk}/lift").status_code == 303
    assert "No mail is sent" not in root.get(here).content.decode()
