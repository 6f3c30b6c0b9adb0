from django.db import migrations

from usher.base.tenancy.lookups import lookup


class Migration(migrations.Migration):
    dependencies = [("mail", "0003_accounting")]
    operations = [
        lookup(
            "mail_to_settle",
            "",
            "TABLE (organization_id bigint, mailbox_id bigint)",
            "SELECT DISTINCT organization_id, mailbox_id FROM mail_incomingmail WHERE state = 'received'"
            " AND (next_attempt_at IS NULL OR next_attempt_at <= now())",
        ),
        lookup(
            "mail_to_send",
            "",
            "TABLE (organization_id bigint, mail_id bigint)",
            "SELECT organization_id, mail_id FROM mail_recipient WHERE state = 'sending'"
            " UNION SELECT organization_id, mail_id FROM mail_recipient WHERE state = 'queued' AND next_attempt_at <= now()",
        ),
    ]
