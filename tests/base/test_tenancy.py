import pytest
from django.db import IntegrityError, connection, transaction

from tests.world import NOON, World
from usher.base.tenancy import NoTenant, entered
from usher.base.tenancy.enforce import tenant_models
from usher.organizations.models import Organization
from usher.people.models import Contact, Member
from usher.tickets.models import Ticket


def test_another_tenants_rows_are_not_found(world: World) -> None:
    assert not Ticket.objects.filter(pk=world.sams_ticket.pk).exists()
    assert not Ticket._base_manager.filter(pk=world.sams_ticket.pk).exists()
    assert list(Organization.objects.values_list("slug", flat=True)) == ["pine-support"]


def test_leaving_an_inner_organization_returns_to_the_outer_one(world: World) -> None:
    with entered(world.elsewhere.pk):
        assert Member.objects.get().name == "Sam"
    assert Member.objects.count() == 5


def test_another_tenants_id_in_a_key_is_an_integrity_error(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ticket = world.ticket()
        Ticket.objects.filter(pk=ticket.pk).update(assignee_id=world.sam.pk)


def test_writing_for_another_tenant_is_refused_by_the_policy(world: World) -> None:
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        Contact(organization_id=world.elsewhere.pk, name="Smuggled", created_at=NOON).save()


def test_queries_outside_an_organization_fail_or_return_nothing(db: None) -> None:
    with pytest.raises(NoTenant):
        Ticket.objects.count()
    assert Ticket._base_manager.count() == 0


def test_every_tenant_table_has_forced_policies_and_no_bypass(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
        for model in tenant_models():
            cursor.execute(
                "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = %s", [model._meta.db_table]
            )
            assert cursor.fetchone() == (True,), model
            cursor.execute("SELECT count(*) FROM pg_policies WHERE tablename = %s", [model._meta.db_table])
            assert cursor.fetchone() == (2,), model
