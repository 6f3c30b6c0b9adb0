import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.api import auth
from usher.api.openapi import METHODS, described
from usher.people.actions import issue_token, revoke_token
from usher.people.actors import SYSTEM
from usher.people.models import AccessToken

Make = Callable[..., Caller]


def everywhere(world: World) -> Iterator[tuple[str, str, object]]:
    """(method, path, a good body) for every operation of the document, with Pine's own things in the addresses."""
    own = {"ticket": world.ticket().pk, "contacts": world.carl.pk, "companies": world.bakery.pk, "teams": world.support.pk}
    for path, item in described()["paths"].items():
        for method in METHODS:
            if operation := item.get(method):
                owner = own.get(path.split("/")[2], 1)
                parts = [str(own.get(part.strip("{}"), owner)) if "{" in part else part for part in path.split("/")]
                content = operation.get("requestBody", {}).get("content", {})
                yield method.upper(), "/".join(parts), content.get("application/json", {}).get("example")


def test_the_document_names_every_route() -> None:
    from usher.api.urls import router

    routes = {(method, str(url.pattern)) for url in router.urls for method in url.callback.view_class.api_endpoints}
    assert len(routes) == sum(method in item for item in described()["paths"].values() for method in METHODS)


def test_without_a_token_every_route_answers_401(world: World) -> None:
    for method, path, body in everywhere(world):
        response = Caller().raw(method, path, body)
        assert (response.status_code, response["WWW-Authenticate"]) == (401, 'Bearer realm="usher"'), path
        assert response.json()["code"] == "unauthorized"


@pytest.mark.parametrize(
    ("method", "path", "body", "scope"),
    [
        ("GET", "/api/tickets", None, "readSupport"), ("POST", "/api/tickets", {"subject": "x"}, "writeSupport"),
        ("GET", "/api/labels", None, "readSupport"), ("POST", "/api/labels", {"name": "x"}, "writeSupport"),
        ("POST", "/api/contacts", {"name": "Nia"}, "writeSupport"), ("POST", "/api/teams", {"name": "x"}, "manageSettings"),
        ("POST", "/api/ticket-types", {"name": "Bug"}, "manageSettings"), ("GET", "/api/files", None, "writeSupport"),
        ("PATCH", "/api/organization", {"name": "x"}, "manageSettings"), ("GET", "/api/search?q=x", None, "readSupport"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_scope_that_is_missing(
    world: World, api_with: Make, method: str, path: str, body: object, scope: str
) -> None:
    others = [name for name in ("readSupport", "writeSupport", "manageSettings") if name != scope]
    status, problem = api_with(*others)(method, path, body)
    assert status == 403 and scope in problem["detail"], problem
    assert api_with("readSupport", scope)(method, path, body)[0] in {200, 201}


def test_another_organizations_token_finds_nothing(world: World, api: Caller) -> None:
    from usher.base.tenancy import entered

    with entered(world.elsewhere.pk):
        _, text = issue_token(name="Sam's", scopes=["readSupport", "writeSupport", "manageSettings"], by=SYSTEM, at=NOON)
    sams = Caller(text)
    for method, path, body in everywhere(world):
        if re.search(r"/(tickets|contacts|companies|teams)/\d+", path):
            assert sams(method, path, body)[0] in {404, 415}, (method, path)
    assert sams("GET", "/api/tickets")[1]["tickets"][0]["ticketNumber"] == "ELSE-1"
    for path in ("/api/contacts", "/api/teams", "/api/ticket-types"):
        assert sams("GET", path)[1]["pagination"]["total"] == 0


@pytest.mark.parametrize("header", [
    "", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Bearer garbage", "Bearer usher_", "Bearer usher_unknown", "usher_x",
    "Bearer usher_" + "x" * 5000, "Bearer usher_\xfc", "Bearer usher_a b", "Bearer 'usher_--",
])  # fmt: skip
def test_garbage_is_not_signed_in(world: World, header: str) -> None:
    assert Caller().raw("GET", "/api/tickets", Authorization=header).status_code == 401


def test_expired_and_revoked_tokens_are_refused_at_once(world: World, api_with: Make) -> None:
    old = api_with(expires_at=NOON + timedelta(hours=1))
    assert old("GET", "/api/tickets")[0] == 401
    soon = api_with(expires_at=timezone.now() + timedelta(hours=1))
    assert soon("GET", "/api/tickets")[0] == 200
    known = auth._known[soon.token]
    assert not known.is_good(timezone.now() + timedelta(hours=2)), "a known token lives on after its end"


def test_a_revoked_token_dies(world: World, api: Caller, django_capture_on_commit_callbacks: Callable[..., object]) -> None:
    assert api("GET", "/api/tickets")[0] == 200
    connection.run_on_commit.clear()  # what the world's own making would tell
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        revoke_token(AccessToken.objects.get(name="Robot"), by=SYSTEM, at=NOON)
    assert api("GET", "/api/tickets")[0] == 401


def test_one_revoked_elsewhere_dies_within_seconds(world: World, api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    assert api("GET", "/api/tickets")[0] == 200
    AccessToken.objects.update(revoked_at=NOON)
    monkeypatch.setattr(auth.time, "monotonic", lambda start=auth.time.monotonic(): start + auth.SECONDS + 1)
    assert api("GET", "/api/tickets")[0] == 401
    assert auth.SECONDS <= 5


def test_a_known_token_costs_no_look_up(world: World, api: Caller) -> None:
    api("GET", "/api/tickets")
    with CaptureQueriesContext(connection) as captured:
        api("GET", "/api/tickets")
    assert not [query for query in captured if "token" in query["sql"]]


def test_use_is_remembered_once_a_minute(world: World, api: Caller) -> None:
    api("GET", "/api/tickets")
    first = AccessToken.objects.get(name="Robot").last_used_at
    assert first
    auth._known.clear()
    api("GET", "/api/tickets")
    assert AccessToken.objects.get(name="Robot").last_used_at == first


@pytest.mark.parametrize("header", ["x-account-id", "X-Organization-Id"])
def test_a_header_may_name_the_tokens_organization_and_no_other(world: World, api: Caller, header: str) -> None:
    assert api("GET", "/api/tickets", **{header: str(world.pine.pk)})[0] == 200
    assert api("GET", "/api/tickets", **{header: world.pine.slug})[0] == 200
    status, problem = api("GET", "/api/tickets", **{header: str(world.elsewhere.pk)})
    assert (status, problem["code"]) == (403, "wrong_organization")


def test_a_session_is_no_token(world: World) -> None:
    caller = Caller()
    caller.client.force_login(world.root.user)
    assert caller("POST", "/api/tickets", {"subject": "x"})[0] == 401
