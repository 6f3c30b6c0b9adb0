"""Fields, the types that ask for them, and categories, as browsers set them up."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.world import NOON
from usher.people.models import Team
from usher.tickets import actions
from usher.tickets.fields import fields
from usher.tickets.fields.formats import FORMATS
from usher.tickets.models import Category, CustomField, TicketType
from usher.tickets.models.custom_field import KINDS
from usher.web.settings.field_form import FORMAT_NAMES, KIND_NAMES

BASE = "/pine-support/settings/"
PIECE = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def root(world: Any, client: Client) -> Client:
    client.force_login(world.root.user)
    return client


def made(world: Any, name: str, kind: str = "text", **more: Any) -> CustomField:
    return actions.create_field(name=name, kind=kind, by=world.acting(world.root), at=NOON, **more)


def test_a_field_of_every_kind_is_made_with_its_own_rules(world: Any, root: Client) -> None:
    assert set(KIND_NAMES) == set(KINDS) and set(FORMAT_NAMES) == set(FORMATS)
    rules = {
        "text": {"pattern": "@@-##", "max": "9"}, "number": {"min": "0,5"}, "date": {"max": "today"}, "time": {"min": "now"},
        "choices": {"max": "2"},
    }  # fmt: skip
    for kind in KINDS:
        assert f'value="{kind}" selected' in root.get(f"{BASE}fields/new?kind={kind}").content.decode()
        posted = {
            "name": f"A {kind}",
            "kind": kind,
            "help": "So and so.",
            "section": "Bike",
            "is_public": "on",
            **rules.get(kind, {}),
        }
        if kind.startswith("choice"):
            posted["choices"] = "Red\r\n\r\nBlue "
        assert root.post(f"{BASE}fields/new", posted).status_code == 303, kind
        field = CustomField.objects.get(kind=kind)
        assert (field.help, field.section, field.is_public, field.is_active) == ("So and so.", "Bike", True, True)
        assert field.choices == (["Red", "Blue"] if kind.startswith("choice") else [])
        assert set(field.rules) == set(rules.get(kind, {}))
        assert f"A {kind}" in root.get(f"{BASE}fields/{field.pk}").content.decode()
    page = root.get(f"{BASE}fields").content.decode()
    assert all(f"A {kind}" in page for kind in KINDS)


@pytest.mark.parametrize(
    ("posted", "told"),
    [({"name": ""}, "required"), ({"kind": "money"}, "valid choice"), ({"kind": "choice", "choices": " "}, "required"),
     ({"min": "9", "max": "3"}, "is less than the least"), ({"kind": "number", "min": "few"}, "is not a number"),
     ({"name": "brand"}, "already"), ({"kind": "choice", "choices": "a\nA"}, "upper and lower case")],
)  # fmt: skip
def test_what_is_wrong_stands_at_its_field(world: Any, root: Client, posted: dict[str, str], told: str) -> None:
    made(world, "Brand")
    answer = root.post(f"{BASE}fields/new", {"name": "Thing", "kind": "text", "help": "kept words", **posted})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(rf'class="err"[^!]*{told}', page), told
    assert "kept words" in page
    assert CustomField.objects.count() == 1


def test_another_kind_asks_other_things_and_keeps_what_was_typed(world: Any, root: Client) -> None:
    typed = {"name": "Bike colour", "kind": "choice", "was": "text", "choices": "Red\nBlue", "step": "kind"}
    answer = root.post(f"{BASE}fields/new", typed)
    page = answer.content.decode()
    assert answer.status_code == 200 and "<!doctype html" in page.lower()
    assert 'value="Bike colour"' in page and 'name="choices"' in page and 'class="err"' not in page
    preview = page[page.index('id="field-preview"') :]
    assert preview.index("Bike colour") < preview.index(">Red</option>") < preview.index(">Blue</option>")
    piece = root.post(f"{BASE}fields/new", typed, headers=PIECE).content.decode()
    assert 'hx-target="#field-kind"' in piece and 'hx-target="#field-preview"' in piece and "<body" not in piece
    still = root.post(f"{BASE}fields/new", {**typed, "was": "choice"}, headers=PIECE).content.decode()
    assert 'hx-target="#field-kind"' not in still, "what one is typing in is not drawn again"
    assert not CustomField.objects.exists()


def test_a_field_is_changed_switched_off_and_deleted_when_nobody_needs_it(world: Any, root: Client) -> None:
    field = made(world, "Brand", is_for_all_types=True)
    posted = {"name": "Make", "kind": "number", "is_for_all_types": "on", "is_active": "on"}
    assert root.post(f"{BASE}fields/{field.pk}", posted).status_code == 303
    field.refresh_from_db()
    assert (field.name, field.key, field.kind, field.is_public) == ("Make", "brand", "text", False)
    ticket = world.ticket(by=world.acting(world.ada), custom_fields={"brand": "Pine"})
    assert "Delete field" not in root.get(f"{BASE}fields/{field.pk}").content.decode()
    answer = root.post(f"{BASE}fields/{field.pk}/delete")
    assert answer.status_code == 409 and "Deactivate it instead" in answer.content.decode()
    actions.set_fields(ticket, values={"brand": None}, by=world.acting(world.ada), at=NOON)
    assert root.post(f"{BASE}fields/{field.pk}/delete").status_code == 303
    assert not CustomField.objects.exists()


def test_fields_types_and_categories_are_moved_step_by_step(world: Any, root: Client) -> None:
    by = {"by": world.acting(world.root), "at": NOON}
    for name in ("One", "Two", "Three"):
        made(world, name)
        actions.create_type(name=name, **by)
        actions.create_category(name=name, **by)
    for model, path in ((CustomField, "fields"), (TicketType, "types"), (Category, "categories")):
        rows: Any = model.objects
        three = rows.get(name="Three")
        for to in ("up", "up", "up", "down"):
            assert root.post(f"{BASE}{path}/{three.pk}/move", {"to": to}).status_code == 303
        assert list(rows.order_by("sort_order").values_list("name", flat=True)) == ["One", "Three", "Two"]
        assert root.post(f"{BASE}{path}/{three.pk}/move", {"to": "left"}).status_code == 422


def test_a_type_asks_for_fields_in_the_order_of_their_places(world: Any, root: Client) -> None:
    brand, issue, floor = made(world, "Brand"), made(world, "Issue"), made(world, "Floor", is_for_all_types=True)
    posted = {
        "name": "CRM Support", "is_default": "on", "fields": "1", "asks": [brand.pk, issue.pk],
        "required": [issue.pk, floor.pk],
        f"place-{issue.pk}": "1", f"place-{brand.pk}": "3", f"place-{floor.pk}": "2",
    }  # fmt: skip
    assert root.post(f"{BASE}types/new", posted).status_code == 303
    kind = TicketType.objects.get(name="CRM Support", is_default=True, is_active=True)
    asked = fields().of_type(kind.pk)
    assert [(each.field.name, each.is_required) for each in asked] == [("Issue", True), ("Floor", True), ("Brand", False)]
    page = root.get(f"{BASE}types/{kind.pk}").content.decode()
    assert page.index(">Issue</a>") < page.index(">Floor</a>") < page.index(">Brand</a>")
    wrong = root.post(f"{BASE}types/{kind.pk}", {**posted, "name": "", "asks": [brand.pk], "is_active": "on"})
    assert wrong.status_code == 422
    assert f'name="asks" value="{issue.pk}" aria-label="Ask for Issue">' in wrong.content.decode(), "as it was posted"
    assert root.post(f"{BASE}types/{kind.pk}", {**posted, "asks": [brand.pk], "required": []}).status_code == 303
    assert [each.field.name for each in fields().of_type(kind.pk)] == ["Brand", "Floor"]
    kind.refresh_from_db()
    assert not kind.is_active


def test_saving_a_type_keeps_a_team_that_is_deactivated(world: Any, root: Client) -> None:
    kind = actions.create_type(name="Bug", team=world.support, by=world.acting(world.root), at=NOON)
    Team.objects.filter(pk=world.support.pk).update(is_active=False)
    page = root.get(f"{BASE}types/{kind.pk}").content.decode()
    assert f'value="{world.support.pk}" selected' in page
    assert (
        root.post(f"{BASE}types/{kind.pk}", {"name": "Bugs", "team": world.support.pk, "is_active": "on"}).status_code == 303
    )
    kind.refresh_from_db()
    assert (kind.name, kind.team) == ("Bugs", world.support)
    assert root.post(f"{BASE}types/new", {"name": "Other", "team": world.support.pk}).status_code == 422


def test_a_type_is_deleted_where_no_ticket_has_it(world: Any, root: Client) -> None:
    kind = actions.create_type(name="Bug", by=world.acting(world.root), at=NOON)
    assert "Delete type" in root.get(f"{BASE}types/{kind.pk}").content.decode()
    ticket = world.ticket(type=kind)
    assert root.post(f"{BASE}types/{kind.pk}/delete").status_code == 409
    actions.edit(ticket, by=world.acting(world.ada), at=NOON, changes={"type": None})
    assert root.post(f"{BASE}types/{kind.pk}/delete").status_code == 303
    assert not TicketType.objects.exists()


def test_a_category_goes_when_its_tickets_get_another(world: Any, root: Client) -> None:
    by = {"by": world.acting(world.root), "at": NOON}
    billing, technical = actions.create_category(name="Billing", **by), actions.create_category(name="Technical", **by)
    ticket = world.ticket(category=billing)
    here = f"{BASE}categories/{billing.pk}"
    assert "1 ticket is in it" in root.get(here).content.decode()
    for wrong in ("", billing.pk, "999999"):
        assert root.post(f"{here}/delete", {"replacement": wrong}).status_code == 422
    assert root.post(f"{here}/delete", {"replacement": technical.pk}).status_code == 303
    ticket.refresh_from_db()
    assert (ticket.category, list(Category.objects.all())) == (technical, [technical])


def test_only_who_keeps_the_organization_may(world: Any, client: Client) -> None:
    field = made(world, "Brand")
    client.force_login(world.lena.user)
    for path in ("fields", "fields/new", f"fields/{field.pk}"):
        assert client.get(BASE + path).status_code == 403
    for path in ("fields/new", f"fields/{field.pk}", f"fields/{field.pk}/delete", f"fields/{field.pk}/move"):
        assert client.post(BASE + path, {"to": "up"}).status_code == 403
