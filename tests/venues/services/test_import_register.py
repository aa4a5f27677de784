import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.errors import Conflict, Invalid, NotAllowed, WrongState
from demo.register import demo_register
from tests.conftest import Town
from venues.models import (
    Assignment,
    Holder,
    Licence,
    RegisterImport,
    RestaurangnummerPrefix,
    ServingHours,
    Venue,
)
from venues.rules.register_layout import NATIONAL, OPEN_DATA, Layout, recognised
from venues.rules.table_file import read_table
from venues.services.import_register import (
    apply_register,
    preview_register,
    upload_register,
)

pytestmark = pytest.mark.django_db
CHICAGO = (
    Path(__file__).parents[4] / "shared/data/chicago/inspections_until_2014-06.csv.gz"
)
Import = Callable[..., RegisterImport]


@pytest.fixture
def preview(karin: User, ostersund: Town) -> Import:
    RestaurangnummerPrefix.objects.create(
        municipality=ostersund.municipality, prefix="2380"
    )

    def run(
        content: bytes, layout: Layout | None = None, **more: Any
    ) -> RegisterImport:
        layout = layout or recognised(read_table(content).columns) or OPEN_DATA
        batch = upload_register(
            user=karin,
            municipality=ostersund.municipality,
            file_name="register.csv",
            content=content,
            layout=layout,
            is_full=more.get("is_full", False),
        )
        return preview_register(batch=batch.pk)

    return run


@pytest.fixture
def bring_in(preview: Import, karin: User) -> Import:
    def run(
        content: bytes, layout: Layout | None = None, **more: Any
    ) -> RegisterImport:
        return apply_register(user=karin, batch=preview(content, layout, **more).pk)

    return run


def national(*rows: str) -> bytes:
    return "\n".join([";".join(NATIONAL.columns.values()), *rows]).encode()


def one(
    number: str = "23800001", org: str = "556016-0680", name: str = "Påhittet"
) -> str:
    return (
        f"{number};{org};Påhittade AB;{name};Exempelgatan 1;83100;Östersund;"
        "Stadigvarande;Allmänheten;Vin;Inomhus;11:00-01:00;;150;;"
    )


def test_the_open_data_layout_becomes_venues_licences_and_hours(
    bring_in: Import,
) -> None:
    batch = bring_in(demo_register(60))

    assert batch.counts["new"] == 60
    assert batch.counts["refused"] == batch.counts["remarks"] == 0
    assert Venue.objects.count() == Licence.objects.count() == 60
    venue = Venue.objects.get(restaurangnummer="23800001")
    assert venue.latitude is not None
    assert 63 < venue.latitude < 64
    licence = venue.licences.get()
    assert licence.duration == "permanent"
    assert "strong_beer" in licence.drinks
    assert ServingHours.objects.filter(licence=licence).exists()
    assert Holder.objects.count() == 40
    assert batch.content == b""


def test_applying_the_same_file_twice_changes_nothing(
    bring_in: Import, preview: Import
) -> None:
    content = demo_register(60)
    bring_in(content)
    before = list(Venue.objects.values().order_by("pk"))

    again = preview(content)

    assert again.counts["unchanged"] == 60
    assert again.counts["new"] == again.counts["changed"] == 0
    bring_in(content)
    assert list(Venue.objects.values().order_by("pk")) == before
    assert Licence.objects.count() == 60


def test_a_changed_licence_is_a_new_version_and_the_old_one_ends(
    bring_in: Import, preview: Import
) -> None:
    bring_in(national(one()))
    changed = national(one().replace("11:00-01:00", "11:00-03:00"))

    shown = preview(changed)
    bring_in(changed)

    (line,) = shown.lines.all()
    assert [change[0] for change in line.changes] == ["hours_text"]
    first, second = Licence.objects.order_by("version")
    assert first.valid_to is not None
    assert (second.version, second.serving_until_minute) == (2, 1620)
    assert preview(changed).counts["unchanged"] == 1


def test_another_holder_begins_where_the_old_one_ends(bring_in: Import) -> None:
    bring_in(national(one()))
    bring_in(national(one(org="559900-0014").replace("Påhittade AB", "Nya Påhitt AB")))

    old, new = Assignment.objects.order_by("pk")
    assert old.valid_to is not None
    assert new.valid_to is None
    assert new.holder.organisation_number == "559900-0014"


def test_a_sole_traders_number_is_never_kept_whole(bring_in: Import) -> None:
    bring_in(national(one(org="850709-9805")))

    holder = Holder.objects.get()
    assert holder.shown_number == "850709-****"
    kept = str(Holder.objects.values().get())
    assert "9805" not in kept.replace(str(holder.personal_number_digest), "")
    assert RegisterImport.objects.get().content == b""


def test_a_venue_missing_from_a_full_extract_is_ended_never_deleted(
    bring_in: Import,
) -> None:
    bring_in(national(one(), one("23800002", name="Andra Påhittet")))
    assert bring_in(national(one())).counts["ended"] == 0

    batch = bring_in(national(one()), is_full=True)

    assert batch.counts["ended"] == 1
    assert Venue.objects.get(restaurangnummer="23800002").ended_on is not None
    bring_in(national(one(), one("23800002", name="Andra Påhittet")), is_full=True)
    assert Venue.objects.get(restaurangnummer="23800002").ended_on is None


def test_a_refused_row_does_not_end_its_venue(bring_in: Import) -> None:
    bring_in(national(one(), one("23800002", name="Andra Påhittet")))

    batch = bring_in(national(one(), one("23800002", org="556016-0681")), is_full=True)

    assert (batch.counts["refused"], batch.counts["ended"]) == (1, 0)


def keyed(*rows: tuple[str, str, str]) -> bytes:
    """Rows of source key, restaurant number and name."""
    return "\n".join(["Nyckel;Nummer;Namn", *(";".join(row) for row in rows)]).encode()


KEYED = Layout(
    "keyed", {"source_key": "Nyckel", "restaurangnummer": "Nummer", "name": "Namn"}
)


def test_a_venue_is_recognised_by_either_key(bring_in: Import) -> None:
    bring_in(keyed(("A", "", "Påhittet")), KEYED)
    bring_in(keyed(("A", "23800001", "Påhittet")), KEYED)
    assert Venue.objects.get().restaurangnummer == "23800001"

    bring_in(keyed(("A", "23800002", "Påhittet")), KEYED, is_full=True)

    venue = Venue.objects.get()
    assert (venue.restaurangnummer, venue.ended_on) == ("23800002", None)


def test_a_slip_in_the_number_ends_nothing_when_the_other_key_is_right(
    bring_in: Import,
) -> None:
    bring_in(keyed(("A", "23800001", "Påhittet")), KEYED)

    batch = bring_in(keyed(("A", "99990001", "Påhittet")), KEYED, is_full=True)

    assert (batch.counts["refused"], batch.counts["ended"]) == (1, 0)


def test_keys_of_two_venues_in_one_row_are_refused(bring_in: Import) -> None:
    bring_in(keyed(("A", "23800001", "Ett"), ("B", "23800002", "Två")), KEYED)

    batch = bring_in(keyed(("A", "23800002", "Ett")), KEYED, is_full=True)

    assert batch.counts["refused"] == 1
    assert batch.counts["ended"] == batch.counts["changed"] == 0


def test_rows_that_share_a_source_key_are_both_refused(bring_in: Import) -> None:
    batch = bring_in(keyed(("A", "23800001", "Ett"), ("A", "23800002", "Två")), KEYED)

    assert (batch.counts["refused"], batch.counts["new"]) == (2, 0)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (one(number="2380001"), "Restaurangnummer"),
        (one(number="22810001"), "Restaurangnummer"),
        (one(number=""), "Restaurangnummer"),
        (one(org="556016-0681"), "Organisationsnummer"),
        (one(org="55901"), "Organisationsnummer"),
        (one(name=""), "Serveringsställe"),
        (one().replace(";150;", ";många;"), "Högsta antal personer"),
        (one()[:-1] + "igår;", "Giltig från"),
    ],
)
def test_a_refusal_names_row_column_and_what_to_do(
    preview: Import, row: str, column: str
) -> None:
    batch = preview(national(one("23800009"), row))

    line = batch.lines.filter(outcome="refused").first()
    assert line is not None
    assert (line.row, line.column) == (3, column)
    assert len(line.sentence) > 10
    assert batch.counts == {
        "new": 1, "changed": 0, "ended": 0, "unchanged": 0, "refused": 1, "remarks": 0
    }  # fmt: skip


def test_two_rows_with_one_number_are_both_refused(preview: Import) -> None:
    batch = preview(national(one(), one(name="Samma nummer"), one("23800002")))

    assert sorted(line.row for line in batch.lines.filter(outcome="refused")) == [2, 3]  # type: ignore[type-var]


def test_an_emptied_cell_takes_away_what_it_said(bring_in: Import) -> None:
    bring_in(national(one()))
    assert Licence.objects.get().max_persons == 150

    batch = bring_in(national(one().replace(";150;", ";;")))
    assert batch.counts["changed"] == 1
    assert [one.max_persons for one in Licence.objects.order_by("version")] == [
        150,
        None,
    ]
    assert bring_in(national(one().replace(";150;", ";;"))).counts["unchanged"] == 1


def test_a_later_version_keeps_an_end_that_the_file_does_not_speak_of(
    bring_in: Import,
) -> None:
    bring_in(national(one()))
    Licence.objects.update(valid_to="2199-12-31")
    bring_in(
        national(one()).replace(b"Giltig till", b"Annat").replace(b"150", b"151"),
        Layout(
            "utan slut",
            {key: col for key, col in NATIONAL.columns.items() if key != "valid_to"},
        ),
    )
    latest = Licence.objects.order_by("version").last()
    assert latest is not None
    assert (latest.version, str(latest.valid_to)) == (2, "2199-12-31")


def test_odd_hours_are_kept_as_text_with_a_remark(bring_in: Import) -> None:
    batch = bring_in(national(one().replace("11:00-01:00", "enligt beslut")))

    assert batch.counts["remarks"] == 1
    licence = Licence.objects.get()
    assert (licence.hours_text, licence.hours.count()) == ("enligt beslut", 0)


def test_what_changed_since_the_preview_is_not_overwritten(
    preview: Import, bring_in: Import, karin: User
) -> None:
    bring_in(national(one()))
    shown = preview(national(one(name="Nytt namn")))
    Venue.objects.update(name="Ändrat vid skrivbordet")

    with pytest.raises(Conflict):
        apply_register(user=karin, batch=shown.pk)
    assert Venue.objects.get().name == "Ändrat vid skrivbordet"


def test_nothing_is_applied_unseen_or_by_somebody_without_the_role(
    preview: Import, karin: User, ines: User, sten: User, ostersund: Town
) -> None:
    shown = preview(national(one()))
    for stranger in (ines, sten):
        with pytest.raises(NotAllowed):
            apply_register(user=stranger, batch=shown.pk)
    RegisterImport.objects.update(state="uploaded")
    with pytest.raises(WrongState):
        apply_register(user=karin, batch=shown.pk)


def test_a_file_with_other_columns_is_refused_with_their_names(preview: Import) -> None:
    with pytest.raises(Invalid) as refusal:
        preview(b"Helt;Andra\n1;2\n")

    assert "Namn" in refusal.value.particulars


def test_twenty_thousand_rows_take_a_steady_number_of_statements_a_thousand(
    karin: User, ostersund: Town, preview: Import
) -> None:
    steps: list[tuple[int, int]] = []
    shown = preview(demo_register(3000))
    with CaptureQueriesContext(connection) as queries:
        apply_register(
            user=karin, batch=shown.pk, progress=lambda *at: steps.append(at)
        )

    assert steps == [(1000, 3000), (2000, 3000), (3000, 3000)]
    assert Venue.objects.count() == 3000
    assert len(queries) < 400


@pytest.mark.skipif(not CHICAGO.exists(), reason="the shared Chicago file is not here")
def test_a_real_register_that_nobody_here_wrote_comes_in_through_a_mapping(
    bring_in: Import,
) -> None:
    lines = gzip.decompress(CHICAGO.read_bytes()).decode().splitlines()
    latest = {line.split(",")[1]: line for line in lines[1:]}
    content = "\n".join([lines[0], *latest.values()]).encode()
    mapping = Layout(
        "chicago",
        {
            "source_key": "license",
            "name": "license",
            "business_kind": "facility_type",
            "latitude": "latitude",
            "longitude": "longitude",
        },
    )

    batch = bring_in(content, mapping)

    assert batch.counts["new"] + batch.counts["refused"] == len(latest)
    assert batch.counts["refused"] < 10
    assert Venue.objects.exclude(latitude=None).count() > 0.9 * len(latest)
