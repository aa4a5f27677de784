"""Packs that people have asked for."""

from evidence.services.packing import build_packs
from tasks.celery import app


@app.task(name="tasks.packs.build")
def build() -> None:
    """Build every pack that waits."""
    build_packs()
