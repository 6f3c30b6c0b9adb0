import pytest

from usher.base.tenancy import entered
from usher.cli import demo
from usher.organizations.queries import organization_id_of
from usher.people.models import Member, Team
from usher.tickets.models import STATUSES, Message, Ticket


def test_the_demo_is_loaded_once_and_holds_forty_tickets_of_all_kinds(db: None) -> None:
    assert demo.load() is True
    assert demo.load() is False
    organization_id = organization_id_of("northwind")
    assert organization_id
    with entered(organization_id):
        assert (Ticket.objects.count(), Member.objects.count(), Team.objects.count()) == (40, 6, 5)
        assert set(Ticket.objects.values_list("status", flat=True)) == set(STATUSES) - {"draft"}
        assert set(Ticket.objects.values_list("source", flat=True)) == {"email", "web", "portal", "api", "messenger", "qr"}
        assert Ticket.objects.get(number=1234).is_unfinished
        assert Message.objects.filter(kind="note").count() > 8


def test_the_welcome_names_address_sign_in_and_a_first_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("USHER_DATA")
    text = demo.welcome("http://127.0.0.1:8000")
    assert "http://127.0.0.1:8000" in text
    assert "maya@northwind.example" in text
    command = "    .venv/bin/usher mail deliver --organization northwind --mailbox support@northwind.example "
    assert f"\n{command}usher/cli/demo/first-mail.eml\n" in text
