"""A02: the doors beside the main one refuse the same people: streams, files, pictures, undo, targets, suggestions."""

import asyncio
import re
from pathlib import Path

import pytest
from django.test import Client

import usher
from tests.world import NOON, World
from usher.base.refusals import NotFound
from usher.config import admission
from usher.files.actions import store
from usher.people import actions as people
from usher.people.actors import SYSTEM, Actor
from usher.people.models import Member
from usher.realtime.hub import Seat
from usher.tickets import actions
from usher.tickets.access import get_ticket, may_read_file
from usher.tickets.actions.writing import Attached
from usher.tickets.models import MessageFile, Ticket, TicketLink
from usher.web.files.downloading import address_of

INBOX = "/pine-support"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


@pytest.fixture
def nia(world: World) -> Member:
    """Nia works on her own tickets and sees no others."""
    role = people.create_role(
        name="Own", permissions=["view_own", "reply", "note", "edit", "merge", "create"], by=SYSTEM, at=NOON
    )
    member = people.add_member(email="nia@usher.example", name="Nia", role="viewer", by=SYSTEM, at=NOON)
    people.change_member(member, by=SYSTEM, at=NOON, changes={"role": role})
    return Member.objects.select_related("role", "user").get(pk=member.pk)


@pytest.fixture
def own(world: World, nia: Member) -> Ticket:
    return actions.assign(world.ticket("Nia's own"), to=nia, by=SYSTEM, at=NOON)


@pytest.fixture
def secret(world: World) -> Ticket:
    """Ada's ticket with a file and a note, none of Nia's business."""
    ticket = actions.assign(world.ticket("Secret of Ada"), to=world.ada, by=SYSTEM, at=NOON)
    file = store(name="plan.png", content=PNG, content_type="image/png", at=NOON)
    actions.note(ticket, actions.Written(text="Hidden words", files=[Attached(file)]), by=world.acting(world.ada), at=NOON)
    return ticket


@pytest.fixture
def nias(client: Client, nia: Member) -> Client:
    client.force_login(nia.user)
    return client


def at(ticket: Ticket, rest: str = "") -> str:
    return f"{INBOX}/tickets/{ticket.number}{rest}"


PIECES = (
    "", "/pieces", "/cards", "/earlier?before=99999", "/permissions", "/merge", "/split", "/links", "/visibility",
    "/company", "/requester/find", "/find", "/typing",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_a02_no_piece_or_dialog_of_a_ticket_one_cannot_see(nias: Client, secret: Ticket, piece: str) -> None:
    for header in ({}, {"HX-Request": "true"}):
        answer = nias.get(at(secret, piece), headers=header)
        assert answer.status_code == 404
        assert "Secret of Ada" not in answer.content.decode()


DEEDS = (
    "/messages", "/draft", "/snooze", "/wake", "/merge", "/unmerge", "/split", "/links", "/company", "/visibility",
    "/assignees", "/participants", "/seen", "/follow", "/restore", "/delete", "/start",
)  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_a02_no_deed_on_a_ticket_one_cannot_see(nias: Client, secret: Ticket, deed: str) -> None:
    assert nias.post(at(secret, deed), {"text": "x", "kind": "reply", "ticket": "1", "target": "1"}).status_code == 404


def test_a02_no_message_file_or_mail_of_a_ticket_one_cannot_see(nias: Client, secret: Ticket) -> None:
    note = secret.messages.get(kind="note")
    part = MessageFile.objects.get(message=note)
    for path in (
        f"/messages/{note.pk}", f"/messages/{note.pk}?full=1", f"/messages/{note.pk}/original",
        f"/messages/{note.pk}/original.html", f"/messages/{note.pk}/original.eml", f"/messages/{note.pk}/images/short/0",
        f"/files/{part.pk}",
    ):  # fmt: skip
        assert nias.get(at(secret, path)).status_code == 404, path


def test_a02_a_message_of_another_ticket_is_none_of_this_one(nias: Client, own: Ticket, secret: Ticket) -> None:
    note = secret.messages.get(kind="note")
    part = MessageFile.objects.get(message=note)
    for path in (f"/messages/{note.pk}", f"/files/{part.pk}", f"/messages/{note.pk}/images/short/0"):
        assert nias.get(at(own, path)).status_code == 404, path


def test_a02_a_signed_link_asks_the_viewer_again(world: World, nias: Client, secret: Ticket, own: Ticket) -> None:
    file = MessageFile.objects.get(message__ticket=secret).file
    link = address_of(file)
    assert nias.get(link).status_code == 404
    assert Client().get(link).status_code == 200, "the link alone is the right of programs, for an hour or two"
    ada, sam = Client(), Client()
    ada.force_login(world.ada.user)
    sam.force_login(world.sam.user)
    assert (ada.get(link).status_code, sam.get(link).status_code) == (200, 404)
    actions.assign(secret, to=nia_of(own), by=SYSTEM, at=NOON)
    assert nias.get(link).status_code == 200
    people.change_member(world.ada, by=SYSTEM, at=NOON, changes={"is_active": False})
    assert ada.get(link).status_code == 404


def nia_of(own: Ticket) -> Member:
    assert own.assignee
    return own.assignee


def test_a02_contacts_have_files_of_public_messages_only(world: World, secret: Ticket) -> None:
    file = MessageFile.objects.get(message__ticket=secret).file
    carl, mia = world.asking(world.carl), world.asking(world.mia)
    assert not may_read_file(carl, file.pk)
    secret.messages.update(is_public=True)
    assert may_read_file(carl, file.pk) and not may_read_file(mia, file.pk)
    actions.delete(secret, by=SYSTEM, at=NOON)
    assert not may_read_file(carl, file.pk)
    assert may_read_file(world.acting(world.root), file.pk) and not may_read_file(world.acting(world.ada), file.pk)


def test_a02_a_stream_follows_only_what_one_may_view(world: World, nia: Member, own: Ticket, secret: Ticket) -> None:
    own_ones = {f"ticket:{own.pk}", f"typing:{own.pk}"}
    wanted = frozenset(
        {*own_ones, f"ticket:{secret.pk}", f"typing:{secret.pk}", "tickets", "mail", "token:1", f"ticket:{'9' * 30}"}
    )
    assert allowed(world.acting(nia), world, wanted) == {*own_ones, "tickets"}
    everything = allowed(world.acting(world.root), world, wanted)
    assert everything >= {f"ticket:{own.pk}", f"ticket:{secret.pk}", "tickets", "mail"} and "token:1" not in everything
    assert "mail" not in allowed(world.acting(world.ada), world, wanted)


def test_a02_every_topic_that_is_told_has_its_rule() -> None:
    told = set()
    for path in Path(usher.__file__).parent.rglob("*"):
        if path.suffix in {".py", ".html"}:
            text = path.read_text()
            for call in re.findall(r"\bpublish\(([^\n]*)", text) + re.findall(r'data-live="([^"]*)"', text):
                told |= set(re.findall(r"""(?:^|["' ])([a-z_]{3,}):(?=\{|\*)""", call))
    ruled = {family.rstrip(":") for family in admission.OF_TICKETS} | set(admission.NEEDS) | {"token"}
    assert {"ticket", "typing", "member"} <= told <= ruled


def allowed(actor: Actor, world: World, topics: frozenset[str]) -> set[str]:
    """What `permit` lets through: those who see all are not asked for each ticket, the others are."""
    patch = pytest.MonkeyPatch()
    patch.setattr(admission, "connections", type("Kept", (), {"close_all": staticmethod(lambda: None)}))
    try:
        if "view_all" in actor.permissions:
            return set(asyncio.run(admission.permit(Seat(world.pine.pk, actor.id or 0, actor), topics)))
        return set(admission._permitted(world.pine.pk, actor, topics))
    finally:
        patch.undo()


def test_a02_nothing_is_merged_into_or_linked_to_what_one_cannot_see(
    world: World, nias: Client, own: Ticket, secret: Ticket
) -> None:
    for path, names in (("/merge", ("target", "into", "ticket", "other")), ("/links", ("target", "ticket", "other", "to"))):
        for name in names:
            answer = nias.post(at(own, path), {name: [secret.code], "kind": "relates", "comments": "1"})
            assert answer.status_code != 303 or "Secret of Ada" not in answer.content.decode()
    assert not TicketLink.objects.filter(target=secret).exists() and not TicketLink.objects.filter(ticket=secret).exists()
    own.refresh_from_db()
    assert own.merged_into is None
    found = (
        nias.get(at(own, "/find"), {"q": "Secret"}).content.decode()
        + nias.get(at(own, "/find"), {"q": secret.code}).content.decode()
    )
    assert "Secret of Ada" not in found


def test_a02_undo_is_the_authors_alone_and_only_where_they_still_see(world: World, nias: Client, own: Ticket) -> None:
    from usher.events.models import Event

    nias.post(at(own, "/priority"), {"priority": "urgent"})
    event = Event.objects.filter(name="ticket.priority_changed").latest("pk")
    ada = Client()
    ada.force_login(world.ada.user)
    ada.post(f"{INBOX}/undo?events={event.pk}")
    own.refresh_from_db()
    assert own.priority_code == "urgent", "somebody else took it back"
    actions.assign(own, to=world.ada, by=SYSTEM, at=NOON)
    nias.post(f"{INBOX}/undo?events={event.pk}")
    own.refresh_from_db()
    assert own.priority_code == "urgent", "taken back on a ticket that is out of sight"


def test_a02_search_palette_and_lists_tell_nothing_of_it(nias: Client, own: Ticket, secret: Ticket) -> None:
    for path in (
        "/search?q=Hidden",
        "/search?q=Secret",
        f"/palette?q={secret.code}",
        "/palette?q=Secret",
        "/inbox/all",
        "/inbox/open",
    ):
        assert "Secret of Ada" not in nias.get(f"{INBOX}{path}").content.decode(), path


def test_a02_suggestions_of_requesters_need_the_right_to_use_them(world: World, client: Client, own: Ticket) -> None:
    client.force_login(world.vic.user)
    assert client.get(f"{INBOX}/tickets/new/requesters?q=carl").status_code == 403
    assert client.get(at(own, "/requester/find?q=carl")).status_code == 403
    client.force_login(world.sam.user)
    for path in ("/tickets/new/requesters?q=carl", f"/tickets/{own.number}/requester/find?q=carl"):
        assert client.get(f"{INBOX}{path}").status_code == 404
    found = client.get("/elsewhere/tickets/new/requesters?q=carl")
    assert "bakery" not in found.content.decode()


def test_a02_a_merged_or_linked_ticket_tells_no_more_than_its_code(
    world: World, nias: Client, own: Ticket, secret: Ticket
) -> None:
    TicketLink.objects.create(ticket=own, target=secret, kind="relates")
    assert "Secret of Ada" not in nias.get(at(own)).content.decode()
    with pytest.raises(NotFound):
        get_ticket(Actor("member", 0, "Nobody"), pk=secret.pk)
