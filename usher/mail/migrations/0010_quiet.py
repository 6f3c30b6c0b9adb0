from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0009_ways_in")]
    operations = [
        migrations.AddField("suspension", "quiet_at", models.DateTimeField(null=True)),
        migrations.AddField("suspension", "quiet_until", models.DateTimeField(null=True)),
        migrations.AddField("suspension", "quiet_because", models.TextField(blank=True, default="")),
    ]
