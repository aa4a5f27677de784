"""Register imports that people have uploaded or confirmed."""

from tasks.celery import app
from venues.services.pending_imports import handle_pending_imports


@app.task(name="tasks.imports.handle_imports")
def handle_imports() -> None:
    """Take every import that waits one step on."""
    handle_pending_imports()
