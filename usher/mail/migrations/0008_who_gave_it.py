from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mail", "0007_policies"),
    ]

    operations = [
        migrations.AddField(
            model_name="incomingmail",
            name="client_ip",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="incomingmail",
            name="helo",
            field=models.TextField(blank=True, default=""),
        ),
    ]
