"""A pack of a municipality's year, and of ten times that, beside bare ReportLab.

A thousand venues, 5,000 visits and 400 attachments on PostgreSQL; ten times of each in
another municipality. Told are seconds and peak memory of freezing and of building, each in
a process of its own. Then the document alone: the same pages from the same words by plain
paragraphs and tables, counted and printed in two passes, untagged, with ReportLab's best
settings; and the document with twenty photos beside the same without.
"""
# ruff: noqa: SLF001 — the same pages by hand need what flowables keep to themselves

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import django
import psycopg

from benchmarks.postgres import own_cluster
from benchmarks.ratio import milliseconds, ratio, told, turn_by_turn
from benchmarks.served import environment

ROUNDS, VENUES, VISITS, ATTACHMENTS, PHOTOS = 7, 1_000, 5_000, 400, 20
_PLACES = (("2380", 1, 10), ("2281", 3, 1))  # the second is a tenth of the first
_MOST_MEGABYTES, _RENDER_AIM, _PHOTO_AIM = 300, 1.5, 1.3


def main() -> None:
    if len(sys.argv) > 1:
        _build_one(sys.argv[1])
        return
    with own_cluster() as cluster, tempfile.TemporaryDirectory() as data:
        os.environ.update(environment(cluster.url, Path(data)))
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("publish_schemes", verbosity=0)
        _fill(cluster.url)
        for here, _agency, share in _PLACES[::-1]:
            print(f"{share} time(s) a year of {here}:", flush=True)
            subprocess.run([sys.executable, "-m", "benchmarks.pack", here], check=True)
        results = _document(Path(data) / "2281.json")
        whole = json.loads((Path(data) / "2281.told").read_text())
        results.append(
            {
                "name": "peak memory of a year in MB / 300", "better": "lower", "aim": 1,
                "ratio": round(whole["megabytes"] / _MOST_MEGABYTES, 3),
                "spread": [round(whole["megabytes"] / _MOST_MEGABYTES, 3)] * 2,
            }
        )  # fmt: skip
    told(results)


def _fill(url: str) -> None:
    from benchmarks.figures import _FILL, _START  # noqa: PLC0415

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_START)
        for here, agency, share in _PLACES:
            connection.execute(
                _FILL.format(
                    here=here, agency=agency, all=VENUES * share, visits=VISITS * share
                )
            )  # fmt: skip
            _attach(connection, here, ATTACHMENTS * share)
        connection.execute("VACUUM ANALYZE")


def _attach(connection: psycopg.Connection[Any], here: str, count: int) -> None:
    """Pieces of evidence with one attachment each; one in twenty a photo of 0.8 MB."""
    from core.integrity import sha256  # noqa: PLC0415

    photo, paper = _photo(), os.urandom(120_000)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            """
            INSERT INTO accounts_user (id, email, name, phone, is_active, language, created_at,
                    password)
                VALUES (md5('o')::uuid, 'o@example.test', 'O', '', true, 'sv', now(), '')
                ON CONFLICT DO NOTHING
            """
        )
        cursor.execute(
            """
            INSERT INTO evidence_item (id, municipality_id, kind, title, text, link, indicator,
                    dated_on, owner_id, is_public, state, author_id, made_at, decided_by_id,
                    decided_at, reason, reminded)
                SELECT md5(%(here)s || 'i' || n)::uuid, %(here)s, 'document', 'Underlag ' || n,
                    repeat('Vad det visar. ', 30), '', '', '2026-10-01', md5('u')::uuid, true,
                    'approved', md5('u')::uuid, now(), md5('o')::uuid, now(), '', 0
                FROM generate_series(1, %(count)s) n
            """,
            {"here": here, "count": count},
        )
        cursor.execute(
            """
            INSERT INTO evidence_placement (item_id, scheme_id, attribute, zone)
                SELECT md5(%(here)s || 'i' || n)::uuid, 'pf-28', 'W' || 1 + n %% 7,
                    (ARRAY['17-20', '20-23', '23-02', '02-05'])[1 + n %% 4]
                FROM generate_series(1, %(count)s) n
            """,
            {"here": here, "count": count},
        )
        cursor.execute(
            """
            INSERT INTO evidence_itemfile (id, item_id, name, media_type, sha256, content)
                SELECT md5(%(here)s || 'f' || n)::uuid, md5(%(here)s || 'i' || n)::uuid,
                    'bilaga', CASE WHEN n %% 20 = 0 THEN 'image/jpeg' ELSE 'application/pdf' END,
                    CASE WHEN n %% 20 = 0 THEN %(photo_sha)s ELSE %(paper_sha)s END,
                    CASE WHEN n %% 20 = 0 THEN %(photo)s::bytea ELSE %(paper)s::bytea END
                FROM generate_series(1, %(count)s) n
            """,
            {
                "here": here, "count": count, "photo": photo, "paper": paper,
                "photo_sha": sha256(photo).hex(), "paper_sha": sha256(paper).hex(),
            },
        )  # fmt: skip
        cursor.execute("SET session_replication_role = DEFAULT")


def _photo() -> bytes:
    """A JPEG of 1600 × 1067 and some 0.8 MB."""
    from PIL import Image  # noqa: PLC0415

    file = BytesIO()
    Image.effect_noise((1600, 1067), 60).convert("RGB").save(file, "JPEG", quality=88)
    return file.getvalue()


def _build_one(here: str) -> None:
    """Ask for a pack of the municipality and build it, in this process alone."""
    django.setup()
    from datetime import date  # noqa: PLC0415

    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from accounts.models import Agency, User  # noqa: PLC0415
    from core import clock  # noqa: PLC0415
    from evidence.models import Pack, PackState  # noqa: PLC0415
    from evidence.services import packing  # noqa: PLC0415

    row = Pack.objects.create(
        municipality_id=here, agency=Agency.objects.filter(municipality=here).order_by("pk")[0],
        scheme_id="pf-28", title="Ansökan", edition="assessor", language="sv",
        until=date(2026, 6, 30), asked_at=clock.now(), asked_by=User.objects.all()[0],
    )  # fmt: skip
    begins = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        pieces = len(packing._freeze(row)["pieces"])
    frozen, statements = time.perf_counter(), len(asked)
    connection.queries_log.clear()  # it holds everything that was written
    Pack.objects.update(claimed_at=None)  # froze here, let go
    packing.build_packs()
    built = time.perf_counter()
    row.refresh_from_db()
    assert row.state == PackState.READY, row.problem
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"  frozen in {frozen - begins:.1f} s and {statements} statements, built in"
        f" {built - frozen:.1f} s: {row.size / 1e6:.0f} MB,"
        f" {pieces} pieces, peak {megabytes:.0f} MB",
        flush=True,
    )
    data = Path(settings.DATA_DIR)
    (data / f"{here}.json").write_text(row.inputs)
    (data / f"{here}.told").write_text(json.dumps({"megabytes": megabytes}))


def _document(path: Path) -> list[dict[str, object]]:
    """The document beside the same by hand, and with photos beside without."""
    from evidence.documents.pack_pdf import pack_pdf  # noqa: PLC0415
    from evidence.documents.previews import previews  # noqa: PLC0415
    from evidence.rules.pack import Inputs  # noqa: PLC0415

    inputs: Inputs = json.loads(path.read_text())
    photo = _photo()
    photos = [
        one for one in inputs["pieces"] if one["files"][0]["media_type"] == "image/jpeg"
    ]
    for one in photos[PHOTOS:]:
        one["files"] = []
    print(f"{len(photos[:PHOTOS])} photos", flush=True)
    without: Inputs = json.loads(json.dumps(inputs))
    for one in without["pieces"]:
        if one["files"] and one["files"][0]["media_type"] == "image/jpeg":
            one["files"] = []
    folder = path.parent / "previews"
    folder.mkdir()

    def ours(of: Inputs) -> bytes:
        return pack_pdf(of, folder)

    def with_photos() -> bytes:
        with previews(folder) as shown:
            for one in photos[:PHOTOS]:
                shown.add(Path(one["files"][0]["path"]).name, photo)
        return ours(inputs)

    floor = _by_hand(without)
    turns: dict[str, Callable[[], float]] = {
        "ours": lambda: milliseconds(lambda: ours(without)),
        "by hand": lambda: milliseconds(floor),
        "with photos": lambda: milliseconds(with_photos),
    }
    found = turn_by_turn(turns, ROUNDS)
    return [
        ratio(
            "document / bare ReportLab",
            found["ours"],
            found["by hand"],
            _RENDER_AIM,
            "lower",
        ),
        ratio(
            "with 20 photos / without",
            found["with photos"],
            found["ours"],
            _PHOTO_AIM,
            "lower",
        ),
    ]


def _by_hand(inputs: Any) -> Callable[[], object]:
    """The pages of these inputs by ReportLab alone: every text and width ready, twice laid
    out for the number of pages, without tags and structure.
    """
    from django.utils import translation  # noqa: PLC0415
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415
    from reportlab.platypus import (  # noqa: PLC0415
        BaseDocTemplate,
        Frame,
        KeepTogether,
        PageTemplate,
        Paragraph,
        Table,
    )

    from core.pdf import sheet  # noqa: PLC0415
    from core.pdf.contents import Contents  # noqa: PLC0415
    from core.pdf.tags import TaggedFigure, TaggedParagraph, TaggedTable  # noqa: PLC0415
    from core.pdf.typeface import REGULAR, register  # noqa: PLC0415
    from evidence.documents import pack_pdf  # noqa: PLC0415

    register()
    kept: list[Callable[[], Any]] = []

    def ready(one: Any) -> Callable[[], Any]:
        if isinstance(one, TaggedTable):
            cells = [
                [(cell.text, cell.style) for cell in row] for row in one._cellvalues
            ]
            widths, repeat = one._argW, one.repeatRows

            def make_table() -> Table:
                made = Table(
                    [[Paragraph(*cell) for cell in row] for row in cells],
                    colWidths=widths, repeatRows=repeat, splitInRow=1,
                )  # fmt: skip
                made.setStyle(
                    [
                        ("VALIGN", (0, 0), (-1, -1), "TOP"),
                        ("LINEBELOW", (0, 0), (-1, -1), 0.4, sheet.LINE),
                        ("TOPPADDING", (0, 0), (-1, -1), 3),
                        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
                    ]
                )
                return made

            return make_table
        if isinstance(one, TaggedParagraph):
            markup, style = one.text, one.style
            return lambda: Paragraph(markup, style)
        if isinstance(one, KeepTogether):
            parts = [ready(part) for part in one._content]
            return lambda: KeepTogether([part() for part in parts])
        if isinstance(one, TaggedFigure):
            return lambda: one.inner
        return lambda: one

    with translation.override(inputs["language"]):
        kept += [ready(one) for one in pack_pdf._story(inputs, Path(), Contents())]
    pages: list[int] = []

    def lay_out(count: int) -> int:
        def on_page(canvas: Canvas, document: BaseDocTemplate) -> None:
            canvas.setFont(REGULAR, 8.5)
            canvas.drawRightString(A4[0] - 57, 31, f"{document.page} / {count}")

        document = BaseDocTemplate(BytesIO(), pagesize=A4)
        frame = Frame(57, 51, sheet.WIDTH, A4[1] - 108, 0, 0, 0, 0)
        document.addPageTemplates([PageTemplate(frames=[frame], onPage=on_page)])
        document.build(
            [one() for one in kept],
            canvasmaker=lambda *args, **options: Canvas(
                *args, **options | {"invariant": 1}
            ),
        )
        return int(document.page)

    def work() -> None:
        pages[:] = [lay_out(lay_out(0))]

    work()
    print(f"by hand: {pages[0]} pages", flush=True)
    return work


if __name__ == "__main__":
    main()
