from django.db import migrations

from inspections import guards


class Migration(migrations.Migration):
    """The database refuses to change or remove lines of the log."""

    dependencies = [("inspections", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: guards.install(editor),
            lambda apps, editor: guards.remove(editor),
        ),
    ]
