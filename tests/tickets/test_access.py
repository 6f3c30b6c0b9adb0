import pytest

from tests.tickets.test_merging import file
from tests.world import NOON, World
from usher.base.refusals import Forbidden, NotFound
from usher.base.tenancy import entered
from usher.people.models import Member, Role
from usher.tickets import actions
from usher.tickets.access import Deed, get_ticket, may, may_read_file, visible_to

DEEDS: tuple[Deed, ...] = ("view", "reply", "note", "assign", "edit", "delete", "merge")


def allowed(world: World, who: Member, ticket_of: Member | None = None) -> set[str]:
    ticket = world.ticket()
    if ticket_of:
        ticket = actions.assign(ticket, to=ticket_of, by=world.acting(world.lena), at=NOON)
    return {deed for deed in DEEDS if may(world.acting(who), deed, ticket).allowed}


def test_an_agent_acts_on_unassigned_and_own_tickets_and_reads_the_rest(world: World) -> None:
    acting = {"view", "reply", "note", "assign", "edit", "merge"}
    assert allowed(world, world.otto) == acting
    assert allowed(world, world.otto, ticket_of=world.otto) == acting
    assert allowed(world, world.otto, ticket_of=world.ada) == {"view"}


def test_a_manager_acts_on_all_and_a_viewer_only_reads(world: World) -> None:
    assert allowed(world, world.lena, ticket_of=world.ada) == set(DEEDS)
    assert allowed(world, world.vic) == {"view"}


def test_a_team_ticket_is_its_members_business(world: World) -> None:
    ticket = actions.assign_team(world.ticket(), to=world.support, by=world.acting(world.lena), at=NOON)
    assert may(world.acting(world.ada), "reply", ticket).allowed
    assert not may(world.acting(world.otto), "reply", ticket).allowed


def test_a_further_assigned_member_may_act(world: World) -> None:
    ticket = actions.assign(world.ticket(), to=world.ada, by=world.acting(world.lena), at=NOON)
    ticket.assignments.create(member=world.otto, created_at=NOON)
    assert may(world.acting(world.otto), "reply", ticket).allowed


def test_contacts_see_and_answer_their_own_public_tickets_only(world: World) -> None:
    carls = world.ticket()
    assert may(world.asking(world.carl), "reply", carls).allowed
    assert not may(world.asking(world.carl), "assign", carls).allowed
    assert not may(world.asking(world.mia), "view", carls).allowed
    internal = world.ticket(visibility="internal")
    assert not may(world.asking(world.carl), "view", internal).allowed


def test_the_list_rule_is_the_detail_rule(world: World) -> None:
    narrow = Role.objects.create(name="Narrow", permissions=["view_own", "reply"])
    teams = Role.objects.create(name="Teams", permissions=["view_team"])
    blind = Role.objects.create(name="Blind", permissions=["reply"])
    tickets = [world.ticket(f"Ticket {n}") for n in range(4)]
    lena = world.acting(world.lena)
    actions.assign(tickets[0], to=world.otto, by=lena, at=NOON)
    actions.assign_team(tickets[1], to=world.support, by=lena, at=NOON)
    tickets[2].assignments.create(member=world.otto, created_at=NOON)
    for role in (narrow, teams, blind, world.root.role, world.vic.role):
        for member in (world.ada, world.otto):
            member.role = role
            actor = world.acting(member)
            seen = {ticket.pk for ticket in visible_to(actor)}
            for ticket in tickets:
                ticket.refresh_from_db()
                assert may(actor, "view", ticket).allowed == (ticket.pk in seen), (role.name, member.name, ticket.subject)


def test_finding_permits_in_one_step(world: World) -> None:
    ticket = actions.assign(world.ticket(), to=world.ada, by=world.acting(world.lena), at=NOON)
    assert get_ticket(world.acting(world.ada), to="reply", number=ticket.number) == ticket
    with pytest.raises(Forbidden, match="assigned to somebody else"):
        get_ticket(world.acting(world.otto), to="reply", number=ticket.number)
    with pytest.raises(NotFound):
        get_ticket(world.acting(world.root), pk=world.sams_ticket.pk)


def test_a_ticket_in_the_bin_is_found_only_there(world: World) -> None:
    ticket = actions.delete(world.ticket(), by=world.acting(world.root), at=NOON)
    with pytest.raises(NotFound):
        get_ticket(world.acting(world.root), pk=ticket.pk)
    found = get_ticket(world.acting(world.root), to="delete", deleted=True, pk=ticket.pk)
    assert actions.restore(found, by=world.acting(world.root), at=NOON).deleted_at is None


def test_sam_sees_nothing_of_pine(world: World) -> None:
    ticket = world.ticket()
    with entered(world.elsewhere.pk):
        with pytest.raises(NotFound):
            get_ticket(world.acting(world.sam), pk=ticket.pk)
        assert [found.pk for found in visible_to(world.acting(world.sam))] == [world.sams_ticket.pk]


def test_the_files_of_a_draft_are_its_authors(world: World) -> None:
    ada, otto = world.acting(world.ada), world.acting(world.otto)
    part = file()
    wanted = {"subject": "Oven", "written": actions.Written(text="It is cold", files=[part])}
    draft = actions.save_draft(None, wanted=wanted, by=ada, at=NOON)
    assert may_read_file(ada, part.file.pk) and not may_read_file(otto, part.file.pk)
    actions.finish_draft(draft, by=ada, at=NOON)
    assert may_read_file(otto, part.file.pk)
