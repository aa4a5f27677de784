"""Definitions, what has no value yet, the attachments, and what the pack was made from."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from reportlab.platypus import Flowable

from core.pdf.contents import Contents
from core.pdf.sheet import paragraph
from core.pdf.sheet import table as grid
from evidence.rules.pack import Inputs


def appendix(inputs: Inputs, contents: Contents) -> Iterator[Flowable]:
    """What a sceptic looks up."""
    yield from contents.chapter(_("Definitions"))
    yield grid(
        [
            (_("Indicator"), _("Counted"), _("Among"), _("Version")),
            *(
                (
                    f"{one['code']} {one['name']}\n{one['direction']}",
                    one["numerator"],
                    one["denominator"],
                    f"{one['version']} ({one['since']})",
                )
                for one in inputs["figures"]
            ),
        ],
        (0.28, 0.3, 0.28, 0.14),
    )
    yield from contents.chapter(_("Indicators without a value yet"))
    yield grid(
        [
            (_("Indicator"), _("What it waits for")),
            *((f"{one['code']} {one['name']}", one["facts"]) for one in inputs["awaited"]),
        ],
        (0.5, 0.5),
    )  # fmt: skip
    yield from contents.chapter(_("Attachments"))
    files = [(piece, file) for piece in inputs["pieces"] for file in piece["files"]]
    if files:
        yield grid(
            [
                (_("File"), _("Evidence"), "SHA-256"),
                *(
                    (
                        file["path"],
                        f"{piece['title']}\n{file['name']}",
                        file["sha256"] or _("in the manifest"),
                    )
                    for piece, file in files
                ),
            ],
            (0.22, 0.38, 0.4),
        )
    else:
        yield paragraph(_("None."))
    yield from contents.chapter(_("What this was made from"))
    yield grid(list(_made_from(inputs)), (0.34, 0.66), has_header=False)


def _made_from(inputs: Inputs) -> Iterator[tuple[str, str]]:
    scheme, area, publication = (
        inputs["scheme"], inputs["area"], inputs["publication"],
    )  # fmt: skip
    yield _("Scheme"), f"{scheme['code']}, SHA-256 {inputs['scheme_sha256']}"
    yield (
        _("Area"),
        _("none")
        if area is None
        else _("%(name)s, as drawn since %(day)s")
        % {"name": area["name"], "day": area["valid_from"]},
    )
    if publication is not None:
        yield (
            _("Published figures"),
            ", SHA-256 ".join(
                filter(
                    None,
                    (
                        _("revision %(revision)s")
                        % {"revision": publication["revision"]},
                        publication["fingerprint"],
                    ),
                )
            ),
        )
    yield _("Version of the program"), inputs["code_version"]
    yield _("Format of the inputs"), str(inputs["format"])
