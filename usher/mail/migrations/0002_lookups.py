from django.db import migrations

from usher.base.tenancy.lookups import lookup


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_initial")]
    operations = [
        lookup(
            "mailboxes_by_address",
            "wanted text",
            "TABLE (organization_id bigint, mailbox_id bigint)",
            "SELECT organization_id, id FROM mail_mailbox WHERE address = wanted AND is_active",
        ),
        lookup(
            "mailboxes_to_fetch",
            "",
            "TABLE (organization_id bigint, mailbox_id bigint)",
            "SELECT organization_id, id FROM mail_mailbox WHERE is_active AND imap_host <> '' ORDER BY id",
        ),
    ]
