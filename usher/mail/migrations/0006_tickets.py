from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0005_purposes")]
    operations = [
        migrations.AddIndex("incomingmail", models.Index(fields=["organization_id", "ticket_id"], name="incoming_ticket")),
    ]
