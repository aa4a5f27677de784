import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Guests and guards come beside who was on duty. Sections that were sealed before
    have them once `manage.py rebuild_projections` has been run.
    """

    dependencies = [
        ("inspections", "0012_received_files"),
    ]

    operations = [
        migrations.RemoveConstraint("OnDuty", "staff_on_duty_are_counted_once"),
        migrations.RemoveConstraint("OnDuty", "no_more_are_trained_than_serve"),
        migrations.RenameModel("OnDuty", "HeadCount"),
        migrations.AlterField(
            "HeadCount",
            "section",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="head_counts",
                to="inspections.section",
            ),
        ),
        *(
            operation("HeadCount", name, models.PositiveIntegerField(blank=True, null=True))
            for operation, name in (
                (migrations.AlterField, "serving"),
                (migrations.AlterField, "trained"),
                (migrations.AddField, "guests"),
                (migrations.AddField, "guards"),
            )
        ),
        migrations.AddConstraint(
            "HeadCount",
            models.UniqueConstraint(
                fields=["section", "entry"], name="heads_are_counted_once"
            ),
        ),
        migrations.AddConstraint(
            "HeadCount",
            models.CheckConstraint(
                condition=models.Q(serving__isnull=True, trained__isnull=True)
                | models.Q(serving__isnull=False, trained__lte=models.F("serving")),
                name="no_more_are_trained_than_serve",
            ),
        ),
    ]
