"""Packs that people have asked for."""

from evidence.services.packing import build_packs
from tasks.celery import app


@app.task(name="tasks.packs.build", soft_time_limit=3500, time_limit=3600)
def build() -> None:
    """Build every pack that waits."""
    build_packs()
