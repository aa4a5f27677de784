from django.db import migrations
from django.db.models.functions import Lower


def small_letters(apps, schema_editor):
    """No two differ by more than case: that is a constraint."""
    apps.get_model("accounts", "User").objects.update(email=Lower("email"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_what_a_venue_is_promised")]
    operations = [migrations.RunPython(small_letters, migrations.RunPython.noop, elidable=True)]
