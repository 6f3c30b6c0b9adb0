from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0011_welcome")]
    operations = [
        migrations.AddField("mailbox", "gone_count", models.PositiveIntegerField(default=0)),
        migrations.AddIndex(
            "incomingmail",
            models.Index(fields=["organization_id", "mailbox", "-id"], name="incoming_mailbox"),
        ),
    ]
