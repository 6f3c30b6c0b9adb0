import pytest

from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.base.text import HUES
from usher.events.models import Event
from usher.people import actions
from usher.people.actors import SYSTEM
from usher.people.models import Team


def test_the_lead_is_one_of_the_members(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        actions.create_team(name="Night", members=[world.otto], lead=world.ada, by=SYSTEM, at=NOON)
    assert list(refused.value.errors) == ["lead"]
    team = actions.create_team(name="Night", members=[world.otto, world.ada], lead=world.ada, by=SYSTEM, at=NOON)
    actions.set_team(team, name="Night", members=[world.otto, world.ada], lead=world.otto, by=SYSTEM, at=NOON)
    assert list(team.places.filter(is_lead=True).values_list("member", flat=True)) == [world.otto.pk]


def test_only_what_changed_is_told(world: World) -> None:
    members = [world.ada, world.lena]
    actions.set_team(world.support, name="Support", members=members, lead=world.lena, by=SYSTEM, at=NOON)
    assert not Event.objects.filter(name="team.changed").exists()
    actions.set_team(world.support, name="Support", members=members, lead=world.lena, is_active=False, by=SYSTEM, at=NOON)
    data = Event.objects.get(name="team.changed").data
    assert (data["from"]["is_active"], data["to"]["is_active"], data["to"]["lead"]) == (True, False, world.lena.pk)


@pytest.mark.parametrize("name", ["", " \n", "x" * 121, "Support"])
def test_a_name_is_its_own_and_of_this_length(world: World, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.create_team(name=name, members=[], by=SYSTEM, at=NOON)
    assert list(refused.value.errors) == ["name"]


def test_teams_look_apart_however_they_are_named(world: World) -> None:
    Team.objects.exclude(name="").delete()
    for name in ("General support", "Billing", "Warranty and parts", "Fleet and business", "Technical"):
        actions.create_team(name=name, members=[], by=SYSTEM, at=NOON)
    hues = sorted(Team.objects.values_list("hue", flat=True))
    gaps = [(after - before) % HUES for before, after in zip(hues, [*hues[1:], hues[0]], strict=True)]
    assert min(gaps) >= 3
