from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0010_unmailed")]
    operations = [migrations.AddField("pendingreply", "meant_for", models.BigIntegerField(null=True))]
