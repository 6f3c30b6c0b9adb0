from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0006_bulk")]
    operations = [
        migrations.AddIndex(
            "message",
            models.Index(
                fields=["organization_id", "ticket", "id"], name="message_brought",
                condition=models.Q(came_from__isnull=False),
            ),
        ),
    ]  # fmt: skip
