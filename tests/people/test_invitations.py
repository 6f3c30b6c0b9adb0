"""Invitations and what they prove (field failures N04, N05)."""

import re
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user
from django.db import connection
from django.http import HttpRequest
from django.test import Client

from tests.world import NOON, PASSWORD, World
from usher.base.refusals import Invalid
from usher.base.tenancy import entered
from usher.events.models import Event
from usher.people import actions
from usher.people.actions.accepting import NoLongerGood, Way, way_in
from usher.people.actions.adding_members import HasLogin
from usher.people.actions.inviting import GOOD_FOR, NotOpen
from usher.people.actors import SYSTEM, token_actor
from usher.people.logins import home_of, invitation_place
from usher.people.models import Invitation, Member, User
from usher.people.permissions import SCOPES

NIA = "nia@fir.example"
SECRET = "a quite new secret"


def invite(world: World, email: str = NIA, **more: Any) -> Invitation:
    wanted: dict[str, Any] = {"name": "Nia", "role": "agent", "by": world.acting(world.root), "at": NOON}
    return actions.invite(email=email, **{**wanted, **more})


def accept(invitation: Invitation, signed_in: User | None = None, **more: Any) -> Member:
    return actions.accept(
        invitation, **{"signed_in": signed_in, "name": "", "password": SECRET, "at": NOON + timedelta(days=1), **more}
    )


def link_in(letter: Any) -> str:
    found = re.search(r"/accounts/invitations/(\S+)/", letter.body)
    assert found
    return found[1]


def test_the_link_stands_in_the_mail_alone(world: World, run_reactions: Callable[[], None], mailoutbox: list[Any]) -> None:
    invitation = invite(world)
    run_reactions()
    (letter,) = mailoutbox
    token = link_in(letter)
    assert (letter.to, letter.subject) == ([NIA], "Join Pine Support on Usher")
    assert "Root invites you" in letter.body
    assert invitation_place(token) == (world.pine.pk, invitation.pk)
    kept = str(list(Invitation.objects.values())) + str(list(Event.objects.values()))
    assert token not in kept
    for wrong in ("", token[:-1], token + "A", token.swapcase(), "x" * 10_000):
        assert invitation_place(wrong) is None


def test_a_job_that_runs_twice_mails_once(world: World, mailoutbox: list[Any]) -> None:
    invitation = invite(world)
    for _ in range(2):
        actions.mail_invitation(invitation.pk, asked_at=NOON, at=NOON + timedelta(seconds=3))
    assert len(mailoutbox) == 1


def test_sending_again_ends_the_link_sent_before(
    world: World, run_reactions: Callable[[], None], mailoutbox: list[Any]
) -> None:
    invitation = invite(world)
    run_reactions()
    later = NOON + timedelta(days=5)
    actions.renew(invitation, by=world.acting(world.root), at=later)
    assert invitation_place(link_in(mailoutbox[0])) is None
    actions.mail_invitation(invitation.pk, asked_at=later, at=later)
    invitation.refresh_from_db()
    assert invitation.expires_at == later + GOOD_FOR
    assert invitation_place(link_in(mailoutbox[1])) == (world.pine.pk, invitation.pk)


def test_who_is_invited_joins_once(world: World) -> None:
    invitation = invite(world)
    member = accept(invitation, name="Nia Nut")
    assert (member.name, member.role.key, member.user.email) == ("Nia Nut", "agent", NIA)
    assert member.user.check_password(SECRET) and member.user.is_proven and member.user.proven_in == world.pine.pk
    with pytest.raises(NoLongerGood):
        accept(invitation)
    assert list(Event.objects.filter(actor_id=member.pk).order_by("id").values_list("name", flat=True)) == [
        "member.added", "invitation.accepted",
    ]  # fmt: skip


def test_a_link_ends_after_seven_days_and_when_it_is_revoked(world: World) -> None:
    with pytest.raises(NoLongerGood):
        accept(invite(world), at=NOON + GOOD_FOR)
    invitation = invite(world, at=NOON + GOOD_FOR)
    actions.revoke_invitation(invitation, by=world.acting(world.root), at=NOON)
    with pytest.raises(NoLongerGood):
        accept(invitation, at=NOON + GOOD_FOR)
    for deed in (actions.renew, actions.revoke_invitation):
        with pytest.raises(NotOpen):
            deed(invitation, by=world.acting(world.root), at=NOON)  # type: ignore[operator]
    assert not User.objects.filter(email=NIA).exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"password": "short"}, "password"), ({"password": "x" * 129}, "password"), ({"password": "password"}, "password"),
     ({"name": ""}, "name")],
)  # fmt: skip
def test_a_bad_password_or_name_uses_nothing_up(world: World, wrong: dict[str, Any], field: str) -> None:
    invitation = invite(world, name="")
    with pytest.raises(Invalid) as refused:
        accept(invitation, **{"name": "Nia", **wrong})
    assert list(refused.value.errors) == [field]
    assert accept(invitation, name="Nia").name == "Nia"


def test_members_and_invited_ones_are_not_invited_again(world: World) -> None:
    actions.change_member(world.vic, by=SYSTEM, at=NOON, changes={"is_active": False})
    invite(world)
    known = {"ada@usher.example": "a member already", "vic@usher.example": "activate", NIA: "invited already"}
    for email, text in known.items():
        with pytest.raises(Invalid, match=text):
            invite(world, email)


def test_who_was_added_by_hand_meanwhile_keeps_their_role(world: World) -> None:
    invitation = invite(world)
    member = actions.add_member(email=NIA, name="Nia", role="viewer", by=world.acting(world.root), at=NOON)
    assert accept(invitation) == member and member.role.key == "viewer"


def test_N04_nobody_adds_the_login_of_another_organization(world: World) -> None:
    with pytest.raises(HasLogin, match="Invite them"):
        actions.add_member(email="sam@usher.example", name="Sam", role="agent", by=world.acting(world.root), at=NOON)


def made_by_sam(world: World, email: str = NIA) -> User:
    """A login made by Elsewhere's administrator, who knows its password."""
    with entered(world.elsewhere.pk):
        return actions.add_member(
            email=email, name="Nia", role="agent", by=world.acting(world.sam), at=NOON, password=PASSWORD
        ).user  # fmt: skip


def test_N04_a_password_that_somebody_else_chose_opens_no_other_organization(world: World, settings: Any) -> None:
    user = made_by_sam(world)
    assert not user.is_proven
    spy = Client()
    assert spy.login(email=NIA, password=PASSWORD)
    settings.USHER_SMTP_URL = "smtp://relay.example"
    invitation = invite(world)
    assert way_in(NIA, None) is Way.PASSWORD
    assert not Member.objects.filter(user=user).exists(), "being invited is no place yet"
    member = accept(invitation)
    user.refresh_from_db()
    assert member.user == user and user.is_proven
    assert user.check_password(SECRET) and not user.check_password(PASSWORD)
    request = HttpRequest()
    request.session = spy.session  # type: ignore[assignment]
    assert get_user(request).is_anonymous, "the session begun with the old password ended"


def test_N04_without_a_relay_neither_organization_gets_the_others_rooms(world: World) -> None:
    user = made_by_sam(world)
    invitation = invite(world)
    assert way_in(NIA, None) is Way.SIGN_IN
    with pytest.raises(Invalid, match="Sign in"):
        accept(invitation)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    accept(invitation, signed_in=user)
    user.refresh_from_db()
    assert user.is_proven and user.check_password(SECRET)
    assert home_of(user) is None, "no organization's mail carries its reset links"


def test_N04_a_proven_login_joins_by_its_owner_signed_in(world: World) -> None:
    invitation = invite(world, "sam@usher.example")
    assert way_in("sam@usher.example", None) is Way.SIGN_IN
    assert way_in("sam@usher.example", world.ada.user) is Way.SIGN_IN
    with pytest.raises(Invalid):
        accept(invitation, signed_in=world.ada.user)
    member = accept(invitation, signed_in=world.sam.user)
    assert member.user == world.sam.user and member.user.check_password(PASSWORD)
    assert home_of(member.user) == world.elsewhere.pk


def test_N04_what_the_operator_makes_is_proven_by_their_word(world: World) -> None:
    assert world.root.user.is_proven and world.root.user.proven_in == world.pine.pk
    user = made_by_sam(world)
    actions.add_member(email=NIA, name="Nia", role="admin", by=SYSTEM, at=NOON, password=SECRET)
    user.refresh_from_db()
    assert user.is_proven and user.check_password(SECRET) and user.proven_in == world.pine.pk


def test_a_reset_by_mail_proves(world: World, client: Client, mailoutbox: list[Any]) -> None:
    user = made_by_sam(world)
    client.post("/accounts/password/reset/", {"email": NIA})
    found = re.search(rf"{settings.USHER_URL}(\S+)", mailoutbox[0].body)
    assert found
    place = client.get(found[1])["Location"]
    client.post(place, {"password1": SECRET, "password2": SECRET})
    user.refresh_from_db()
    assert user.check_password(SECRET) and user.is_proven and user.proven_in == world.elsewhere.pk


def test_what_a_removed_member_promised_is_promised_no_longer(world: World) -> None:
    boss = actions.add_member(email="boss@usher.example", name="Boss", role="admin", by=SYSTEM, at=NOON)
    invitation = invite(world, by=world.acting(boss), role="admin")
    actions.change_member(boss, by=SYSTEM, at=NOON, changes={"is_active": False})
    actions.remove_member(boss, by=world.acting(world.root), at=NOON)
    with pytest.raises(NoLongerGood):
        accept(invitation)
    assert Event.objects.get(name="invitation.revoked").actor_name == "Root"


def test_what_a_token_promises_is_bounded_by_who_made_it(world: World) -> None:
    boss = actions.add_member(email="boss@usher.example", name="Boss", role="admin", by=SYSTEM, at=NOON)
    token, _ = actions.issue_token(name="t", scopes=list(SCOPES), by=world.acting(boss), at=NOON)
    invitation = invite(world, by=token_actor(token), role="agent")
    actions.change_member(boss, by=SYSTEM, at=NOON, changes={"role": world.vic.role})
    with pytest.raises(NoLongerGood):
        accept(invitation)


def test_two_organizations_invitations_of_one_new_address_are_accepted_at_one_moment(committed: World) -> None:
    world, told, both = committed, [], Barrier(2)
    with entered(world.pine.pk):
        ours = invite(world)
    with entered(world.elsewhere.pk):
        theirs = invite(world, by=SYSTEM)

    def join(organization_id: int, invitation: Invitation) -> None:
        try:
            both.wait(10)
            with entered(organization_id):
                accept(invitation)
            told.append("joined")
        except Invalid as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=join, args=of) for of in ((world.pine.pk, ours), (world.elsewhere.pk, theirs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(told) == ["joined", "password: Sign in with this address first."]
    assert User.objects.filter(email=NIA).count() == 1
