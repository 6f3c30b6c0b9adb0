from django.db import migrations

from usher.base.tenancy.lookups import lookup


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial")]
    operations = [
        lookup(
            "organization_by_slug", "wanted text", "bigint", "SELECT id FROM organizations_organization WHERE slug = wanted"
        ),
        lookup("organization_ids", "", "SETOF bigint", "SELECT id FROM organizations_organization ORDER BY id"),
    ]
