"""Register imports that wait for the worker: read what came, apply what was confirmed.

One worker at a time has an import in hand; a worker that dies lets go of it in a minute.
"""

from collections.abc import Callable
from uuid import UUID

from django.utils import translation

from core.errors import Conflict, DomainError
from core.kept import begin_alone, drop, keep
from venues.models import ImportState, RegisterImport
from venues.queries.import_progress import KEPT_SECONDS, progress_key
from venues.services.import_register import apply_register, preview_register

_IN_HAND_SECONDS = 60


def handle_pending_imports() -> int:
    """Take every import that waits one step on, oldest first; how many were taken."""
    waiting = RegisterImport.objects.filter(
        state__in=[ImportState.UPLOADED, ImportState.CONFIRMED]
    ).order_by("uploaded_at")
    rows = waiting.select_related("uploaded_by", "confirmed_by").defer("content")
    mine = [row for row in rows if begin_alone(_in_hand(row.pk), _IN_HAND_SECONDS)]
    for row in mine:
        # What is written for a person is written in their language.
        with translation.override(row.uploaded_by.language):
            _take_on(row)
    return len(mine)


def _take_on(row: RegisterImport) -> None:
    try:
        if row.state == ImportState.UPLOADED:
            preview_register(batch=row.pk, progress=_teller(row.pk))
        else:
            assert row.confirmed_by is not None
            apply_register(
                user=row.confirmed_by, batch=row.pk, progress=_teller(row.pk)
            )
    except Conflict as error:  # the venues changed meanwhile: show it once more
        _put_back(row, ImportState.UPLOADED, error)
    except DomainError as error:
        _put_back(row, ImportState.REFUSED, error)
    finally:
        drop(progress_key(row.pk))
        drop(_in_hand(row.pk))


def _put_back(row: RegisterImport, state: ImportState, error: DomainError) -> None:
    problem = " ".join(str(one) for one in (error.sentence, *error.particulars[:20]))
    RegisterImport.objects.filter(pk=row.pk, state=row.state).update(
        state=state, problem=problem, confirmed_by=None, confirmed_at=None
    )


def _in_hand(batch: UUID) -> str:
    return f"import:{batch}:in-hand"


def _teller(batch: UUID) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        keep(progress_key(batch), (done, total), KEPT_SECONDS)
        keep(_in_hand(batch), 1, _IN_HAND_SECONDS)

    return tell
