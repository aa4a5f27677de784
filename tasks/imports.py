"""Files that people have uploaded or confirmed: registers, and earlier certificates."""

from tasks.celery import app
from training.services.importing import handle_certificate_imports
from venues.services.pending_imports import handle_pending_imports


@app.task(name="tasks.imports.handle_imports")
def handle_imports() -> None:
    """Take every import that waits one step on."""
    handle_pending_imports()
    handle_certificate_imports()
