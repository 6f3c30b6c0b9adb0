import pytest

from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.events.models import Event
from usher.tickets import actions
from usher.tickets.models import Ticket, TicketLink
from usher.tickets.queries import links_of


def link(world: World, ticket: Ticket, to: Ticket, kind: str) -> TicketLink:
    return actions.link(ticket, to=to, kind=kind, by=world.acting(world.lena), at=NOON)


@pytest.mark.parametrize(
    ("kind", "other"),
    [("relates", "relates"), ("blocks", "blocked_by"), ("blocked_by", "blocks"), ("duplicates", "duplicated_by"),
     ("duplicated_by", "duplicates"), ("follow_up", "followed_up"), ("followed_up", "follow_up")],
)  # fmt: skip
def test_both_tickets_tell_the_link_in_their_own_words(world: World, kind: str, other: str) -> None:
    one, two, lena = world.ticket(), world.ticket(), world.acting(world.lena)
    link(world, one, two, kind)
    assert [(each.kind, each.ticket.pk) for each in links_of(one, lena)] == [(kind, two.pk)]
    assert [(each.kind, each.ticket.pk) for each in links_of(two, lena)] == [(other, one.pk)]
    told = Event.objects.filter(name="ticket.linked").values_list("subject_id", "data__kind", "data__code")
    assert set(told) == {(one.pk, kind, two.code), (two.pk, other, one.code)}


def test_the_same_link_twice_is_one(world: World) -> None:
    one, two = world.ticket(), world.ticket()
    first = link(world, one, two, "relates")
    assert link(world, two, one, "relates").pk == first.pk
    assert link(world, one, two, "blocks").pk == link(world, two, one, "blocked_by").pk
    assert TicketLink.objects.count() == 2


@pytest.mark.parametrize("kind", ["blocks", "duplicates", "follow_up"])
def test_circles_are_refused_however_long(world: World, kind: str) -> None:
    one, two, three = (world.ticket() for _ in range(3))
    link(world, one, two, kind)
    link(world, two, three, kind)
    with pytest.raises(actions.LinkRefused, match="circle"):
        link(world, three, one, kind)
    link(world, three, one, "relates")


def test_itself_and_unknown_kinds_are_refused(world: World) -> None:
    one, two = world.ticket(), world.ticket()
    with pytest.raises(actions.LinkRefused, match="itself"):
        link(world, one, one, "relates")
    with pytest.raises(Invalid, match="There is no link “married”"):
        link(world, one, two, "married")


def test_a_link_goes_from_both_and_only_once(world: World) -> None:
    one, two, lena = world.ticket(), world.ticket(), world.acting(world.lena)
    row = link(world, one, two, "blocks")
    stale = TicketLink.objects.get(pk=row.pk)
    actions.unlink(two, link=row, by=lena, at=NOON)
    actions.unlink(two, link=stale, by=lena, at=NOON)
    assert not links_of(one, lena)
    told = Event.objects.filter(name="ticket.unlinked").values_list("subject_id", "data__kind")
    assert sorted(told) == sorted([(two.pk, "blocked_by"), (one.pk, "blocks")])


def test_nobody_sees_a_link_to_what_they_may_not_see(world: World) -> None:
    one, two = world.ticket(), world.ticket()
    link(world, one, two, "relates")
    carl = world.asking(world.carl)
    assert [each.ticket.pk for each in links_of(one, carl)] == [two.pk]
    actions.set_visibility(two, to="internal", by=world.acting(world.lena), at=NOON)
    assert not links_of(one, carl)
    actions.delete(two, by=world.acting(world.lena), at=NOON)
    assert not links_of(one, world.acting(world.lena))


def test_links_are_read_in_two_queries(world: World, django_assert_num_queries: object) -> None:
    one, lena = world.ticket(), world.acting(world.lena)
    for _ in range(5):
        link(world, one, world.ticket(), "relates")
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert [each.ticket.subject for each in links_of(one, lena)] == ["Oven does not heat"] * 5
