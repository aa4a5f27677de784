"""The Celery app, wired by the settings and by the table of schedules alone."""

import os

from celery import Celery
from django.conf import settings

from tasks.schedule import beat_schedule, modules

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("lykta", include=modules())
app.conf.update(settings.CELERY, beat_schedule=beat_schedule())
