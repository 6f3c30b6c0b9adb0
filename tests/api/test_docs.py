"""The documentation: complete, within our policy, and made of nothing but the document."""

import re

from django.test import Client

from tests.api.conftest import Caller
from tests.world import World
from usher.api.docs.problems import kinds
from usher.api.docs.reading import groups
from usher.api.openapi import described


def page(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200, path
    assert "script-src 'self'" in response["Content-Security-Policy"]
    return response.content.decode()


def test_every_operation_is_on_a_page_with_its_request_and_answer(world: World) -> None:
    drawn = {name: page(f"/api/docs/{name}") for name in groups()}
    for name, group in groups().items():
        for operation in group.operations:
            assert f'id="{operation.key}"' in drawn[name]
            assert operation.curl.startswith("curl ") and operation.status[0] == "2"
            assert operation.answer_example or operation.status.startswith("204")
            assert operation.refusals
    methods = ("get", "post", "put", "patch", "delete")
    told = sum(method in item for item in described()["paths"].values() for method in methods)
    assert sum(len(group.operations) for group in groups().values()) == told


def test_keys_are_found_once_on_their_page() -> None:
    for group in groups().values():
        keys = [operation.key for operation in group.operations]
        assert len(keys) == len(set(keys)), group.name


def test_the_overview_explains_every_kind_of_refusal(world: World) -> None:
    html = page("/api/docs")
    for kind in kinds():
        assert f'id="problem-{kind.code}"' in html
        assert kind.text, kind.code
    assert {"invalid", "ticket_closed", "version_conflict", "too_many_requests", "conflict"} <= {k.code for k in kinds()}


def test_what_a_refusal_calls_its_type_is_explained_there(world: World, api: Caller) -> None:
    for answer in (api("POST", "/api/tickets", {})[1], api("GET", "/api/tickets/0")[1], Caller()("GET", "/api/tickets")[1]):
        path, _, anchor = answer["type"].partition("#")
        assert f'id="{anchor}"' in page(path)


def test_nothing_in_a_page_is_forbidden_by_our_policy(world: World) -> None:
    for path in ("/api/docs", "/api/docs/tickets"):
        html = page(path)
        assert not re.search(r'\sstyle="|\son\w+="', html)
        assert all("nonce=" in tag or "src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_the_bare_address_leads_on(world: World) -> None:
    response = Client().get("/api/")
    told = response.json()
    assert told["documentation"].endswith("/api/docs") and "/api/tickets" in told["resources"]
    assert Client().get("/api").status_code in {200, 301}
    assert Client().get("/api/docs/nothing").status_code == 404
