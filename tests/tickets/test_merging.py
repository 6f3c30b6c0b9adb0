from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from tests.world import NOON, World
from usher.base.refusals import NotFound
from usher.events.models import Event
from usher.files.actions import store
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.people.models import Contact
from usher.search.queries import search_tickets
from usher.tickets import actions
from usher.tickets.actions.carrying import COUNTED, STAMPED, recount, restamp
from usher.tickets.actions.writing import Attached
from usher.tickets.models import Merge, Message, MessageFile, Ticket, TicketLink
from usher.tickets.representation import shape

LATER = NOON + timedelta(hours=1)


def texts(ticket: Ticket) -> list[str]:
    return list(ticket.messages.order_by("pk").values_list("text", flat=True))


def file(name: str = "oven.pdf") -> Attached:
    return Attached(store(name=name, content=name.encode(), content_type="application/pdf", at=NOON))


def merged(world: World, target: Ticket, sources: Sequence[Ticket], **options: Any) -> actions.Merged:
    return actions.merge(
        target, sources=[source.pk for source in sources], by=world.acting(world.lena), at=LATER,
        options=actions.MergeOptions(**options),
    )  # fmt: skip


def dora() -> Contact:
    """Of another company."""
    people.create_company(fields={"name": "Elm Dairy"}, domains=["dairy.example"], by=SYSTEM, at=NOON)
    return people.contact_for(email="dora@dairy.example", name="Dora", by=SYSTEM, at=NOON)


def again(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def test_two_tickets_become_one_conversation(world: World) -> None:
    first, second = world.ticket("Oven"), world.ticket("Oven again")
    actions.reply(first, actions.Written(text="On our way"), by=world.acting(world.ada), at=NOON)
    done = merged(world, first, [second], comment="Same oven.")
    first, second = again(first), again(second)
    assert (second.status, second.merged_into_id, second.closed_at) == ("closed", first.pk, LATER)
    assert texts(first)[1:] == [
        "The big oven stays cold since this morning.", "On our way",
        "Merged into this ticket: PINE-2 “Oven again”\n\nSame oven.",
    ]  # fmt: skip
    assert texts(second) == ["Merged into PINE-1 “Oven”.\n\nSame oven."]
    assert (done.messages, done.closed, done.hidden, done.refused) == (1, 1, 0, {})
    assert first.messages.filter(came_from=second, is_public=True).count() == 1
    assert (first.response_count, first.note_count, second.response_count, second.note_count) == (2, 1, 0, 1)


def test_what_is_merged_keeps_its_own_description(world: World) -> None:
    older, newer = world.ticket("Older"), world.ticket("Newer", written=actions.Written(text="The newer words"))
    merged(world, newer, [older])
    assert shape(newer).description == "The newer words"
    assert shape(older).description is None


def test_several_go_into_one_and_each_refusal_is_told(world: World) -> None:
    target, good, gone, twice = (world.ticket(name) for name in ("Target", "Good", "Gone", "Twice"))
    actions.delete(gone, by=SYSTEM, at=NOON)
    merged(world, world.ticket("Elsewhere"), [twice])
    done = actions.merge(
        target, sources=[good.pk, target.pk, gone.pk, twice.pk, good.pk, 10**9, world.sams_ticket.pk],
        by=world.acting(world.lena), at=LATER,
    )  # fmt: skip
    assert [merge.source_id for merge in done.merges] == [good.pk]
    assert {key: str(refusal) for key, refusal in done.refused.items()} == {
        target.pk: "A ticket cannot be merged into itself.",
        gone.pk: "There is no such ticket.",
        twice.pk: "PINE-4 was merged into PINE-5 already.",
        10**9: "There is no such ticket.",
        world.sams_ticket.pk: "There is no such ticket.",
    }


def test_the_right_to_merge_is_needed_on_both(world: World) -> None:
    ada, target, hers = world.acting(world.ada), world.ticket(), world.ticket()
    actions.assign(hers, to=world.otto, by=world.acting(world.lena), at=NOON)
    done = actions.merge(target, sources=[hers.pk], by=ada, at=LATER)
    assert not done.merges and "may not merge it" in str(done.refused[hers.pk])
    assert done.note is None and not Merge.objects.exists()


def test_a_closed_merged_or_unfinished_target_refuses_all(world: World) -> None:
    source, closed, into = world.ticket(), world.ticket(), world.ticket()
    actions.move(closed, to="closed", by=world.acting(world.lena), at=NOON)
    with pytest.raises(actions.Closed):
        merged(world, closed, [source])
    taken = world.ticket()
    merged(world, into, [taken])
    with pytest.raises(actions.MergeRefused, match="was merged into PINE-3"):
        merged(world, taken, [source])
    thrown = world.ticket()
    actions.delete(again(thrown), by=world.acting(world.lena), at=NOON)  # after it was found and permitted
    with pytest.raises(actions.MergeRefused, match="lies in the bin"):
        merged(world, thrown, [source])


def test_the_second_half_of_a_circle_is_refused(world: World) -> None:
    one, two = world.ticket(), world.ticket()
    merged(world, one, [two])
    with pytest.raises(actions.MergeRefused):
        merged(world, two, [one])


def test_without_comments_they_stay_and_the_note_tells_the_details(world: World) -> None:
    target = world.ticket("Target")
    source = world.ticket("Source", written=actions.Written(text="Cold again", files=[file()]))
    done = merged(world, target, [source], comments=False)
    assert done.note and "PINE-2:\nCold again" in done.note.text
    assert (done.messages, done.files) == (0, 1)
    assert [part.file.name for part in done.note.files.all()] == ["oven.pdf"]
    assert texts(source)[0] == "Cold again"
    assert (again(target).attachment_count, again(source).attachment_count) == (1, 1)


def test_without_attachments_the_files_stay_behind_and_come_back_to_their_message(world: World) -> None:
    target = world.ticket()
    source = world.ticket(written=actions.Written(text="See", files=[file()]))
    message = source.messages.get()
    done = merged(world, target, [source], attachments=False, note=False)
    assert (done.messages, done.files, done.note) == (1, 0, None)
    assert (again(target).attachment_count, again(source).attachment_count) == (0, 1)
    actions.unmerge(again(source), by=world.acting(world.lena), at=LATER)
    assert MessageFile.objects.get().message_id == message.pk


def test_a_source_left_open_is_a_duplicate_and_not_merged_away(world: World) -> None:
    target, source = world.ticket(), world.ticket()
    done = merged(world, target, [source], close=False)
    assert (again(source).status, again(source).merged_into, done.closed) == ("open", None, 0)
    assert TicketLink.objects.get().kind == "duplicates"
    actions.unmerge(again(source), by=world.acting(world.lena), at=LATER)
    assert not TicketLink.objects.exists()


def test_labels_followers_and_people_in_copy_join(world: World) -> None:
    lena, target, source = world.acting(world.lena), world.ticket(), world.ticket(requester=world.mia)
    bug, vip = (actions.create_label(name=name, hue=None, by=lena, at=NOON) for name in ("bug", "vip"))
    actions.set_labels(target, labels=[bug], by=lena, at=NOON)
    actions.set_labels(source, labels=[bug, vip], by=lena, at=NOON)
    actions.follow(source, member=world.vic, by=lena, at=NOON)
    actions.assign(source, to=world.otto, by=lena, at=NOON)
    actions.set_participants(source, people={"eve@bakery.example": "Eve"}, by=lena, at=NOON)
    merged(world, target, [source])
    assert {label.name for label in target.labels.all()} == {"bug", "vip"}
    assert {row.member_id for row in target.followers.all()} == {world.vic.pk, world.otto.pk}
    # Mia asked the other one, and is a colleague of Carl's.
    assert {row.email for row in target.participants.all()} == {"eve@bakery.example", "mia@bakery.example"}
    actions.unmerge(again(source), by=lena, at=LATER)
    assert [label.name for label in target.labels.all()] == ["bug"]
    assert not target.followers.exists() and not target.participants.exists()


def test_another_customers_words_turn_internal_and_nobody_of_theirs_joins(world: World) -> None:
    carls, doras = world.ticket(), world.ticket(requester=dora())
    actions.set_participants(doras, people={"boss@dairy.example": ""}, by=SYSTEM, at=NOON)
    done = merged(world, carls, [doras])
    assert done.hidden == 1
    assert not carls.messages.filter(came_from=doras, is_public=True).exists()
    assert not carls.participants.exists()
    assert again(carls).response_count == 0
    actions.unmerge(again(doras), by=world.acting(world.lena), at=LATER)
    assert doras.messages.get().is_public


@pytest.mark.parametrize(("of_source", "of_target"), [("internal", "public"), ("public", "internal")])
def test_internal_words_stay_internal_for_good(world: World, of_source: str, of_target: str) -> None:
    target, source = world.ticket(visibility=of_target), world.ticket()
    actions.set_visibility(source, to=of_source, by=SYSTEM, at=NOON)
    merged(world, target, [source])
    actions.set_visibility(target, to="public", by=SYSTEM, at=LATER)
    assert not target.messages.filter(came_from=source, is_public=True).exists()


def test_everything_comes_back_but_what_was_written_since(world: World) -> None:
    lena, target, source = world.acting(world.lena), world.ticket(), world.ticket()
    actions.assign(source, to=world.ada, by=lena, at=NOON)
    actions.move(source, to="resolved", by=lena, at=NOON)
    before = {name: getattr(again(source), name) for name in ("status", "resolved_at", "closed_at", *COUNTED, *STAMPED)}
    merged(world, target, [source], comment="Same.")
    since = actions.reply(again(target), actions.Written(text="Since"), by=lena, at=LATER)
    back = actions.unmerge(again(source), by=lena, at=LATER)
    assert {name: getattr(again(source), name) for name in before} == before
    assert (back.merged_into_id, again(source).reopen_count) == (None, 0)
    assert texts(source) == ["The big oven stays cold since this morning."]
    assert list(target.messages.values_list("pk", flat=True).order_by("pk"))[-1] == since.pk
    assert target.messages.count() == 2
    assert not source.messages.exclude(came_from=None).exists()
    with pytest.raises(actions.NotMerged, match="is not merged"):
        actions.unmerge(back, by=lena, at=LATER)


def test_a_closed_source_stays_closed_when_it_is_back(world: World) -> None:
    lena, target, source = world.acting(world.lena), world.ticket(), world.ticket()
    actions.move(source, to="closed", by=lena, at=NOON)
    merged(world, target, [source])
    back = actions.unmerge(again(source), by=lena, at=LATER)
    assert (back.status, back.closed_at, back.merged_into_id) == ("closed", NOON, None)


def test_chains_are_taken_back_from_their_end(world: World) -> None:
    lena, (one, two, three) = world.acting(world.lena), (world.ticket(name) for name in ("One", "Two", "Three"))
    merged(world, two, [one])
    merged(world, three, [two])
    assert three.messages.filter(came_from=one).count() == 1
    with pytest.raises(actions.NotMerged, match="PINE-2 was itself merged into PINE-3"):
        actions.unmerge(again(one), by=lena, at=LATER)
    actions.unmerge(again(two), by=lena, at=LATER)
    actions.unmerge(again(one), by=lena, at=LATER)
    assert [ticket.messages.count() for ticket in (one, two, three)] == [1, 1, 1]
    assert not Message.objects.exclude(came_from=None).exists()


def test_one_note_tells_of_several_and_goes_with_the_last(world: World) -> None:
    lena, target, sources = world.acting(world.lena), world.ticket(), [world.ticket(), world.ticket()]
    note = merged(world, target, sources).note
    assert note
    actions.unmerge(again(sources[0]), by=lena, at=LATER)
    assert Message.objects.filter(pk=note.pk).exists()
    actions.unmerge(again(sources[1]), by=lena, at=LATER)
    assert not Message.objects.filter(pk=note.pk).exists()


def test_nothing_comes_back_while_the_target_lies_in_the_bin(world: World) -> None:
    target, source = world.ticket(), world.ticket()
    merged(world, target, [source])
    actions.delete(target, by=SYSTEM, at=LATER)
    with pytest.raises(actions.NotMerged, match="in the bin"):
        actions.unmerge(again(source), by=world.acting(world.lena), at=LATER)


def test_what_was_hidden_comes_back_public_only_to_those_who_had_it(world: World) -> None:
    lena, target, source = world.acting(world.lena), world.ticket(), world.ticket()
    merged(world, target, [source])
    stranger = dora()
    actions.move_to_company(again(source), to=stranger.company, requester=stranger, by=lena, at=LATER)
    actions.move_to_company(again(target), to=None, requester=None, by=lena, at=LATER)
    actions.unmerge(again(source), by=lena, at=LATER)
    assert not source.messages.filter(is_public=True).exists()


def test_what_went_to_others_while_it_was_merged_comes_back_hidden(world: World) -> None:
    lena, target, source = world.acting(world.lena), world.ticket(), world.ticket()
    merged(world, target, [source])
    stranger = dora()
    actions.move_to_company(again(source), to=stranger.company, requester=stranger, by=lena, at=LATER)
    actions.unmerge(again(source), by=lena, at=LATER)
    assert not source.messages.filter(is_public=True).exists()


def test_each_side_tells_what_happened(world: World) -> None:
    target, source = world.ticket(), world.ticket()
    merged(world, target, [source])
    actions.unmerge(again(source), by=world.acting(world.lena), at=LATER)
    names = list(Event.objects.filter(subject_id__in=[target.pk, source.pk], at=LATER).values_list("subject_id", "name"))
    assert {(source.pk, "ticket.merged"), (target.pk, "ticket.absorbed"), (source.pk, "ticket.unmerged"),
            (target.pk, "ticket.released")} <= set(names)  # fmt: skip


def test_words_are_found_where_they_are(world: World) -> None:
    lena, target = world.acting(world.lena), world.ticket()
    source = world.ticket(written=actions.Written(text="The thermostat is broken"))
    merged(world, target, [source], note=False)
    assert search_tickets(lena, "thermostat") == [target.pk]
    actions.unmerge(again(source), by=lena, at=LATER)
    assert search_tickets(lena, "thermostat") == [source.pk]


def test_a_count_made_anew_is_the_count_that_was_kept(world: World) -> None:
    ada, carl = world.acting(world.ada), world.asking(world.carl)
    for visibility in ("public", "internal"):
        ticket = world.ticket(visibility=visibility, written=actions.Written(text="See", files=[file()]))
        actions.reply(ticket, actions.Written(text="Answer", files=[file("answer.pdf")]), by=ada, at=LATER)
        actions.note(ticket, actions.Written(text="Note"), by=ada, at=LATER)
        actions.receive(ticket, actions.Written(text="Thanks"), by=carl, at=LATER, source="email")
        actions.receive(ticket, actions.Written(text="?"), by=carl, at=LATER, source="email", trusted=False)
        row = again(ticket)
        kept = [getattr(row, name) for name in (*COUNTED, *STAMPED)]
        recount(row)
        restamp(row)
        assert [getattr(row, name) for name in (*COUNTED, *STAMPED)] == kept


def test_strangers_find_nothing_to_merge(world: World) -> None:
    from usher.tickets.access import get_ticket

    with pytest.raises(NotFound):
        get_ticket(world.acting(world.lena), to="merge", pk=world.sams_ticket.pk)


def test_a_source_left_open_whose_duplicate_the_target_is_makes_no_circle(world: World) -> None:
    first, second = world.ticket(), world.ticket()
    actions.link(first, to=second, kind="duplicates", by=world.acting(world.lena), at=NOON)
    merged(world, first, [second], close=False)
    assert TicketLink.objects.count() == 1
