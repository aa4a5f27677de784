"""Packs: asked for with one button, built in the background, kept."""

import hashlib
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from core import clock
from core.claims import claim
from core.errors import Conflict, Invalid, NotFound, WrongState
from core.integrity import canonical_json
from core.kept import begin_alone, drop, keep, kept
from core.kept_whole import whole
from core.one_moment import one_moment
from core.personal_number import looks_personal
from evidence.documents.pack import write_pack
from evidence.models import Edition, ItemFile, Language, Pack, PackState, SchemeVersion
from evidence.permissions import check_packs
from evidence.queries.packs import frozen_before, packs_visible_to
from evidence.rules.edition import public
from evidence.rules.pack import Inputs
from evidence.rules.period import half_year
from evidence.rules.scheme import Scheme
from evidence.services.freezing import frozen_inputs

_LOG = logging.getLogger(__name__)
_ALONE, _ALONE_SECONDS = "packs:building", 600
_MOST_ATTEMPTS = 3
_FROZEN_BY = 50


class Cancelled(Exception):
    """Nobody asks for it any more."""


def ask_for_pack(
    *,
    user: User,
    agency: Agency,
    scheme: Scheme,
    title: str,
    until: date,
    edition: Edition,
    language: Language,
) -> Pack:
    """Ask for a pack of the agency's figures and the municipality's evidence.

    Raises `NotAllowed`; `Invalid` unless `until` ends a half-year that is over.
    """
    check_packs(user, agency)
    if looks_personal(title):
        raise Invalid(_("Name nobody in the title: it stands on every page."))
    if until >= clock.today() or half_year(until).last != until:
        raise Invalid(_("Choose a half-year that has ended."))
    asked = {
        "municipality": agency.municipality, "agency": agency, "title": title,
        "until": until, "scheme": SchemeVersion.objects.get(pk=scheme.it.code),
        "edition": edition, "language": language, "asked_by": user,
    }  # fmt: skip
    # Who presses twice asked once.
    waiting = Pack.objects.filter(state=PackState.ASKED, **asked).first()
    return waiting or Pack.objects.create(asked_at=clock.now(), **asked)


def cancel_pack(*, user: User, pack: UUID) -> None:
    """Stop building it. `WrongState` when it is built, or was stopped before."""
    row = packs_visible_to(user).filter(pk=pack).first()
    if row is None:
        raise NotFound(_("There is no such pack, or it is not yours to see."))
    check_packs(user, row.agency)
    if not _asked(row).update(state=PackState.CANCELLED, claimed_at=None):
        raise WrongState(_("It is not being built any more."))


def build_packs() -> int:
    """Build the pack that has waited longest; how many were built. One at a time: a
    worker's other half must stay free for everything else.
    """
    if not begin_alone(_ALONE, _ALONE_SECONDS):
        return 0
    try:
        # Who has failed before waits behind who has not.
        waiting = Pack.objects.filter(state=PackState.ASKED).order_by(
            "attempts", "asked_at", "pk"
        )
        row = claim(
            waiting.select_related(
                "agency", "municipality", "scheme", "asked_by"
            ).defer("inputs")
        )
        if row is None:
            return 0
        with translation.override(row.asked_by.language):
            return _build(row)
    finally:
        drop(_ALONE)


def progress_of(row: Pack) -> int | None:
    """How far it has come in per cent; None before a worker has it in hand."""
    found: int | None = kept(_key(row))
    return found


def pack_path(row: Pack) -> Path:
    """Where the archive lies."""
    return Path(settings.MEDIA_ROOT) / row.municipality_id / "packs" / f"{row.pk}.zip"


def _build(row: Pack) -> bool:
    if row.attempts >= _MOST_ATTEMPTS:
        return _fail(row)
    # Noted before it begins: a worker that is killed says nothing any more.
    _asked(row).update(attempts=row.attempts + 1)
    _clear_away(pack_path(row).parent)
    try:
        inputs = frozen_before(row.pk) or _freeze(row)
        with _written(pack_path(row)) as path:
            with path.open("wb") as file:
                fingerprint = write_pack(
                    inputs, _attachment, file,
                    lambda percent: _come(row, _FROZEN_BY + percent // 2),
                )  # fmt: skip
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = path.stat().st_size
        return _ready(row, fingerprint, digest, size)
    except Cancelled:
        return False
    except (Conflict, Invalid) as error:
        return _give_up(row, str(error.sentence))
    except Exception:  # noqa: BLE001 — whatever it was, nobody must wait for ever
        _LOG.exception("Pack %s could not be built.", row.pk)
        return _fail(row)


def _ready(row: Pack, fingerprint: str, digest: str, size: int) -> bool:
    """Say that the archive lies there; take it away when nobody asks for it any more."""
    is_wanted = _asked(row).update(
        state=PackState.READY, built_at=clock.now(), fingerprint=fingerprint,
        sha256=digest, size=size, claimed_at=None,
    )  # fmt: skip
    if not is_wanted and not Pack.objects.filter(pk=row.pk, state=PackState.READY):
        pack_path(row).unlink(missing_ok=True)
    return bool(is_wanted)


def _freeze(row: Pack) -> Inputs:
    """What the pack is made of, written down before anything is printed: a worker that
    dies leaves it to the next.
    """
    with one_moment(), translation.override(row.language):
        inputs = frozen_inputs(row, lambda percent: _show(row, percent // 2))
    if row.edition == Edition.PUBLIC:
        inputs = public(inputs)
    _come(row, _FROZEN_BY)
    _asked(row).update(inputs=canonical_json(inputs).decode())
    return inputs


def _come(row: Pack, percent: int) -> None:
    """Say how far it has come, and hold on to it. Raises `Cancelled`."""
    if not _asked(row).update(claimed_at=clock.now()):
        raise Cancelled
    _show(row, percent)


def _show(row: Pack, percent: int) -> None:
    keep(_key(row), percent, _ALONE_SECONDS)
    keep(_ALONE, 1, _ALONE_SECONDS)


def _key(row: Pack) -> str:
    return f"pack:{row.pk}:progress"


def _asked(row: Pack) -> QuerySet[Pack]:
    return Pack.objects.filter(pk=row.pk, state=PackState.ASKED)


def _fail(row: Pack) -> bool:
    return _give_up(row, _("It could not be built. Tell whoever runs Lykta."))


def _clear_away(folder: Path) -> None:
    """What a worker that was killed has left unfinished."""
    for path in folder.glob(".*"):
        if time.time() - path.stat().st_mtime > _ALONE_SECONDS:
            path.unlink(missing_ok=True)


def _give_up(row: Pack, problem: str) -> bool:
    _asked(row).update(state=PackState.FAILED, problem=problem[:500], claimed_at=None)
    return False


def _attachment(file: str) -> bytes:
    return whole(ItemFile.objects.get(pk=file))


@contextmanager
def _written(path: Path) -> Iterator[Path]:
    """A file that is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        unfinished = Path(file.name)
    try:
        yield unfinished
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
