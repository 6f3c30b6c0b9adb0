from django.db import migrations, models
from django.db.models import Q

from usher.base.tenancy.lookups import lookup

HERE = Q(deleted_at=None)
NAMES = ("ticket_state", "ticket_assignee", "ticket_team", "ticket_snoozed")


def again(name: str, *fields: str, condition: Q = HERE) -> migrations.AddIndex:
    """The index, with the time of waking in its leaves: counting lists of work reads no row then."""
    columns = ["organization_id", *fields, "-updated_at", "-id"]
    index = models.Index(fields=columns, name=name, condition=condition, include=["snoozed_until"])
    return migrations.AddIndex("ticket", index)


class Migration(migrations.Migration):
    dependencies = [("tickets", "0002_whole")]
    operations = [
        *(migrations.RemoveIndex("ticket", name) for name in NAMES),
        again("ticket_state", "state"),
        again("ticket_assignee", "assignee", "state"),
        again("ticket_team", "team", "state"),
        again("ticket_snoozed", condition=Q(snoozed_until__isnull=False)),
        lookup(
            "tickets_to_wake",
            "",
            "SETOF bigint",
            "SELECT DISTINCT organization_id FROM tickets_ticket WHERE snoozed_until <= now()",
        ),
    ]
