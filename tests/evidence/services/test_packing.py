import hashlib
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pdfplumber
import pytest
import time_machine

from accounts.models import User
from core.errors import Invalid, NotAllowed, WrongState
from evidence.documents.check_pack import opened, problems_of
from evidence.models import Edition, ItemFile, Pack, PackState
from evidence.queries.packs import inputs_of, packs_visible_to
from evidence.rules.pack import Inputs
from evidence.rules.period import half_year
from evidence.services import packing
from evidence.services.packing import build_packs, cancel_pack, pack_path
from evidence.services.publishing import publish_figures
from inspections.models import Finding
from tests.evidence.packs import LATER, Compiled, compiled
from tests.inspections.story import Story

__all__ = ["compiled"]
pytestmark = pytest.mark.django_db


def built(row: Pack) -> Pack:
    """The pack after a round of the worker."""
    with time_machine.travel(LATER, tick=False):
        build_packs()
    row.refresh_from_db()
    return row


@pytest.fixture
def sealed(story: Story) -> Story:
    story.start()
    story.find("ALK-08", "Märkbart påverkad gäst serverades")
    story.write("counted", {"guests": 80, "serving": 4, "trained": 1}, "common")
    story.answer_the_rest("ALK-08").finish().send()
    story.seal()
    return story


def not_there(row: Pack) -> bool:
    """Neither the archive nor what was begun of it."""
    path = pack_path(row)
    return not path.exists() and not list(path.parent.glob(".*"))


def read(row: Pack, name: str) -> bytes:
    with ZipFile(pack_path(row)) as archive:
        return archive.read(name)


def test_a_pack_is_built_in_the_background_and_passes_its_own_check(
    compiled: Compiled, sealed: Story
) -> None:
    row = compiled.pack()
    assert (row.state, row.fingerprint) == (PackState.ASKED, "")
    built(row)
    assert row.state == PackState.READY, row.problem
    with opened(pack_path(row)) as pack:
        assert problems_of(pack) == ([], row.fingerprint)
    assert hashlib.sha256(pack_path(row).read_bytes()).hexdigest() == row.sha256
    frozen = inputs_of(row)
    assert read(row, "inputs.json") == row.inputs.encode()
    figures = {one["code"]: one for one in frozen["figures"]}
    whole = figures["KI7"]["parts"][0]["numbers"]
    assert (whole["value"], whole["counted"], whole["is_frozen"]) == (1.0, 1, False)
    assert {one["title"] for one in frozen["pieces"] if one["counts"]} == {
        "Belysning i trappan", "Intern riskanalys",
    }  # fmt: skip
    assert build_packs() == 0


def test_the_public_edition_of_the_same_town_holds_nobody_and_nothing_secret(
    compiled: Compiled, sealed: Story
) -> None:
    row = built(compiled.pack(Edition.PUBLIC))
    assert row.state == PackState.READY, row.problem
    with ZipFile(pack_path(row)) as archive:
        plain = b"".join(archive.read(name) for name in archive.namelist())
    with pdfplumber.open(BytesIO(read(row, "pack.pdf"))) as pdf:
        printed = " ".join(page.extract_text() for page in pdf.pages)
    assert "Belysning i trappan" in printed
    for gone in (
        "Kajsa",
        "Karin",
        "Pelle",
        "riskanalys",
        "insatsplan",
        "Krogen",
        "Planen",
    ):
        assert gone.encode() not in plain, gone
        assert gone not in printed, gone
    assert b"Intern riskanalys" in pack_path(built(compiled.pack())).read_bytes()


def test_a_pack_that_kills_its_worker_stands_in_nobody_s_way_and_is_given_up(
    compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison, healthy = compiled.pack(title="Gift"), compiled.pack(title="Frisk")
    Pack.objects.filter(pk=poison.pk).update(
        asked_at=healthy.asked_at - timedelta(seconds=1)
    )
    real = packing.write_pack

    def killed(of: Inputs, *rest: Any) -> str:
        if of["title"] == "Gift":
            raise KeyboardInterrupt
        return real(of, *rest)

    monkeypatch.setattr(packing, "write_pack", killed)
    with pytest.raises(KeyboardInterrupt):
        built(poison)
    Pack.objects.update(claimed_at=None)  # as after ten minutes
    assert built(healthy).state == PackState.READY
    for _time in range(2):
        with pytest.raises(KeyboardInterrupt):
            built(poison)
        Pack.objects.update(claimed_at=None)
    assert built(poison).state == PackState.FAILED
    assert "Säg till" in poison.problem


def test_who_presses_twice_asked_once(compiled: Compiled) -> None:
    assert compiled.pack() == compiled.pack()
    assert compiled.pack() != compiled.pack(title="En annan")


def test_a_title_names_nobody(compiled: Compiled) -> None:
    with pytest.raises(Invalid):
        compiled.pack(title="Om 19800101-1234")


def test_published_figures_are_told_as_published_and_marked_so(
    compiled: Compiled, sealed: Story
) -> None:
    with time_machine.travel(LATER, tick=False):
        publication = publish_figures(
            user=compiled.karin, agency=compiled.town.agencies["licensing"],
            period=half_year(date(2026, 12, 31)),
        )  # fmt: skip
    Finding.objects.all().delete()
    frozen = inputs_of(built(compiled.pack()))
    assert frozen["publication"] is not None
    assert frozen["publication"]["fingerprint"] == publication.fingerprint
    whole = {one["code"]: one["parts"][0]["numbers"] for one in frozen["figures"]}
    assert (whole["KI7"]["value"], whole["KI7"]["is_frozen"]) == (1.0, True)
    assert not whole["KI14"]["is_frozen"]  # of twelve months: not in that publication


def test_what_is_frozen_stays_when_the_worker_dies_and_facts_change(
    compiled: Compiled, sealed: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = compiled.pack()

    def die(*_arguments: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(packing, "write_pack", die)
        with pytest.raises(KeyboardInterrupt):
            built(row)
    row.refresh_from_db()
    assert row.state == PackState.ASKED
    frozen = row.inputs
    assert frozen
    assert not_there(row)
    Finding.objects.all().delete()
    Pack.objects.update(claimed_at=None)  # as after ten minutes
    assert built(row).state == PackState.READY
    assert row.inputs == frozen


def test_who_cancels_while_it_is_built_gets_no_pack(
    compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, real = compiled.pack(), packing.write_pack

    def meanwhile(*arguments: Any) -> str:
        cancel_pack(user=compiled.karin, pack=row.pk)
        return real(*arguments)

    monkeypatch.setattr(packing, "write_pack", meanwhile)
    with time_machine.travel(LATER, tick=False):
        assert build_packs() == 0
    row.refresh_from_db()
    assert row.state == PackState.CANCELLED
    assert not_there(row)


def test_who_cancels_is_heard_before_the_next_file(
    compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, real, read_so_far = compiled.pack(), packing._attachment, []

    def first(file: str) -> bytes:
        read_so_far.append(file)
        if len(read_so_far) == 1:
            cancel_pack(user=compiled.karin, pack=row.pk)
        return real(file)

    monkeypatch.setattr(packing, "_attachment", first)
    assert built(row).state == PackState.CANCELLED
    assert len(read_so_far) == 1


def test_who_cancels_when_it_is_all_but_done_leaves_no_pack_behind(
    compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, real = compiled.pack(), packing.write_pack

    def at_last(*arguments: Any) -> str:
        fingerprint = real(*arguments)
        cancel_pack(user=compiled.karin, pack=row.pk)
        return fingerprint

    monkeypatch.setattr(packing, "write_pack", at_last)
    assert built(row).state == PackState.CANCELLED
    assert not_there(row)


def test_a_pack_that_was_cancelled_cannot_be_cancelled_again(
    compiled: Compiled,
) -> None:
    row = compiled.pack()
    cancel_pack(user=compiled.karin, pack=row.pk)
    with pytest.raises(WrongState):
        cancel_pack(user=compiled.karin, pack=row.pk)


def test_an_attachment_that_was_spoilt_stops_the_pack_and_says_so(
    compiled: Compiled,
) -> None:
    ItemFile.objects.filter(media_type="application/pdf").update(content=b"annat")
    row = compiled.pack()
    with time_machine.travel(LATER, tick=False):
        assert build_packs() == 0
    row.refresh_from_db()
    assert row.state == PackState.FAILED
    assert "säkerhetskopi" in row.problem
    assert not_there(row)


def test_a_file_that_cannot_be_made_fit_for_the_public_is_named(
    compiled: Compiled,
) -> None:
    broken = b"%PDF-1.7 nothing"
    ItemFile.objects.filter(media_type="application/pdf").update(
        content=broken, sha256=hashlib.sha256(broken).hexdigest()
    )
    row = built(compiled.pack(Edition.PUBLIC))
    assert row.state == PackState.FAILED
    assert "files/001-" in row.problem
    assert built(compiled.pack()).state == PackState.READY


def test_only_who_lets_both_figures_and_evidence_out_asks(
    compiled: Compiled, ines: User, petra: User
) -> None:
    for user in (ines, petra, compiled.approver):
        compiled.karin = user
        with pytest.raises(NotAllowed):
            compiled.pack()
    assert not Pack.objects.exists()


@pytest.mark.parametrize("until", [date(2026, 12, 30), date(2027, 6, 30)])
def test_a_pack_ends_with_a_half_year_that_is_over(
    compiled: Compiled, until: date
) -> None:
    with pytest.raises(Invalid):
        compiled.pack(until=until)


def test_others_see_only_packs_whose_figures_and_evidence_are_theirs(
    compiled: Compiled, ines: User, petra: User
) -> None:
    row = compiled.pack()
    assert set(packs_visible_to(compiled.karin)) == {row}
    assert set(packs_visible_to(ines)) == {row}
    assert not packs_visible_to(compiled.approver)
