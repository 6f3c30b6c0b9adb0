from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0010_quiet")]
    operations = [
        migrations.AddField(model_name="mailbox", name="welcome_domains", field=models.JSONField(default=list)),
    ]
