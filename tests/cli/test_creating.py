"""Organizations and tokens from the command line."""

import pytest
from django.test import Client
from django.utils import timezone

from usher.base.refusals import Invalid, NotFound
from usher.base.tenancy import entered
from usher.cli import organization_create, token_create
from usher.organizations.queries import organization_id_of
from usher.people.models import Member, Role
from usher.people.queries import token_place, usable_token

pytestmark = pytest.mark.django_db


def create(name: str = "Pine & Co", prefix: str = "pine", password: str = "correct horse") -> str:
    return organization_create.run(name=name, prefix=prefix, email="Root@pine.example", password=password)


def test_an_organization_has_roles_and_somebody_who_can_sign_in() -> None:
    slug = create()
    assert slug == "pine-co"
    with entered(organization_id_of(slug) or 0):
        assert set(Role.objects.values_list("key", flat=True)) == {"admin", "manager", "agent", "viewer", "moderator"}
        assert Member.objects.get().role.key == "admin"
    assert Client().login(email="root@pine.example", password="correct horse")


def test_refused_organizations_leave_nothing() -> None:
    for arguments in ({"prefix": "1"}, {"name": " "}, {"password": ""}):
        with pytest.raises(Invalid):
            create(**arguments)
    with pytest.raises(Invalid):
        organization_create.run(name="Pine", prefix="PINE", email="no address", password="correct horse")
    assert organization_id_of("pine") is None and organization_id_of("pine-co") is None


def test_the_second_of_a_name_gets_an_address_of_its_own() -> None:
    assert [create(), create(prefix="PIN2")] == ["pine-co", "pine-co-pin2"]


def test_a_login_that_is_there_keeps_its_password_and_we_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    create()
    assert capsys.readouterr().err == ""
    create(prefix="PIN2", password="another one entirely")
    assert "keeps its password: --admin-password was not used" in capsys.readouterr().err
    assert Client().login(email="root@pine.example", password="correct horse")


def test_a_token_opens_its_organization_with_its_scopes() -> None:
    slug = create()
    text = token_create.run(slug=slug, scopes=["readSupport", " writeSupport", ""], name="Tests")
    organization_id, token_id = token_place(text) or (0, 0)
    assert organization_id == organization_id_of(slug)
    with entered(organization_id):
        token = usable_token(token_id, timezone.now())
        assert token is not None and token.scopes == ["readSupport", "writeSupport"]


def test_refused_tokens() -> None:
    with pytest.raises(NotFound):
        token_create.run(slug="none", scopes=["readSupport"], name="x")
    slug = create()
    for scopes in ([], ["readSupport", "everything"]):
        with pytest.raises(Invalid):
            token_create.run(slug=slug, scopes=scopes, name="x")
