"""The door that the clock uses: a Celery app, one table of schedules, short functions."""

from tasks.celery import app

__all__ = ["app"]
