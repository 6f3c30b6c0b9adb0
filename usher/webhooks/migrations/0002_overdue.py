from django.db import migrations

from usher.base.tenancy.lookups import lookup


class Migration(migrations.Migration):
    dependencies = [("webhooks", "0001_initial"), ("organizations", "0001_initial")]
    operations = [
        # A minute late: by then the job that should have done it has come to an end, one way or the other.
        lookup(
            "webhooks_overdue",
            "",
            "TABLE (organization_id bigint, delivery_id bigint)",
            "SELECT organization_id, id FROM webhooks_delivery"
            " WHERE state = 'waiting' AND next_attempt_at < now() - interval '1 minute' ORDER BY next_attempt_at LIMIT 1000",
        ),
    ]
