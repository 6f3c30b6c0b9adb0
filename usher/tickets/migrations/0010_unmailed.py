from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0009_holds")]
    operations = [migrations.AddField("message", "unmailed", models.TextField(blank=True, default=""))]
