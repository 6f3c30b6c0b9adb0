from django.db import migrations

from usher.base.tenancy.lookups import lookup


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        lookup(
            "places_of",
            "who bigint",
            "TABLE (organization_id bigint, member_id bigint)",
            "SELECT organization_id, id FROM people_member WHERE user_id = who AND is_active",
        ),
        lookup(
            "token_place",
            "wanted text",
            "TABLE (organization_id bigint, token_id bigint)",
            "SELECT organization_id, id FROM people_accesstoken WHERE hash = wanted",
        ),
    ]
