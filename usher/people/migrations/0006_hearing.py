from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_keys")]
    operations = [
        migrations.AddField(model_name="member", name="hears_assigned", field=models.BooleanField(default=True)),
        migrations.AddField(model_name="member", name="hears_replies", field=models.BooleanField(default=True)),
    ]
