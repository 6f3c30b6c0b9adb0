"""A01: every address × method × role × object, of the screens and of the API.

Nothing is listed by hand: addresses come from the URL configuration and the API's own document, and what is expected comes
from the policy. An admin's request tells which questions a door asks; for every role the policy predicts the answers, and
the door must refuse exactly where it says no.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.authz.gates import Asked, listening
from tests.house.test_doors import MEMBERS, Address, filled
from tests.world import NOON, World
from usher.api import auth
from usher.api.openapi import document
from usher.events.models import Event
from usher.frame.environment import Page
from usher.people import actions as people
from usher.people.actors import SYSTEM, Actor, token_actor
from usher.people.models import AccessToken, Member, Role
from usher.people.permissions import SCOPES
from usher.tickets import actions as tickets
from usher.tickets.models import Ticket

REFUSED = {401, 403, 404, 405, 422}
# Doors that ask nothing because they are every member's own matter, each with the reason.
OWN_MATTER = {
    "start": "leads to one's own first list", "inbox-start": "the same", "tickets": "the same",
    "tickets-start": "the same", "inbox": "lists what one sees (A04)",
    "nav": "counts what one sees (A04)", "search": "finds what one sees (A04)", "palette": "the same",
    "undo": "only what one has just done oneself; asks per deed", "settings": "leads to the first section one may open",
    "contacts": "members see contacts; changing them is asked", "contact": "the same", "companies": "the same",
    "company": "the same", "my-settings": "one's own signature and availability", "set-availability": "one's own",
}  # fmt: skip

TELLING = {"manager", "agent", "own only"}  # on whose ticket it is, and whether it lies in the bin, their rights depend
# Calls that ask nothing, because they answer for the caller alone: who they are, where, and what they started.
OPEN_CALLS = {("GET", "/api/organization"), ("GET", "/api/me"), ("GET", "/api/tickets/bulk")}


@pytest.fixture
def cast(world: World) -> dict[str, Member]:
    """A member of every kind of role."""
    moderator = people.add_member(email="mo@usher.example", name="Mo", role="moderator", by=SYSTEM, at=NOON)
    kinds = {"admin": world.root, "manager": world.lena, "agent": world.otto, "viewer": world.vic, "moderator": moderator}
    for name, permissions in {"own only": ["view_own", "reply", "edit"], "nothing": []}.items():
        role = people.create_role(name=name, permissions=permissions, by=SYSTEM, at=NOON)
        member = people.add_member(email=f"{role.pk}@usher.example", name=name, role="viewer", by=SYSTEM, at=NOON)
        people.change_member(member, by=SYSTEM, at=NOON, changes={"role": role})
        kinds[name] = Member.objects.select_related("role").get(pk=member.pk)
    return kinds


def objects(world: World) -> dict[str, Ticket]:
    """A ticket that is nobody's, one that is Ada's, one that lies in the bin."""
    free, adas, binned = (world.ticket(name) for name in ("Free", "Ada's", "Binned"))
    adas = tickets.assign(adas, to=world.ada, by=SYSTEM, at=NOON)
    return {"free": free, "ada's": adas, "binned": tickets.delete(binned, by=SYSTEM, at=NOON)}


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    # What a page looks like is tried elsewhere; here thousands are asked for.
    monkeypatch.setattr(Page, "render", lambda page, *context, **more: "")
    with listening() as asked:
        yield asked


def asked_of(ears: Asked, client: Client, method: str, path: str, data: Any, **more: Any) -> tuple[int, Asked, int]:
    """Status, questions, and how many events would have been written; everything is taken back."""
    recording = Recording()
    with transaction.atomic(), connection.execute_wrapper(recording):
        ears.taken()
        if method.isupper():
            answer = client.generic(method, path, **data, **more)
        else:
            answer = getattr(client, method)(path, data)
        written = Event.objects.filter(pk__gte=recording.first).count() if recording.first else 0
        transaction.set_rollback(True)
    return answer.status_code, ears.taken(), written


class Recording:
    """Listens for events that are written, so that they are counted only where there may be some."""

    def __init__(self) -> None:
        self.first = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self.first and f'INSERT INTO "{Event._meta.db_table}"' in sql:
            self.first = (Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
        return execute(sql, params, many, context)


def wrong(status: int, asked: Asked, written: int, predicted: bool) -> str:
    """What is wrong with an answer, or nothing."""
    if asked.refused and status not in REFUSED and written:
        return f"refused, and yet changed something ({status})"
    if asked.refused and status not in REFUSED and status >= 400:
        return f"a refusal became {status}"
    if not predicted and status < 300 and written:
        return f"the policy says no, and it was done ({status})"
    led_away = 300 <= status < 400 and not written
    if not predicted and not asked.refused and not led_away:
        return f"the policy says no, and nobody asked ({status})"
    if predicted and asked.refused:
        return f"the policy says yes, and it was refused ({status})"
    if predicted and status == 403 and asked.gates:
        return "the policy says yes, and 403"
    return ""


def values_of(world: World, address: Address, ticket: Ticket) -> dict[str, Any]:
    return {"slug": "pine-support", "number": ticket.number, "id": world.carl.pk, "view": "open", "form": "short"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a01_every_screen_refuses_exactly_whom_the_policy_refuses(
    world: World, cast: dict[str, Member], ears: Asked, method: str
) -> None:
    found, silent = [], set()
    things = objects(world)
    clients = {role: Client() for role in cast}
    for role, client in clients.items():
        client.force_login(cast[role].user)
    actors = {role: world.acting(member) for role, member in cast.items()}
    for address in MEMBERS:
        for thing, ticket in things.items():
            if thing != "free" and "number" not in address.arguments:
                continue
            path = filled(address, values_of(world, address, ticket))
            data = {"ticket": ticket.pk, "assignee": world.ada.pk}
            status, admins, _ = asked_of(ears, clients["admin"], method, path, data)
            if not admins.gates and status not in {404, 405, 422} and address.name not in OWN_MATTER:
                silent.add(address.name)
            for role, client in clients.items():
                if role == "admin" or (thing != "free" and role not in TELLING):
                    continue
                answer = asked_of(ears, client, method, path, data)
                problem = wrong(*answer, admins.predicted(actors[role]))
                if problem:
                    found.append((method, address.name, thing, role, problem, [gate.name for gate in admins.gates]))
    assert not silent, "these ask nothing; let them ask, or say in OWN_MATTER why they need not"
    assert not found


def operations() -> Iterator[tuple[str, str, dict[str, Any] | None]]:
    """(method, path, its example body) of every operation that the API's document names."""
    for path, item in json.loads(document())["paths"].items():
        for method, operation in item.items():
            if method in {"get", "post", "put", "patch", "delete"}:
                content = operation.get("requestBody", {}).get("content", {})
                yield method.upper(), path, content.get("application/json", {}).get("example")


def api_path(path: str, ticket: Ticket) -> str:
    """Ids: the ticket where the address wants one, else 1, or the ticket's number."""
    for name in ("{ticket}", "{id}", "{field}"):
        path = path.replace(name, str(ticket.pk) if name == "{ticket}" else "1")
    return path


def sent(body: Any) -> dict[str, Any]:
    return {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {"data": ""}


def test_a01_every_call_of_the_api_refuses_exactly_whom_the_policy_refuses(
    world: World, cast: dict[str, Member], ears: Asked, client: Client
) -> None:
    found, silent = [], []
    things = objects(world)
    callers = dict(tokens_of(cast))
    auth._known.clear()
    for method, path, body in operations():
        for thing, ticket in things.items():
            if thing != "free" and "{ticket}" not in path:
                continue

            def call(text: str, path: str = api_path(path, ticket), method: str = method, body: Any = body) -> Any:
                header = {"Authorization": f"Bearer {text}"}
                return asked_of(ears, client, method, path, sent(body), headers=header)

            status, whole, _ = call(callers["whole"][0])
            if not whole.gates and status not in {400, 404, 405, 422} and (method, path) not in OPEN_CALLS:
                silent.append((method, path, status))
            for role, (text, actor) in callers.items():
                if thing != "free" and role not in TELLING:
                    continue
                problem = wrong(*call(text), whole.predicted(actor))
                if problem:
                    found.append((method, path, thing, role, problem, [gate.name for gate in whole.gates]))
    assert not silent, "these ask nothing; let them ask, or say in OPEN_CALLS why they need not"
    assert not found


def tokens_of(cast: dict[str, Member]) -> Iterator[tuple[str, tuple[str, Actor]]]:
    """Every role's own token of all scopes, a token of each scope, and one of all: text and actor."""
    wanted: dict[str, tuple[list[str], Member | None]] = {role: (list(SCOPES), member) for role, member in cast.items()}
    wanted |= {scope: ([scope], None) for scope in SCOPES} | {"whole": (list(SCOPES), None)}
    for name, (scopes, maker) in wanted.items():
        token, text = people.issue_token(name=name, scopes=scopes, by=SYSTEM, at=NOON, created_by=maker)
        yield name, (text, token_actor(AccessToken.objects.select_related("created_by__role").get(pk=token.pk)))


def test_a01_the_other_organization_finds_nothing_by_any_call(world: World, client: Client) -> None:
    from usher.base.tenancy import entered

    with entered(world.elsewhere.pk):
        _, text = people.issue_token(name="Sam's", scopes=list(SCOPES), by=SYSTEM, at=NOON)
    ticket, found = world.ticket(), []
    for method, path, body in operations():
        if "{" not in path:
            continue
        with transaction.atomic():
            for name, value in {"{ticket}": ticket.pk, "{id}": Role.objects.get(key="agent").pk, "{field}": "brand"}.items():
                path = path.replace(name, str(value))
            answer = client.generic(method, path, **sent(body), headers={"Authorization": f"Bearer {text}"})
            transaction.set_rollback(True)
        if answer.status_code not in {404, 422, 400, 415}:
            found.append((method, path, answer.status_code))
    assert not found
