"""A pack's evidence and the names of its files, frozen."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from core import clock
from core.nights import local
from evidence.models import (
    Item,
    ItemFile,
    ItemState,
    Pack,
)
from evidence.rules import pack as frozen
from evidence.rules.item import is_fresh
from evidence.rules.scheme import Scheme

_SHOWN = (ItemState.APPROVED, ItemState.OFFERED, ItemState.WANTED, ItemState.DRAFT,
          ItemState.RETURNED)  # fmt: skip


def frozen_pieces(row: Pack, scheme: Scheme) -> Iterator[frozen.Piece]:
    """Whatever speaks for an attribute of the scheme and was not withdrawn: approved or
    on its way. The numbers of the files are those of the pieces.
    """
    rows = (
        Item.objects.filter(
            municipality=row.municipality, state__in=_SHOWN,
            placements__scheme=row.scheme,
        )
        .distinct()
        .select_related("owner", "author", "decided_by")
        .prefetch_related("placements")
        .order_by("made_at", "pk")
    )  # fmt: skip
    files: dict[object, list[ItemFile]] = {}
    for file in ItemFile.objects.filter(item__in=rows.order_by().values("pk")).defer(
        "content"
    ):
        files.setdefault(file.item_id, []).append(file)
    for number, one in enumerate(rows, 1):
        yield _piece(one, number, files.get(one.pk, []), scheme, row)


def _piece(
    one: Item, number: int, files: list[ItemFile], scheme: Scheme, row: Pack
) -> frozen.Piece:
    is_approved = one.state == ItemState.APPROVED
    return {
        "id": str(one.pk),
        "kind": one.get_kind_display(),
        "title": one.title,
        "text": one.text,
        "link": one.link,
        "indicator": one.indicator,
        "dated_on": frozen.day_text(one.dated_on),
        "owner": one.owner.name,
        "author": one.author.name if one.author else "",
        "approved_by": one.decided_by.name if is_approved and one.decided_by else "",
        "approved_on": local(one.decided_at).date().isoformat()
        if is_approved and one.decided_at
        else "",
        "is_public": one.is_public,
        "state": one.state,
        "state_name": one.get_state_display(),
        "wanted_by": frozen.day_text(one.wanted_by),
        "counts": is_approved
        and one.dated_on is not None
        and is_fresh(one.dated_on, clock.today(), scheme.fresh_months),
        "places": [
            {"attribute": place.attribute, "zone": place.zone}
            for place in one.placements.all()
            if place.scheme_id == row.scheme_id
        ],
        # What only waits is not shown to anybody: its files stay behind.
        "files": [_file(file, number, place) for place, file in enumerate(files, 1)]
        if is_approved
        else [],
    }


def _file(row: ItemFile, number: int, place: int) -> frozen.File:
    ending = row.media_type.rpartition("/")[2]
    return {
        "id": str(row.pk),
        "path": str(PurePosixPath("files") / f"{number:03}-{place:02}.{ending}"),
        "name": row.name,
        "media_type": row.media_type,
        "sha256": row.sha256,
    }
