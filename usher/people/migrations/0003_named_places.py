from django.db import migrations

from usher.base.tenancy.lookups import lookup


class Migration(migrations.Migration):
    dependencies = [("people", "0002_lookups"), ("organizations", "0001_initial")]
    operations = [
        # Names too: they are the user's own places, and entering each one to read its name costs five statements.
        lookup(
            "named_places_of",
            "who bigint",
            "TABLE (organization_id bigint, member_id bigint, name text, slug text, hue smallint)",
            "SELECT m.organization_id, m.id, o.name, o.slug, o.hue FROM people_member m"
            " JOIN organizations_organization o ON o.id = m.organization_id"
            " WHERE m.user_id = who AND m.is_active ORDER BY lower(o.name), o.id",
        ),
    ]
