"""A04: what a list shows is what may be opened. Random roles, teams and tickets; every door that lists is compared."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.world import NOON, World
from usher.api import auth
from usher.api.tickets import listing
from usher.people import actions as people
from usher.people.actors import SYSTEM, Actor, contact_actor, token_actor
from usher.people.models import AccessToken, Member, Role
from usher.people.permissions import ALL, SCOPES
from usher.search.queries import search_tickets
from usher.tickets import queries
from usher.tickets.access import drafts_of, may, visible_to
from usher.tickets.models import Assignment, Ticket
from usher.tickets.queries import found_by_words
from usher.tickets.searchable import visible

VIEWS = ("view_all", "view_team", "view_own", "delete", "reply")
MANY = settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
WORD = "Oven"


@pytest.fixture
def tickets(world: World) -> list[Ticket]:
    """One of every kind that a rule looks at."""
    world.mia.is_primary = True
    world.mia.save()
    sent = [world.ticket(f"{WORD} {n}") for n in range(10)]
    sent.append(world.ticket(f"{WORD} of Mia", requester=world.mia, by=world.asking(world.mia)))
    changes: list[dict[str, Any]] = [
        {"assignee": world.otto}, {"team": world.support}, {"assignee": world.ada, "team": world.support}, {},
        {"visibility": "internal"}, {"state": "draft", "status": "draft"}, {"company": None}, {"deleted_at": NOON},
        {"deleted_at": NOON, "assignee": world.otto}, {"assignee": world.otto, "visibility": "internal"}, {},
    ]  # fmt: skip
    for ticket, change in zip(sent, changes, strict=True):
        Ticket.objects.filter(pk=ticket.pk).update(**change)
    Assignment.objects.create(ticket=sent[3], member=world.otto, created_at=NOON)
    return list(Ticket.objects.select_related("requester").order_by("pk"))


def agree(actor: Actor, tickets: list[Ticket]) -> None:
    """`may(view)` beside the list, one's own drafts and the bin."""
    here, bin = {*visible_to(actor), *drafts_of(actor)}, set(visible_to(actor, deleted=True))
    for ticket in tickets:
        listed = ticket in (bin if ticket.deleted_at else here)
        assert may(actor, "view", ticket).allowed == listed, (actor, ticket.subject)


@given(granted=st.sets(st.sampled_from(VIEWS)), teams=st.booleans(), who=st.sampled_from(["ada", "otto", "vic"]))
@MANY
def test_a04_members_list_what_they_may_open(
    world: World, tickets: list[Ticket], granted: set[str], teams: bool, who: str
) -> None:
    member: Member = getattr(world, who)
    team_ids = frozenset({world.support.pk}) if teams else frozenset()
    agree(Actor("member", member.pk, member.name, frozenset(granted), team_ids), tickets)


@given(granted=st.sets(st.sampled_from(VIEWS)), scopes=st.sets(st.sampled_from([*SCOPES, *VIEWS]), min_size=1))
@MANY
def test_a04_tokens_list_what_they_may_open(
    world: World, tickets: list[Ticket], granted: set[str], scopes: set[str]
) -> None:
    world.otto.role = Role(permissions=sorted(granted))
    agree(token_actor(AccessToken(name="x", scopes=sorted(scopes), created_by=world.otto)), tickets)
    agree(token_actor(AccessToken(name="x", scopes=sorted(scopes))), tickets)


@given(primary=st.booleans(), manages=st.booleans(), works=st.booleans())
@MANY
def test_a04_contacts_list_what_they_may_open(
    world: World, tickets: list[Ticket], primary: bool, manages: bool, works: bool
) -> None:
    mia = world.mia
    mia.is_primary, mia.company_id = primary, world.bakery.pk if works else None
    world.carl.manager = mia if manages else None
    world.carl.save()
    for ticket in tickets:
        ticket.requester.refresh_from_db()  # type: ignore[union-attr]
    agree(contact_actor(mia), tickets)
    agree(contact_actor(world.carl), tickets)


def listed(answer: Any) -> tuple[set[int], int]:
    """Ids and total of a page of the API; nobody who may view nothing gets any page."""
    page = json.loads(answer.content)
    if answer.status_code == 403:
        return set(), 0
    return {ticket["id"] for ticket in page["tickets"]}, page["pagination"]["total"]


@pytest.fixture
def doors(world: World, client: Client) -> Iterator[Any]:
    """Ask every door that lists, as Otto with a role, and as his token."""
    _, text = people.issue_token(name="x", scopes=list(SCOPES), by=SYSTEM, at=NOON, created_by=world.otto)
    client.force_login(world.otto.user)
    header = {"Authorization": f"Bearer {text}"}

    def ask(granted: set[str]) -> dict[str, Any]:
        world.otto.role.permissions = sorted(granted)
        world.otto.role.save()
        auth._known.clear()
        listing._totals.clear()
        queries.counting._counting.cache_clear()
        actor = world.acting(world.otto)
        return {
            "actor": actor,
            "api": listed(client.get("/api/tickets?pageSize=100&status=open,assigned,draft", headers=header)),
            "api search": listed(client.get(f"/api/tickets?pageSize=100&search={WORD}", headers=header)),
            "search": set(search_tickets(actor, WORD)),
            "words": set(found_by_words(actor, WORD)),
            "searchable": visible(actor, [ticket.pk for ticket in Ticket.objects.all()]),
            "count": queries.count_views(["all"], actor, NOON)["all"],
            "html": client.get("/pine-support/inbox/all").content.decode(),
            "palette": client.get(f"/pine-support/palette?q={WORD}").content.decode(),
        }

    yield ask


@pytest.mark.parametrize(
    "granted",
    [
        set(),
        {"reply"},
        {"view_own"},
        {"view_team"},
        {"view_own", "view_team"},
        {"view_all"},
        {"view_all", "delete"},
        set(ALL),
    ],
    ids=lambda granted: "+".join(sorted(granted)) if len(granted) < 5 else "everything",
)
def test_a04_every_list_search_and_count_agrees(
    world: World, tickets: list[Ticket], doors: Any, granted: set[str], client: Client
) -> None:
    told = doors(granted)
    allowed = {t.pk for t in tickets if t.deleted_at is None and may(told["actor"], "view", t).allowed}
    for door in ("search", "words", "searchable"):
        assert told[door] == allowed, door
    assert told["api"] == told["api search"] == (allowed, len(allowed))
    drafts = {t.pk for t in tickets if t.state == "draft"}
    assert told["count"] == len(allowed - drafts)
    for ticket in tickets:
        in_view = ticket.pk in allowed - drafts
        assert (f">{ticket.subject}<" in told["html"]) == in_view, ticket.subject
        if ticket.pk not in allowed:
            assert ticket.subject not in told["palette"]
        page = client.get(f"/pine-support/tickets/{ticket.number}")
        assert (page.status_code == 200) == (ticket.pk in allowed), ticket.subject
