"""Mail that is about no ticket."""

import pytest
from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from tests.mail.letters import read
from tests.servers import HOST, smtp_server
from tests.world import NOON, World, build
from usher.base.tenancy import entered
from usher.mail.models import Mailbox, OutgoingMail
from usher.mail.outgoing.backend import OutboxBackend
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.people.models import User


def reset(address: str) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives("Reset your password", "Follow https://help.example/x", to=[address])
    mail.attach_alternative("<p>Follow</p>", "text/html")
    return mail


def test_it_leaves_through_a_mailbox_of_the_addressees_organization(world: World) -> None:
    Mailbox.objects.create(address="help@pine.example", name="Pine", smtp_host="sink", created_at=NOON)
    assert OutboxBackend().send_messages([reset("Ada@usher.example")]) == 1
    mail = OutgoingMail.objects.get()
    sent = read(mail.content)
    assert (mail.purpose, sent["To"], sent["From"]) == ("account", "Ada@usher.example", "Pine <help@pine.example>")
    assert "https://help.example/x" in sent.get_body(("plain",)).get_content() and sent["Auto-Submitted"] == "auto-generated"


def test_without_a_mailbox_it_leaves_by_the_relay_of_the_installation(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with smtp_server() as server:
        monkeypatch.setattr(settings, "USHER_SMTP_URL", f"smtp://{HOST}:{server.port}")
        assert OutboxBackend().send_messages([reset("ada@usher.example")]) == 1
    assert server.mails[0].recipients == ["ada@usher.example"]


def test_without_any_way_out_the_log_says_so_and_keeps_the_secret(world: World, caplog: pytest.LogCaptureFixture) -> None:
    assert OutboxBackend().send_messages([reset("ada@usher.example"), reset("nobody@usher.example")]) == 0
    assert "could not leave" in caplog.text and "help.example/x" not in caplog.text


@pytest.mark.usefixtures("db")
def test_an_organization_that_adds_somebody_elses_login_does_not_get_their_account_mail() -> None:
    world = build()
    with entered(world.elsewhere.pk):
        people.add_member(email="ada@usher.example", name="Ada", role="agent", by=SYSTEM, at=NOON)
        Mailbox.objects.create(address="spy@elsewhere.example", smtp_host="sink", created_at=NOON)
    assert OutboxBackend().send_messages([reset("ada@usher.example")]) == 0
    with entered(world.pine.pk):
        Mailbox.objects.create(address="help@pine.example", smtp_host="sink", created_at=NOON)
    assert OutboxBackend().send_messages([reset("ada@usher.example")]) == 1
    with entered(world.pine.pk):
        assert OutgoingMail.objects.count() == 1
    with entered(world.elsewhere.pk):
        assert not OutgoingMail.objects.exists()


@pytest.mark.usefixtures("db")
def test_a_login_of_several_organizations_that_none_has_proved_gets_no_mail_through_any_of_them() -> None:
    world = build()
    for organization in (world.pine, world.elsewhere):
        with entered(organization.pk):
            Mailbox.objects.create(address=f"help@{organization.slug}.example", smtp_host="sink", created_at=NOON)
    with entered(world.elsewhere.pk):
        people.add_member(email="ada@usher.example", name="Ada", role="agent", by=SYSTEM, at=NOON)
    User.objects.filter(pk=world.ada.user_id).update(proven_in=None)
    assert OutboxBackend().send_messages([reset("ada@usher.example")]) == 0


def test_a_relay_that_is_away_is_no_error_for_whoever_asked(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(settings, "USHER_SMTP_URL", f"smtp://{HOST}:1")
    assert OutboxBackend().send_messages([reset("ada@usher.example")]) == 0
    assert "could not leave" in caplog.text and "help.example/x" not in caplog.text
