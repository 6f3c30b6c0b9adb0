"""Joining by the mailed link, as browsers use it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.world import PASSWORD, World
from usher.people import actions
from usher.people.models import Invitation, Member

NIA, SECRET = "nia@fir.example", "a quite new secret"


@pytest.fixture
def link(world: World, mailoutbox: list[Any]) -> Any:
    """The path in the mail of an invitation."""

    def make(email: str = NIA, name: str = "Nia") -> str:
        at = timezone.now()
        made = actions.invite(email=email, name=name, role="agent", by=world.acting(world.root), at=at)
        actions.mail_invitation(made.pk, asked_at=at, at=at)
        found = re.search(r"https?://[^/]+(/accounts/invitations/\S+)", mailoutbox[-1].body)
        assert found
        return found[1]

    return make


def test_a_new_login_joins_and_is_signed_in(world: World, client: Client, link: Any) -> None:
    path = link()
    page = client.get(path).content.decode()
    assert "Join Pine Support" in page and "Root invites nia@fir.example as Agent" in page and 'value="Nia"' in page
    assert not Member.objects.filter(email=NIA).exists(), "looking changes nothing"
    short = client.post(path, {"name": "Nia", "password": "short"})
    assert (short.status_code, 'class="err"' in short.content.decode()) == (422, True)
    assert client.post(path, {"name": "Nia Nut", "password": SECRET})["Location"] == "/pine-support/"
    assert client.get("/pine-support/inbox/open").status_code == 200
    assert Member.objects.get(email=NIA).user.is_proven


def test_bad_used_revoked_and_old_links_get_the_same_answer(world: World, link: Any) -> None:
    used = link()
    Client().post(used, {"name": "Nia", "password": SECRET})
    old = link("old@fir.example")
    Invitation.objects.filter(email="old@fir.example").update(expires_at=timezone.now() - timedelta(seconds=1))
    gone = link("gone@fir.example")
    actions.revoke_invitation(
        Invitation.objects.get(email="gone@fir.example"), by=world.acting(world.root), at=timezone.now()
    )
    made_up = "/accounts/invitations/" + "A" * 43 + "/"
    pages = set()
    for path in (used, old, gone, made_up, made_up[:-2] + "/", made_up + "?x", "/accounts/invitations/%00/"):
        for answer in (Client().get(path), Client().post(path, {"name": "X", "password": SECRET})):
            assert answer.status_code == 404
            pages.add(re.sub(r'(nonce|content)="[^"]+"|csrf\S+', "", answer.content.decode()))
    assert len(pages) == 1
    assert "Ask whoever invited you to send it again" in pages.pop()


def test_who_has_a_login_signs_in_first(world: World, client: Client, link: Any) -> None:
    path = link("sam@usher.example")
    page = client.get(path).content.decode()
    assert "Sign in to join" in page and f"/accounts/login/?next={path.replace('/', '%2F')}" in page
    assert client.post(path, {"password": SECRET}).status_code == 422
    client.force_login(world.ada.user)
    assert "You are signed in as ada@usher.example. Sign out first" in client.get(path).content.decode()
    signed_out = client.post("/accounts/logout/", {"next": path})
    assert signed_out["Location"] == path
    answer = client.post("/accounts/login/", {"login": "sam@usher.example", "password": PASSWORD, "next": path})
    assert answer["Location"] == path
    assert client.post(path)["Location"] == "/pine-support/"
    assert client.get("/pine-support/inbox/open").status_code == 200
    assert client.get("/elsewhere/inbox/open").status_code == 200


def test_N01_the_session_is_a_new_one_after_joining(world: World, client: Client, link: Any) -> None:
    path = link()
    client.get(path)
    client.session["a"] = 1
    client.session.save()
    before = client.session.session_key
    client.post(path, {"name": "Nia", "password": SECRET})
    assert client.session.session_key != before
