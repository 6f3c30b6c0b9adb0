from django.db import migrations, models



class Migration(migrations.Migration):
    dependencies = [("tickets", "0005_found")]
    operations = [
        migrations.RemoveField("bulkchange", "action"),
        migrations.RemoveField("bulkchange", "arguments"),
        migrations.RemoveField("bulkchange", "by"),
        migrations.RemoveField("bulkitem", "event_ids"),
        migrations.AddField("bulkchange", "steps", models.JSONField(default=list)),
        migrations.AddField("bulkchange", "by_kind", models.TextField(default=""), preserve_default=False),
        migrations.AddField("bulkchange", "by_id", models.BigIntegerField(null=True)),
        migrations.AddField("bulkchange", "by_name", models.TextField(default=""), preserve_default=False),
        migrations.AddField("bulkchange", "event_id", models.BigIntegerField(null=True)),
        migrations.AlterField(
            "bulkchange",
            "state",
            models.TextField(
                choices=[
                    ("running", "Running"), ("stopped", "Stopped"), ("done", "Done"), ("undoing", "Being undone"),
                    ("undone", "Undone"),
                ],
                default="running",
            ),
        ),
        migrations.AddIndex(
            "bulkchange", models.Index(fields=["organization_id", "by_member", "-id"], name="bulk_of_member")
        ),
    ]  # fmt: skip
