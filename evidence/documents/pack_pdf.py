"""The pack as a document for a panel: everything on paper, gaps told as gaps.

Printed from the frozen inputs alone: the same ones give the same bytes.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer

from core.nights import local
from core.pdf.contents import Contents
from core.pdf.sheet import REMARK, SMALL, Furniture, heading, paragraph, print_sheet
from core.pdf.sheet import table as grid
from evidence.documents.pack_appendix import appendix
from evidence.documents.pack_areas import focus_areas
from evidence.documents.pack_figures import figures
from evidence.documents.pack_incidents import incidents
from evidence.documents.pack_place import place_in_figures
from evidence.documents.pack_plan import plan
from evidence.models import Edition
from evidence.rules.pack import Inputs
from evidence.rules.scheme import scheme_of


def pack_pdf(inputs: Inputs, previews: Path) -> bytes:
    """The document, tagged, in the pack's language. `previews` holds its photos as
    `core.pdf.photo.shrunk` made them, by the last part of their path in the pack.
    """
    with translation.override(inputs["language"]):
        furniture = Furniture(
            left=f"{inputs['municipality']}, {inputs['title']}",
            right=Edition(inputs["edition"]).label.capitalize(),
            page_of=lambda page, pages: (
                _("Page %(page)s of %(pages)s") % {"page": page, "pages": pages}
            ),
        )
        contents = Contents()
        return print_sheet(
            lambda: list(_story(inputs, previews, contents)),
            furniture,
            title=f"{inputs['title']} – {inputs['municipality']}",
            language=inputs["language"],
        )


def _story(inputs: Inputs, previews: Path, contents: Contents) -> Iterator[Flowable]:
    contents.begin()
    scheme = scheme_of(inputs["scheme"])
    # The headings first, for the table of contents names them all.
    body = [
        *place_in_figures(inputs, contents),
        *focus_areas(inputs, scheme, previews, contents),
        *figures(inputs, contents),
        *incidents(inputs.get("incidents"), contents),
        *plan(inputs, scheme, contents),
        *appendix(inputs, contents),
    ]
    yield from _cover(inputs, scheme.it.name)
    yield PageBreak()
    yield heading(_("Contents"))
    yield contents.table(deepest=2)  # the rest stands in the reader’s outline
    yield PageBreak()
    yield from body


def _cover(inputs: Inputs, scheme: str) -> Iterator[Flowable]:
    yield Spacer(0, 45 * mm)
    yield heading(inputs["title"], 1)
    yield paragraph(inputs["municipality"])
    yield Spacer(0, 10 * mm)
    yield grid(list(_facts(inputs, scheme)), (0.34, 0.66), has_header=False)
    yield Spacer(0, 8 * mm)
    if inputs["edition"] == Edition.PUBLIC:
        yield paragraph(
            _(
                "This is the public edition: nobody’s name is in it, nor any evidence that"
                " was not marked as public. Groups of fewer than five are left out, and"
                " what they could be reckoned from."
            ),
            REMARK,
        )
    yield paragraph(
        _(
            "The manifest beside this document names every file with its SHA-256. Run"
            " check.py on the folder, or ask the municipality’s page for checking packs."
        ),
        SMALL,
    )


def _facts(inputs: Inputs, scheme: str) -> Iterator[tuple[str, str]]:
    yield _("Judged by"), scheme
    yield _("Tells of the time to and including"), inputs["until"]
    yield _("Figures of"), inputs["agency"]
    publication = inputs["publication"]
    yield (
        _("Figures of the last half-year"),
        _("not published before this pack")
        if publication is None
        else _("published %(day)s, revision %(revision)s")
        % {
            "day": publication["published_at"][:10],
            "revision": publication["revision"],
        },
    )
    frozen = local(datetime.fromisoformat(inputs["frozen_at"]))
    yield _("Frozen"), frozen.strftime("%Y-%m-%d %H:%M")
    yield _("Edition"), str(Edition(inputs["edition"]).label).capitalize()
    yield _("Version of the program"), inputs["code_version"]
