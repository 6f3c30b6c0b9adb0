"""Sign-in, sign-out, passwords, profile, and where one lands."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.world import NOON, PASSWORD
from usher.base.tenancy import entered
from usher.people import actions
from usher.people.actors import SYSTEM
from usher.people.models import Member, User

LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def sign_in(client: Client, email: str = "ada@usher.example", password: str = PASSWORD, **more: str) -> Any:
    return client.post(LOGIN, {"login": email, "password": password, **more})


def test_signing_in_leads_to_the_inbox_with_a_new_session(world: Any, client: Client) -> None:
    client.get(LOGIN)
    client.session["a"] = 1
    client.session.save()
    before = client.session.session_key
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session.session_key != before
    assert client.get("/")["Location"] == "/pine-support/"
    assert client.get("/pine-support/")["Location"] == "/pine-support/inbox/mine"


def test_one_lands_where_one_wanted_to_go_but_never_outside(world: Any, client: Client) -> None:
    assert sign_in(client, next="/pine-support/inbox/all")["Location"] == "/pine-support/inbox/all"
    client.logout()
    assert sign_in(client, next="https://evil.example/")["Location"] == "/"


def test_wrong_and_unknown_get_the_same_words(world: Any, client: Client) -> None:
    wrong = sign_in(client, password="nope")
    unknown = sign_in(client, email="nobody@usher.example")
    sentence = "E-mail address and password do not fit together"
    assert sentence in wrong.content.decode()
    assert sentence in unknown.content.decode()
    assert "_auth_user_id" not in client.session


def test_too_many_tries_are_stopped(world: Any, client: Client) -> None:
    answers = [sign_in(client, password="nope").content.decode() for _ in range(12)]
    assert "Too many failed tries" in answers[-1] or "Too many tries" in answers[-1]
    assert "_auth_user_id" not in client.session


def test_whoever_asks_too_often_reads_our_page(world: Any, client: Client) -> None:
    answers = [client.post("/accounts/password/reset/", {"email": "ada@usher.example"}) for _ in range(25)]
    assert answers[-1].status_code == 429
    assert "Too many tries" in answers[-1].content.decode()


def test_signing_out_needs_a_post(world: Any, client: Client) -> None:
    sign_in(client)
    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_set_by_a_mailed_link_once(world: Any, client: Client) -> None:
    answer = client.post("/accounts/password/reset/", {"email": "ada@usher.example"}, HTTP_HOST="evil.example")
    assert answer["Location"] == "/accounts/password/reset/done/"
    assert "Look into your mail" in client.get(answer["Location"]).content.decode()
    (letter,) = mail.outbox
    assert letter.subject == "Set a new password for Usher"
    found = re.search(r"(http\S+)", str(letter.body))
    assert found
    link = found[1]
    assert link.startswith("http://127.0.0.1:8000/accounts/password/reset/key/"), "never the Host header's"
    path = link.removeprefix("http://127.0.0.1:8000")
    place = client.get(path)["Location"]
    assert "Set a new password" in client.get(place).content.decode()
    short = client.post(place, {"password1": "short", "password2": "short"})
    assert 'class="err"' in short.content.decode()
    done = client.post(place, {"password1": "a quite new secret", "password2": "a quite new secret"})
    assert done["Location"] == "/accounts/password/reset/key/done/"
    assert sign_in(Client(), password="a quite new secret").status_code == 302
    assert "no longer works" in Client().get(path).content.decode()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(world: Any, client: Client) -> None:
    answer = client.post("/accounts/password/reset/", {"email": "nobody@usher.example"})
    assert answer["Location"] == "/accounts/password/reset/done/"
    assert mail.outbox == []


def test_changing_the_password_asks_for_the_old_one(world: Any, client: Client) -> None:
    sign_in(client)
    new = {"password1": "a quite new secret", "password2": "a quite new secret"}
    refused = client.post("/accounts/password/change/", {"oldpassword": "nope", **new})
    assert "This is not your present password" in refused.content.decode()
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new})
    assert User.objects.get(email="ada@usher.example").check_password("a quite new secret")


def test_the_profile_is_kept_and_known_to_the_browser(world: Any, client: Client) -> None:
    sign_in(client)
    assert 'value="Ada"' in client.get("/accounts/profile/").content.decode()
    client.post("/accounts/profile/", {"name": "Ada Lovelace", "theme": "dark", "language": "de", "hotkeys": ""})
    user = User.objects.get(email="ada@usher.example")
    assert (user.name, user.theme, user.language, user.hotkeys) == ("Ada Lovelace", "dark", "de", False)
    assert Member.objects.get(user=user).name == "Ada Lovelace"
    page = client.get("/pine-support/inbox/open").content.decode()
    assert 'data-theme="dark"' in page
    assert 'data-hotkeys="off"' in page
    elsewhere = Client()
    assert sign_in(elsewhere).cookies["theme"].value == "dark"


@pytest.mark.parametrize("wrong", [{"name": " "}, {"theme": "pink"}, {"language": "xx"}])
def test_a_wrong_profile_changes_nothing(world: Any, client: Client, wrong: dict[str, str]) -> None:
    sign_in(client)
    answer = client.post("/accounts/profile/", {"name": "New", "theme": "", "language": "", **wrong})
    assert answer.status_code == 422
    assert 'class="err"' in answer.content.decode()
    assert User.objects.get(email="ada@usher.example").name == "Ada"


def test_the_last_used_organization_comes_first_next_time(world: Any, client: Client) -> None:
    with entered(world.elsewhere.pk):
        actions.add_member(email="ada@usher.example", name="Ada", role="agent", by=SYSTEM, at=NOON)
    sign_in(client)
    assert client.get("/")["Location"] == "/elsewhere/"
    page = client.get("/pine-support/inbox/open").content.decode()
    assert 'href="/elsewhere/"' in page
    assert client.get("/")["Location"] == "/pine-support/"


def test_the_last_used_organization_is_remembered_beyond_signing_out(world: Any, client: Client) -> None:
    with entered(world.elsewhere.pk):
        actions.add_member(email="ada@usher.example", name="Ada", role="agent", by=SYSTEM, at=NOON)
    sign_in(client)
    assert client.get("/")["Location"] == "/elsewhere/"
    client.get("/pine-support/inbox/all")
    client.post("/accounts/logout/")
    sign_in(client)
    assert client.get("/")["Location"] == "/pine-support/"
    client.cookies["organization"] = "no-such-place"
    assert client.get("/")["Location"] == "/elsewhere/"


def test_signing_out_and_a_new_password_make_open_pages_look_again(
    world: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("usher.people.sign_in.publish", told.append)
    sign_in(client)
    told.clear()
    client.post("/accounts/logout/")
    assert told == [f"member:{world.ada.pk}"]
    sign_in(client)
    new = {"oldpassword": PASSWORD, "password1": "another correct horse", "password2": "another correct horse"}
    client.post("/accounts/password/change/", new)
    assert told == [f"member:{world.ada.pk}"] * 2


def test_whoever_belongs_to_no_organization_is_told(world: Any, client: Client) -> None:
    client.force_login(User.objects.create_user("lost@usher.example", PASSWORD))
    answer = client.get("/")
    assert answer.status_code == 403
    assert "You belong to no organization" in answer.content.decode()


def test_nobody_signs_up(world: Any, client: Client) -> None:
    client.post("/accounts/signup/", {"email": "new@usher.example", "password1": "a quite new secret"})
    assert not User.objects.filter(email="new@usher.example").exists()
    assert "Nobody signs up" in client.get("/accounts/signup/").content.decode()


def test_a_deactivated_login_stays_outside(world: Any, client: Client) -> None:
    User.objects.filter(email="ada@usher.example").update(is_active=False)
    sign_in(client)
    assert "_auth_user_id" not in client.session
