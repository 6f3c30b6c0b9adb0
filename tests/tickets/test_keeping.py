"""Texts that are kept until they are sent."""

from datetime import timedelta
from typing import Any

import pytest

from tests.tickets.test_merging import dora
from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.events.models import Event
from usher.people.models import Member
from usher.search.queries import search_tickets
from usher.tickets import actions, queries
from usher.tickets.models import Draft, Ticket

LATER = NOON + timedelta(minutes=1)


def keep(
    world: World, ticket: Ticket, text: str, version: str = "", member: Member | None = None, **more: Any
) -> Draft | None:
    given: dict[str, Any] = {"kind": "reply", "at": NOON, **more}
    return actions.keep_text(ticket, member=member or world.ada, text=text, version=version, **given)


def texts(ticket: Ticket) -> list[tuple[str, str, str]]:
    return list(Draft.objects.filter(ticket=ticket).order_by("id").values_list("member__name", "kind", "text"))


def test_a_text_per_member_and_kind(world: World) -> None:
    ticket = world.ticket()
    keep(world, ticket, "Dear Carl")
    keep(world, ticket, "He pays late", kind="note")
    keep(world, ticket, "Otto's own", member=world.otto)
    assert texts(ticket) == [("Ada", "reply", "Dear Carl"), ("Ada", "note", "He pays late"), ("Otto", "reply", "Otto's own")]


def test_keeping_announces_nothing_and_changes_nothing(world: World) -> None:
    ticket = world.ticket()
    before = Event.objects.count()
    keep(world, ticket, "Zirconium secret")
    assert Event.objects.count() == before
    assert Ticket.objects.get(pk=ticket.pk).version == ticket.version
    assert search_tickets(world.acting(world.root), "zirconium") == []


def test_the_version_read_is_what_may_be_overwritten(world: World) -> None:
    ticket = world.ticket()
    first = keep(world, ticket, "On the phone")
    assert first
    second = keep(world, ticket, "On the phone, longer", first.version, at=LATER)
    assert second and second.version != first.version
    with pytest.raises(actions.KeptElsewhere) as refusal:
        keep(world, ticket, "At the desk", first.version, at=LATER)
    assert refusal.value.other and refusal.value.other.text == "On the phone, longer"
    with pytest.raises(actions.KeptElsewhere):
        keep(world, ticket, "Begun anew")
    assert texts(ticket) == [("Ada", "reply", "On the phone, longer")]


def test_what_was_sent_elsewhere_does_not_come_back_unasked(world: World) -> None:
    ticket = world.ticket()
    kept = keep(world, ticket, "Sent from the phone")
    assert kept
    actions.drop_text(ticket, member=world.ada, kind="reply", version=kept.version)
    with pytest.raises(actions.KeptElsewhere) as refusal:
        keep(world, ticket, "Sent from the phone, and more", kept.version)
    assert refusal.value.other is None and texts(ticket) == []


def test_an_empty_text_is_dropped(world: World) -> None:
    ticket = world.ticket()
    kept = keep(world, ticket, "Hm")
    assert kept and keep(world, ticket, "  ", kept.version) is None
    assert keep(world, ticket, "") is None
    assert texts(ticket) == []


def test_sending_drops_its_own_text_and_no_newer_one(world: World) -> None:
    ticket = world.ticket()
    old = keep(world, ticket, "Short")
    assert old
    keep(world, ticket, "Longer, from the phone", old.version, at=LATER)
    actions.drop_text(ticket, member=world.ada, kind="reply", version=old.version, sent="Short")
    assert texts(ticket) == [("Ada", "reply", "Longer, from the phone")]
    actions.drop_text(ticket, member=world.ada, kind="reply", version="", sent="Longer, from the phone")
    assert texts(ticket) == []


def test_closed_tickets_keep_nothing_new_but_let_go(world: World) -> None:
    ticket = world.ticket()
    kept = keep(world, ticket, "Too late")
    assert kept
    ticket = actions.move(ticket, to="closed", by=world.acting(world.lena), at=NOON)
    with pytest.raises(actions.Closed):
        keep(world, ticket, "Still writing", kept.version)
    actions.drop_text(ticket, member=world.ada, kind="reply", version=kept.version)
    assert texts(ticket) == []


@pytest.mark.parametrize("wrong", [{"kind": "chat"}, {"text": "x" * 1_000_001}])
def test_other_kinds_and_books_are_refused(world: World, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        keep(world, world.ticket(), **{"text": "x", **wrong})


def test_A02_the_view_holds_ones_own_drafts_only(world: World) -> None:
    begun, other = world.ticket("Begun"), world.ticket("Other")
    keep(world, begun, "Dear Carl")
    keep(world, other, "Dear Carl", member=world.otto)

    def view(member: Member) -> list[int]:
        return queries.page_of(queries.tickets_in("drafts", world.acting(member), NOON), queries.Order()).ids

    assert (view(world.ada), view(world.otto), view(world.root)) == ([begun.pk], [other.pk], [])
    assert queries.count_views(["drafts"], world.acting(world.ada), NOON) == {"drafts": 1}
    assert queries.newest_texts([begun.pk, other.pk], world.ada.pk) == {begun.pk: "Dear Carl"}
    actions.delete(begun, by=world.acting(world.root), at=NOON)
    assert view(world.ada) == []


def test_colleagues_see_who_writes_for_two_minutes_and_nothing_of_it(world: World) -> None:
    ticket = world.ticket()
    keep(world, ticket, "Dear Carl")
    own, others = queries.writing_on(ticket, world.otto.pk, NOON + timedelta(seconds=90))
    assert (own, [(writer.member.name, writer.kind) for writer in others]) == ({}, [("Ada", "reply")])
    assert queries.writing_on(ticket, world.otto.pk, NOON + timedelta(minutes=3)) == ({}, [])
    own, others = queries.writing_on(ticket, world.ada.pk, NOON)
    assert (own["reply"].text, others) == ("Dear Carl", [])


def test_what_is_begun_on_a_merged_ticket_goes_on_where_it_can_be_sent(world: World) -> None:
    target, source, lena = world.ticket("Oven"), world.ticket("Oven again"), world.acting(world.lena)
    keep(world, source, "Dear Carl")
    keep(world, source, "Otto's old one", member=world.otto)
    keep(world, target, "Otto's new one", member=world.otto)
    actions.merge(target, sources=[source.pk], by=lena, at=LATER)
    assert texts(target) == [("Ada", "reply", "Dear Carl"), ("Otto", "reply", "Otto's new one")]
    assert texts(source) == [("Otto", "reply", "Otto's old one")]
    actions.unmerge(source, by=lena, at=LATER)
    assert texts(source) == [("Ada", "reply", "Dear Carl"), ("Otto", "reply", "Otto's old one")]


def test_what_was_begun_for_one_customer_is_never_a_reply_to_another(world: World) -> None:
    lena, foreign, source = world.acting(world.lena), world.ticket("Scale", requester=dora()), world.ticket()
    keep(world, source, "Dear Carl")
    keep(world, source, "Carl waits", kind="update", member=world.otto, is_public=True)
    keep(world, source, "Call Carl", kind="update", member=world.lena, is_public=False)
    inside = [("Ada", "note", "Dear Carl"), ("Otto", "note", "Carl waits"), ("Lena", "update", "Call Carl")]
    actions.merge(foreign, sources=[source.pk], by=lena, at=LATER)
    assert texts(foreign) == inside
    actions.unmerge(source, by=lena, at=LATER)
    assert texts(source) == inside


def test_a_ticket_that_goes_to_another_company_takes_no_reply_along(world: World) -> None:
    ticket, stranger = world.ticket(), dora()
    keep(world, ticket, "Is the oven theirs?", kind="note")
    keep(world, ticket, "Dear Carl", html="<p>Dear <b>Carl</b></p>")
    actions.move_to_company(ticket, to=stranger.company, requester=stranger, by=world.acting(world.lena), at=LATER)
    assert texts(ticket) == [("Ada", "note", "Is the oven theirs?\n\nDear Carl")]
    assert Draft.objects.get(ticket=ticket).html == "<p>Is the oven theirs?</p><p>Dear <b>Carl</b></p>"
