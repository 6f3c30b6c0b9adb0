"""A03: organization, tenant, role, owner and author in a body change nothing: forms ignore them, the API names them."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.authz.test_a01_matrix import api_path, operations
from tests.house.test_doors import MEMBERS, filled
from tests.world import NOON, World
from usher.api import auth
from usher.base.tenancy import entered
from usher.base.tenancy.enforce import tenant_models
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.people.models import Member
from usher.people.permissions import SCOPES
from usher.tickets.models import Ticket

SMUGGLED = (
    "organization",
    "organization_id",
    "organizationId",
    "tenant_id",
    "tenantId",
    "accountId",
    "owner",
    "created_by",
    "createdBy",
)


def rows_of(organization_id: int) -> dict[str, int]:
    """How many rows of each kind an organization has."""
    with entered(organization_id):
        return {model.__name__: model._default_manager.count() for model in tenant_models()}


@pytest.fixture
def caller(world: World, client: Client) -> Any:
    _, text = people.issue_token(name="x", scopes=list(SCOPES), by=SYSTEM, at=NOON)
    auth._known.clear()

    def call(method: str, path: str, body: Any) -> Any:
        return client.generic(
            method, path, json.dumps(body), content_type="application/json", headers={"Authorization": f"Bearer {text}"}
        )  # fmt: skip

    return call


def test_a03_the_api_refuses_the_fields_by_name_everywhere(world: World, caller: Any) -> None:
    ticket, taken = world.ticket(), []
    before = rows_of(world.elsewhere.pk)
    for method, path, body in operations():
        if not isinstance(body, dict):
            continue
        smuggled = {field: world.elsewhere.pk for field in SMUGGLED if field not in body}
        with transaction.atomic():
            answer = caller(method, api_path(path, ticket), {**body, **smuggled})
            transaction.set_rollback(True)
        told = json.loads(answer.content)
        named = " ".join(told.get("errors", {}))
        if answer.status_code != 422 or not all(field in named for field in smuggled):
            taken.append((method, path, answer.status_code, named))
    assert not taken
    assert rows_of(world.elsewhere.pk) == before


def test_a03_forms_ignore_whatever_they_did_not_ask_for(world: World) -> None:
    ticket, client = world.ticket(), Client()
    client.force_login(world.ada.user)
    smuggled = dict.fromkeys(SMUGGLED, world.elsewhere.pk) | {
        "role": world.root.role_id, "is_active": "on", "id": world.sam.pk, "actor": world.root.pk, "member": world.root.pk,
        "text": "x", "subject": "x", "name": "x", "kind": "reply", "priority": "high",
    }  # fmt: skip
    before, roles = rows_of(world.elsewhere.pk), dict(Member.objects.values_list("pk", "role_id"))
    for address in MEMBERS:
        values = {"slug": "pine-support", "number": ticket.number, "id": world.carl.pk, "view": "open", "form": "short"}
        with transaction.atomic():
            client.post(filled(address, values), {**smuggled, "ticket": ticket.pk})
            assert rows_of(world.elsewhere.pk) == before, address.name
            assert dict(Member.objects.values_list("pk", "role_id")) == roles, address.name
            for row in Ticket.objects.all():
                assert (row.organization_id, row.created_by_id in {world.carl.pk, world.ada.pk}) == (world.pine.pk, True)
            for message in ticket.messages.filter(author_kind="member"):
                assert message.author_member == world.ada, address.name
            transaction.set_rollback(True)


def test_a03_a_profile_gives_no_role(world: World) -> None:
    client = Client()
    client.force_login(world.vic.user)
    client.post(
        "/accounts/profile/",
        {"name": "Vic", "role": world.root.role_id, "is_active": "", "is_staff": "on", "email": "x@y.example"},
    )
    vic = Member.objects.select_related("role", "user").get(pk=world.vic.pk)
    assert (vic.role.key, vic.is_active, vic.user.email) == ("viewer", True, "vic@usher.example")
