import pytest

from usher.base.tenancy import entered
from usher.cli import demo
from usher.organizations.queries import organization_id_of
from usher.people.models import Member, Team
from usher.tickets.fields import fields
from usher.tickets.models import STATUSES, Message, Ticket, TicketType


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


def test_help_topics_ask_as_the_usage_manual_says(db: None) -> None:
    demo.load()
    organization_id = organization_id_of("northwind")
    assert organization_id
    with entered(organization_id):
        types = {type.name: type for type in TicketType.objects.all()}
        assert types["IT support"].is_default
        required = {
            name: [asked.field.name for asked in fields().of_type(type.pk) if asked.is_required]
            for name, type in types.items()
        }
        assert required["IT support"] == ["Brand"] and required["CRM Support"] == ["Brand", "Issue"]
        assert {key for ticket in Ticket.objects.all() for key in ticket.custom_fields} <= set(fields().by_key)
        assert required["Incident"] == [], "type 3 of the API's printed example asks for nothing that it does not send"
        assert Ticket.objects.get(type=types["CRM Support"]).custom_fields == {"brand": "Northwind", "issue": "Wrong data"}


def test_the_welcome_names_address_sign_in_and_a_first_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("USHER_DATA")
    text = demo.welcome("http://127.0.0.1:8000")
    assert "http://127.0.0.1:8000" in text
    assert "maya@northwind.example" in text
    command = "    .venv/bin/usher mail deliver --organization northwind --mailbox support@northwind.example "
    assert f"\n{command}usher/cli/demo/first-mail.eml\n" in text
