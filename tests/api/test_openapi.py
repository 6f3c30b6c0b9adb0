"""The document is valid, complete, and true: schemathesis calls everything it names with made-up input."""

import json
import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from openapi_spec_validator import validate
from schemathesis import checks
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi import checks as openapi

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.api.openapi import document
from usher.config.wsgi import application
from usher.people.actors import SYSTEM
from usher.tickets import actions
from usher.tickets.actions import create_label

FEW = 4  # examples of each endpoint in the suite, always the same; `make fuzz` sends more, always others
EXAMPLES = int(os.environ.get("USHER_FUZZ", FEW))
DOCUMENT: dict[str, Any] = json.loads(document())
CHECKS = [
    checks.not_a_server_error, openapi.status_code_conformance, openapi.content_type_conformance,
    openapi.response_schema_conformance, openapi.response_headers_conformance, openapi.unsupported_method,
    openapi.negative_data_rejection, openapi.ignored_auth,
]  # fmt: skip


pytestmark = pytest.mark.usefixtures("kept_open")
REFUSED = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "422"]
CONFIG = schemathesis.Config.from_dict({"checks": {"negative_data_rejection": {"expected-statuses": REFUSED}}})
schema = schemathesis.openapi.from_dict(DOCUMENT, config=CONFIG)
schema.app = application


def test_the_document_is_valid_and_open_to_all(world: World) -> None:
    response = Caller().raw("GET", "/api/openapi.json")
    assert response.status_code == 200
    validate(response.json())


def test_every_operation_says_what_it_does_needs_and_refuses() -> None:
    for path, item in DOCUMENT["paths"].items():
        for method in ("get", "post", "put", "patch", "delete"):
            if operation := item.get(method):
                assert operation["summary"] and operation["tags"], (path, method)
                assert len(operation["description"]) > 20, (path, method)
                assert operation["security"] == [{"token": []}]
                assert {"401", "403", "422"} <= set(operation["responses"]), (path, method)


def test_bodies_have_examples() -> None:
    for path, item in DOCUMENT["paths"].items():
        for method in ("post", "put", "patch"):
            if (operation := item.get(method)) and "requestBody" in operation:
                for kind in operation["requestBody"]["content"].values():
                    assert "example" in kind, (path, method)


@pytest.fixture
def real(world: World) -> dict[str, list[str]]:
    """Addresses of things that are there, by the parameter or by the first part of the address."""
    ticket, other = world.ticket(), world.ticket("Another")
    actions.set_labels(ticket, labels=[create_label(name="bug", hue=1, by=SYSTEM, at=NOON)], by=SYSTEM, at=NOON)
    return {
        "ticket": [str(ticket.pk), other.code, str(ticket.unique_id)], "contacts": [str(world.carl.pk), str(world.mia.pk)],
        "companies": [str(world.bakery.pk)], "teams": [str(world.support.pk)], "labels": [str(ticket.labels.get().pk)],
        "members": [str(world.ada.pk), str(world.lena.pk)], "member": [str(world.ada.pk)], "user": [str(world.ada.pk)],
        "email": ["carl@bakery.example"], "statuses": ["open", "on_hold"], "roles": [str(world.ada.role_id)],
    }  # fmt: skip


def aimed(case: Any, real: dict[str, list[str]]) -> None:
    """Most made-up addresses lead nowhere: where the rest of the request was made up, it goes to a thing that is there."""
    part = case.meta and case.meta.components.get(ParameterLocation.PATH)
    if not case.path_parameters or not part or part.mode.is_negative:
        return
    for name, value in case.path_parameters.items():
        choices = real.get(name) or real.get(case.path.split("/")[2]) or []
        if choices and len(str(value)) % 4:
            case.path_parameters[name] = choices[len(str(value)) % len(choices)]


@schema.parametrize()
@settings(
    max_examples=EXAMPLES, deadline=None, phases=[Phase.explicit, Phase.generate], derandomize=EXAMPLES == FEW,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
def test_made_up_input_finds_nothing(case: Any, world: World, api: Caller, real: dict[str, list[str]]) -> None:
    # Packed answers are not unpacked by the WSGI transport.
    headers = {"Authorization": f"Bearer {api.token}", "Accept-Encoding": "identity"}
    aimed(case, real)
    case.call_and_validate(headers=headers, checks=CHECKS)


@pytest.mark.parametrize("path", ["/api/tickets", "/api/contacts", "/api/teams", "/api/ticket-types"])
def test_examples_of_the_document_run_as_printed(world: World, api: Caller, path: str) -> None:
    example = DOCUMENT["paths"][path]["post"]["requestBody"]["content"]["application/json"]["example"]
    assert api("POST", path, {**example, "email": "new@bakery.example"} if "email" in example else example)[0] == 201
