from django.db import migrations, models

from usher.base.tenancy.lookups import lookup


class Migration(migrations.Migration):
    dependencies = [("mail", "0008_who_gave_it")]
    operations = [
        migrations.AddField(
            model_name="incomingmail",
            name="arrived_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="mailbox",
            index=models.Index(
                condition=models.Q(("webhook_key", ""), _negated=True), fields=["webhook_key"], name="mailbox_webhook"
            ),
        ),
        # Those whose provider wants a person first are left alone.
        lookup(
            "mailboxes_to_fetch",
            "",
            "TABLE (organization_id bigint, mailbox_id bigint)",
            "SELECT organization_id, id FROM mail_mailbox WHERE is_active AND imap_host <> '' AND (sign_in = 'password'"
            " OR (oauth_refused_at IS NULL AND oauth_refresh_token <> '')) ORDER BY id",
        ),
        lookup(
            "mailbox_by_webhook",
            "wanted text",
            "TABLE (organization_id bigint, mailbox_id bigint)",
            "SELECT organization_id, id FROM mail_mailbox WHERE webhook_key = wanted AND webhook_key <> '' AND is_active",
        ),
    ]
