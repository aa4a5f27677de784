"""Publish checklists from the files in `inspections/checklists/`."""

import json
from datetime import date
from pathlib import Path

from django.db import transaction

from accounts.models import Municipality
from core import clock
from core.changes import next_change
from core.errors import WrongState
from core.integrity import sha256
from inspections.models import ChecklistItem, ChecklistVersion

FOLDER = Path(__file__).parent.parent / "checklists"


@transaction.atomic
def publish_checklist(*, path: Path) -> bool:
    """Publish the version in a file; False when that very file is published already.

    Raises `WrongState` when the version was published from another text: a published
    version is frozen, and a change needs a new code.
    """
    content = path.read_bytes()
    digest = sha256(content).hex()
    read = json.loads(content)
    known = ChecklistVersion.objects.filter(code=read["code"]).first()
    if known is not None:
        if known.source_sha256 != digest:
            raise WrongState(
                f"Checklist {known.code} was published with another text. A published "
                f"version is frozen: give the changed list in {path.name} a new code."
            )
        if not known.source:  # published before the text was kept beside the items
            known.source = content.decode()
            known.save(update_fields=["source"])
        return False
    publish_text(content, municipality=None)
    return True


def publish_text(
    content: bytes, *, municipality: Municipality | None
) -> ChecklistVersion:
    """Publish a checklist from its text; without a municipality it is everybody's."""
    read = json.loads(content)
    version = ChecklistVersion.objects.create(
        code=read["code"],
        name_sv=read["name_sv"],
        name_en=read["name_en"],
        valid_from=read["valid_from"],
        valid_to=read.get("valid_to"),
        published_at=clock.now(),
        source_sha256=sha256(content).hex(),
        source=content.decode(),
        municipality=municipality,
    )
    ChecklistItem.objects.bulk_create(
        [
            ChecklistItem(version=version, position=position, **item)
            for position, item in enumerate(read["items"], start=1)
        ]
    )
    next_change("checklists")
    return version


def is_as_published(version: ChecklistVersion) -> bool:
    """Whether a version's items still say what the text says that was published."""
    content = version.source.encode()
    if sha256(content).hex() != version.source_sha256:
        return False
    written = json.loads(content)["items"]
    rows = list(ChecklistItem.objects.filter(version=version).order_by("position"))
    return len(rows) == len(written) and all(
        _plain(getattr(row, name)) == value
        for row, item in zip(rows, written, strict=True)
        for name, value in item.items()
    )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
