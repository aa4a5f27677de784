import hashlib
import io
import re
import subprocess
import tracemalloc
from datetime import UTC, datetime

import pdfplumber
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from core.pdf.sheet import Furniture, paragraph, print_sheet
from core.pdf.typeface import printable
from inspections.documents.protocol_pdf import protocol_pdf
from inspections.models import Entry
from inspections.services.photos import keep_photo, photo_path
from inspections.services.sealing import amend_section
from tests.inspections.story import Story
from venues.models import Licence, Venue


def words_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        # Signs as they are printed: a ligature that somebody wrote is one sign.
        return "\n".join(
            page.extract_text(expand_ligatures=False) for page in document.pages
        )


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture
def told(story: Story) -> Story:
    """A visit with everything a protocol can hold."""
    Licence.objects.create(
        venue=story.venue, duration="permanent", max_persons=150, hours_text="11:00-01:00",
        drinks=["wine"],
    )  # fmt: skip
    story.start()
    story.write("arrived", {}, "common")
    story.write("present", {"name": "Åsa Ångström"})
    story.write("counted", {"guests": 96}, "common")
    story.write("counted", {"guests": 181, "guards": 2}, "common")
    story.write("counted", {"serving": 7, "trained": 5}, "common")
    story.find("ALK-08", "Vittne <Bosse> sa nej & gick; <b>ej fet", follow_up="F4")
    story.answer_the_rest("ALK-08")
    story.write(
        "observed",
        {
            "observation": story.visit,
            "level": "noticeably",
            "signs": ["unsteady", "loud"],
            "staff_did": ["served"],
            "drink": "strong_beer",
            "where": "bar",
        },
    )
    photo = jpeg()
    digest = hashlib.sha256(photo).hexdigest()
    story.write(
        "photographed",
        {
            "shrunk": {"sha256": digest, "bytes": len(photo)},
            "caption": "Trängsel vid baren",
        },
    )
    summary = {"text": "Brist", "language": "sv", "mail_to": "krogen@example.test"}
    story.write("informed", summary)
    story.write(
        "photographed",
        {"shrunk": {"sha256": "ab" * 32, "bytes": 1}, "caption": "Kom aldrig"},
    )
    story.write(
        "signed",
        {
            "role": "serving_manager", "name": "Åsa Ångström", "width": 300, "height": 100,
            "strokes": [[[10, 50], [100, 20], [200, 80], [290, 50]]], "summary_sha256": digest,
        },
    )  # fmt: skip
    story.finish().send()
    keep_photo(
        carrier=story.officer,
        stream=Entry.objects.all()[0].stream_id,
        digest=digest,
        content=photo,
    )
    story.seal(waived={story.tablet.stream: "Ett foto gick förlorat"})
    return story


def jpeg(shade: int = 90, side: int = 60) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (side, side), (shade % 256, 60, 120)).save(file, "JPEG")
    return file.getvalue()


def section_of(story: Story):
    from inspections.models import Section  # noqa: PLC0415

    return Section.objects.get(visit=story.visit, code="licensing")


@pytest.mark.django_db
def test_the_protocol_tells_the_whole_visit(told: Story) -> None:
    words = squeezed(words_of(protocol_pdf(section_of(told), language="en")))

    for expected in (
        "Krogen Påhittad", "Åsa Ångström", "AL 3:8 1 st; 11:9", "Vittne <Bosse> sa nej",
        "<b>ej fet", "guests: 181, guards: 2",
        "serving staff: 7, of them with a certificate that holds: 5", "150 – exceeded",
        "noticeably affected: unsteady",
        "This photo has not arrived", "Ett foto gick förlorat", "ab" * 32,
        "Kollegan blev sjuk", section_of(told).seal, "/verify/",
        "The summary shown on site was to be mailed to krogen@example.test",
    ):  # fmt: skip
        assert squeezed(str(expected)) in words


@pytest.mark.django_db
def test_the_same_record_gives_the_same_bytes(told: Story) -> None:
    section = section_of(told)
    first = protocol_pdf(section)
    Venue.objects.update(name="Omdöpt efteråt")
    Licence.objects.update(max_persons=999)
    told.officer.name = "Nytt Namn"
    told.officer.save()

    assert protocol_pdf(section_of(told)) == first


@pytest.mark.django_db
def test_an_addition_is_printed_and_an_officials_name_withheld(told: Story) -> None:
    amend_section(
        user=told.officer,
        visit=told.visit,  # type: ignore[arg-type]
        code="licensing",
        text="Rättat: 118 gäster.",
    )

    words = words_of(protocol_pdf(section_of(told), withhold_official_names=True))

    assert "Rättat: 118 gäster." in words
    assert "Ines" not in words


@pytest.mark.django_db
def test_both_half_past_two_of_the_october_night_are_told_apart(story: Story) -> None:
    story.at = datetime(2026, 10, 25, 0, 25, tzinfo=UTC)
    story.start()
    story.at = datetime(2026, 10, 25, 0, 29, tzinfo=UTC)
    story.write("noted", {"text": "Sommartid"})
    story.at = datetime(2026, 10, 25, 1, 29, tzinfo=UTC)
    story.write("noted", {"text": "Vintertid"})
    story.answer_the_rest().finish().send()
    story.seal()

    words = words_of(protocol_pdf(section_of(story)))

    assert "02:30 (CEST, UTC+02:00)" in words
    assert "02:30 (CET, UTC+01:00)" in words
    assert words.index("Sommartid") < words.index("Vintertid")


@pytest.mark.django_db
def test_a_screen_reader_finds_headings_tables_and_figures(told: Story) -> None:
    pdf = protocol_pdf(section_of(told))
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        catalog = document.doc.catalog
        tree = document.structure_tree
    (whole,) = tree

    def tags(node: dict[str, object]) -> set[str]:
        children = node.get("children", [])
        assert isinstance(children, list)
        return {str(node["type"])}.union(*(tags(child) for child in children))

    assert {"Document", "H1", "H2", "P", "Table", "TR", "TH", "TD", "Figure"} <= tags(
        whole
    )
    assert catalog["Lang"] == b"sv"
    figures = [child for child in whole["children"] if child["type"] == "Figure"]
    assert all(figure.get("alt_text") for figure in figures)
    assert ": 96, " in str(
        [figure["alt_text"] for figure in figures]
    )  # the head counts


def grainy_photos(count: int) -> list[bytes]:
    """Pictures of 2 MP with grain, as a phone takes in the dark: about 600 kB each."""
    grain = Image.effect_noise((400, 300), 60).resize((1600, 1200)).convert("RGB")
    photos = []
    for number in range(count):
        file = io.BytesIO()
        grain.paste((number, 0, 255 - number), (0, 0, 400, 400))
        grain.save(file, "JPEG", quality=92)
        photos.append(file.getvalue())
    return photos


@pytest.mark.django_db
def test_two_hundred_photos_stay_under_three_hundred_megabytes(story: Story) -> None:
    story.start()
    contents = grainy_photos(200)
    for content in contents:
        digest = hashlib.sha256(content).hexdigest()
        story.write(
            "photographed", {"shrunk": {"sha256": digest, "bytes": len(content)}}
        )
    story.answer_the_rest().finish().send()
    stream = Entry.objects.all()[0].stream_id
    for content in contents:
        digest = hashlib.sha256(content).hexdigest()
        keep_photo(carrier=story.officer, stream=stream, digest=digest, content=content)
    del contents
    story.seal()
    tracemalloc.start()

    pdf = protocol_pdf(section_of(story))

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 300_000_000
    assert pdf.count(b"/Subtype /Image") > 150  # like ones are kept once


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(
    [
        "Vittne <Bosse> sa nej",
        "&copy",
        "<b>ej",
        "x <y z",
        "</para>",
        '<img src="/none"/>',
        "\ufb00",
    ]
)
@given(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=20))
def test_whatever_a_user_writes_prints_as_it_stands(texts: list[str]) -> None:
    pdf = print_sheet(
        lambda: [paragraph(f"«{text}»") for text in texts],
        Furniture("", "", lambda page, pages: f"{page}/{pages}"),
        title="T",
        language="sv",
    )

    found = squeezed(words_of(pdf))
    for text in texts:
        assert squeezed(printable(text)) in found


@pytest.mark.django_db
def test_poppler_calls_it_tagged(told: Story, tmp_path: object, poppler: None) -> None:
    path = tmp_path / "protocol.pdf"  # type: ignore[operator]
    path.write_bytes(protocol_pdf(section_of(told)))

    info = subprocess.run(
        ["pdfinfo", path], capture_output=True, text=True, check=True
    ).stdout
    fonts = subprocess.run(
        ["pdffonts", path], capture_output=True, text=True, check=True
    ).stdout

    assert re.search(r"Tagged:\s+yes", info)
    embedded = [line.split()[-5] for line in fonts.splitlines()[2:]]
    assert embedded
    assert set(embedded) == {"yes"}


@pytest.mark.django_db
def test_a_photo_that_was_changed_on_disk_is_named_and_not_printed(told: Story) -> None:
    path = photo_path("2380", hashlib.sha256(jpeg()).hexdigest())
    path.write_bytes(jpeg(shade=200))

    printed = protocol_pdf(section_of(told), language="en")
    assert "Thisphotoisdamaged" in squeezed(words_of(printed))
