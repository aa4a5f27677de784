"""The action plan: what is still owed, by whom and by when."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from reportlab.platypus import Flowable

from core.pdf.contents import Contents
from core.pdf.sheet import paragraph
from core.pdf.sheet import table as grid
from evidence.models import Edition
from evidence.rules.pack import Inputs
from evidence.rules.scheme import Scheme


def plan(inputs: Inputs, scheme: Scheme, contents: Contents) -> Iterator[Flowable]:
    """The steps of the round; and, for the assessors alone, the evidence that was asked for
    or is being written.
    """
    if inputs["milestones"]:
        yield from contents.chapter(_("The round"))
        yield grid(
            [
                (_("Step"), _("Owner"), _("Latest by"), _("Done")),
                *(
                    (
                        one["name"],
                        one["owner"] or "–",
                        one["due_on"] or "–",
                        one["done_on"] or "–",
                    )
                    for one in inputs["milestones"]
                ),
            ],
            (0.46, 0.22, 0.16, 0.16),
        )
    if inputs["edition"] != Edition.ASSESSOR:
        return
    yield from contents.chapter(_("Action plan"))
    owed = [one for one in inputs["pieces"] if one["state"] != "approved"]
    bare = [
        one
        for one in scheme.attributes()
        if not any(
            place["attribute"] == one.code
            for piece in inputs["pieces"]
            for place in piece["places"]
        )
    ]
    if owed:
        owed.sort(key=lambda one: (one["wanted_by"] or "9999", one["title"]))
        yield grid(
            [
                (_("What"), _("For"), _("Owner"), _("Latest by"), _("Status")),
                *(
                    (
                        one["title"],
                        ", ".join(dict.fromkeys(p["attribute"] for p in one["places"])),
                        one["owner"],
                        one["wanted_by"] or "–",
                        one["state_name"],
                    )
                    for one in owed
                ),
            ],
            (0.36, 0.12, 0.2, 0.14, 0.18),
        )
    else:
        yield paragraph(_("Nothing has been asked for that is not delivered."))
    if bare:
        yield paragraph(
            _("Nobody has been asked for evidence of: %(attributes)s.")
            % {"attributes": ", ".join(f"{one.code} {one.name}" for one in bare)}
        )
