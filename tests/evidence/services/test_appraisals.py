import io
import json
from datetime import timedelta
from typing import Any

import pdfplumber
import pytest
import time_machine

from accounts.models import Role, User
from core import clock
from core.errors import NotAllowed
from core.identifiers import uuid7
from core.received_file import PDF
from evidence.models import Item, ItemKind, ItemState, LandedPoint, Score
from evidence.queries.appraisals import appraised, lowest_by_cell
from evidence.queries.items import board
from evidence.rules.item import Deed
from evidence.rules.scheme import Scheme
from evidence.services import appraisals
from evidence.services.appraisals import land_appraisals
from evidence.services.items import decide_item
from situation.models import WalkKind
from situation.services.photos import keep_note_photo
from situation.services.walks import plan_walk
from tests.api.field.test_photos import jpeg
from tests.conftest import Town, make_person
from tests.situation.notes import named, note, on_the_spot, send

pytestmark = pytest.mark.django_db
NIGHT = "2026-11-20T23:30:00+01:00"


def walked(ines: User, *points: dict[str, Any], ended: bool = True) -> Any:
    """A walk on the spot with its points, one every ten minutes until now."""
    walk = uuid7()
    sent = [note(ines, walk, "began", ago=200, on_the_spot=on_the_spot())]
    sent += [
        note(ines, walk, "saw", **{"ago": 10 * (len(points) - number), **said})
        for number, said in enumerate(points)
    ]
    if ended:
        sent.append(note(ines, walk, "ended"))
    assert set(send(ines, *sent)) == {"taken"}
    return walk


@time_machine.travel(NIGHT, tick=False)
def test_an_appraisal_fills_its_cells_once_somebody_else_approved_it(
    ines: User, karin: User, ostersund: Town, scheme: Scheme
) -> None:
    walked(
        ines,
        {"attribute": "P5", "score": 2, "text": "Mörkt vid stationen", "ago": 60},
        {"attribute": "W5", "score": 4, "text": "Toaletten är öppen"},
        {"attribute": "W1", "text": "Två väktare"},
        {"text": "Allmänt lugnt"},
        {"attribute": "X9", "score": 1},  # of another scheme: told, placed nowhere
    )
    assert land_appraisals() == 1
    assert land_appraisals() == 0
    item = Item.objects.get()
    assert (item.kind, item.state) == (ItemKind.WALK, ItemState.OFFERED)
    assert (item.author, item.dated_on.isoformat()) == (ines, "2026-11-20")  # type: ignore[union-attr]
    places = set(item.placements.values_list("attribute", "zone"))
    assert places == {("P5", "20-23"), ("W5", "20-23"), ("W1", "23-02")}

    def cells() -> dict[Any, int]:
        return dict(board(ostersund.municipality, scheme, clock.today()).filled.cells)

    assert cells() == {}
    assert appraised(ostersund.municipality, scheme) == []
    decide_item(user=karin, item=item.pk, deed=Deed.APPROVE)
    assert cells() == {
        ("place", "20-23"): 1, ("wellbeing", "20-23"): 1, ("wellbeing", "23-02"): 1,
    }  # fmt: skip
    lowest = lowest_by_cell(appraised(ostersund.municipality, scheme), scheme)
    assert {cell: one.score for cell, one in lowest.items()} == {
        ("place", "20-23"): 2, ("wellbeing", "20-23"): 4,
    }  # fmt: skip
    assert not Score.objects.exists()  # our own score is given by a person


def test_the_lowest_of_the_last_night_stands_in_the_cell(
    ines: User, karin: User, ostersund: Town, scheme: Scheme
) -> None:
    for night, scores in (("2026-11-06", (1, 5)), ("2026-11-13", (4, 3))):
        with time_machine.travel(f"{night}T22:30:00+01:00", tick=False):
            walked(ines, *({"attribute": "M3", "score": one} for one in scores))
    land_appraisals()
    for item in Item.objects.all():
        decide_item(user=karin, item=item.pk, deed=Deed.APPROVE)
    found = appraised(ostersund.municipality, scheme)
    assert [one.score for one in found] == [4, 3, 1, 5]
    (lowest,) = lowest_by_cell(found, scheme).values()
    assert lowest.score == 3


def test_what_comes_late_becomes_a_piece_of_its_own(
    ines: User, petra: User, ostersund: Town, scheme: Scheme
) -> None:
    walk = walked(ines, {"attribute": "W1", "text": "Ett"})
    land_appraisals()
    late = note(petra, walk, "saw", attribute="W2", text="Två, från en annan")
    send(petra, late)
    assert land_appraisals() == 0  # she may walk on
    send(petra, note(petra, walk, "ended"))
    assert land_appraisals() == 1
    assert Item.objects.count() == 2
    assert LandedPoint.objects.count() == 2


def test_it_waits_for_its_photos_and_not_for_ever(
    ines: User, ostersund: Town, scheme: Scheme
) -> None:
    content, lost = jpeg(), jpeg("blue")
    walk = walked(ines, ended=False)
    saw = note(ines, walk, "saw", attribute="P5", photos=[named(content)], text="Skylt")
    send(ines, saw, note(ines, walk, "ended"))
    assert land_appraisals() == 0
    keep_note_photo(
        user=ines, note=json.loads(saw)["id"], digest=named(content)["sha256"],
        content=content,
    )  # fmt: skip
    assert land_appraisals() == 1
    send(ines, note(ines, walk, "saw", ago=3000, photos=[named(lost)]))
    send(ines, note(ines, walk, "ended", ago=2990))  # two days old when they come
    assert land_appraisals() == 0
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
        assert land_appraisals() == 1


def test_one_that_nobody_ended_lands_when_the_night_is_over(
    ines: User, ostersund: Town, scheme: Scheme
) -> None:
    walked(ines, {"attribute": "W1", "text": "Glömde avsluta"}, ended=False)
    assert land_appraisals() == 0
    with time_machine.travel(clock.now() + timedelta(hours=13), tick=False):
        assert land_appraisals() == 1


def test_one_that_cannot_be_printed_holds_up_no_other(
    ines: User, ostersund: Town, scheme: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = appraisals.appraisal_pdf

    def broken(walk: Any, points: Any, *rest: Any) -> bytes:
        if points[0].text == "Trasig":
            raise RuntimeError("paper jam")
        return real(walk, points, *rest)

    monkeypatch.setattr(appraisals, "appraisal_pdf", broken)
    walked(ines, {"text": "Trasig"})
    walked(ines, {"text": "Hel"})
    with pytest.raises(RuntimeError):
        land_appraisals()
    assert [one.point.text for one in LandedPoint.objects.all()] == ["Hel"]


def test_the_evidence_is_of_the_night_in_which_it_was_walked(
    ines: User, ostersund: Town, scheme: Scheme, karin: User
) -> None:
    planned = plan_walk(
        user=karin, agency=ostersund.agencies["licensing"], kind=WalkKind.APPRAISAL,
        title="Framflyttad", night=clock.today() + timedelta(days=14), scheme="pf-28",
    )  # fmt: skip
    with time_machine.travel(NIGHT, tick=False):
        send(
            ines, note(ines, planned.pk, "saw", text="I kväll i stället"),
            note(ines, planned.pk, "ended"),
        )  # fmt: skip
        land_appraisals()
    assert str(Item.objects.get().dated_on) == "2026-11-20"


def test_a_walk_that_goes_on_or_saw_nothing_is_no_evidence(
    ines: User, ostersund: Town, scheme: Scheme
) -> None:
    walked(ines, {"attribute": "W1", "text": "Pågår"}, ended=False)
    walked(ines)
    walk = walked(ines, ended=False)
    saw = note(ines, walk, "saw", text="Fel")
    send(
        ines, saw, note(ines, walk, "ended"),
        note(ines, walk, "struck", note=json.loads(saw)["id"], reason="fel plats"),
    )  # fmt: skip
    assert land_appraisals() == 0


@time_machine.travel(NIGHT, tick=False)
def test_the_document_tells_every_zone_also_those_where_nobody_was(
    ines: User, ostersund: Town, scheme: Scheme
) -> None:
    User.objects.filter(pk=ines.pk).update(language="sv")
    content = jpeg()
    walk = walked(ines, ended=False)
    saw = note(
        ines, walk, "saw", attribute="P5", score=2, text="Trasig <b>lampa</b>",
        photos=[named(content)],
    )  # fmt: skip
    send(ines, saw, note(ines, walk, "ended"))
    keep_note_photo(
        user=ines, note=json.loads(saw)["id"], digest=named(content)["sha256"],
        content=content,
    )  # fmt: skip
    land_appraisals()
    file = Item.objects.get().files.get()
    assert file.media_type == PDF
    with pdfplumber.open(io.BytesIO(bytes(file.content))) as document:
        said = " ".join(
            " ".join(page.extract_text(expand_ligatures=False).split())
            for page in document.pages
        )
    assert "Trasig <b>lampa</b>" in said
    for zone in scheme.zones:
        assert zone.name_sv in said
    assert said.count("Ingenting noterades i den här tidszonen.") == 3


def test_the_leader_does_not_approve_their_own_walk(
    karin: User, ostersund: Town, scheme: Scheme
) -> None:
    make_person("Annika", ostersund, "licensing", Role.COORDINATOR)
    walked(karin, {"attribute": "W1", "text": "Lugnt"})
    land_appraisals()
    item = Item.objects.get()
    with pytest.raises(NotAllowed):
        decide_item(user=karin, item=item.pk, deed=Deed.APPROVE)
