"""Which measures may a case come to, under which law, and on which ground?

Data: each ladder from the mildest to the gravest, with its lagrum, dated by the civil
date of the breach. Sources: domain note 4.1 (AL 9:17–19; LTLP 7:9–13). No points: a
sanction is weighed by people. What the note marks GK is marked here, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Authority


@dataclass(frozen=True, slots=True)
class Measure:
    """A step of a ladder. `needs_why`: when it is taken though nothing milder was tried,
    the decision must say why that would be too little.
    """

    code: str
    name: Promise
    lagrum: str
    needs_why: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    code: str
    name: Promise
    lagrum: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """The measures and grounds of one law, in force from a day on."""

    code: str
    name: Promise
    since: date
    measures: Sequence[Measure]
    grounds: Sequence[Ground]
    copies_to: Sequence[Authority]

    def measure(self, code: str) -> Measure | None:
        """The measure of that code; None when the law has none."""
        return next((one for one in self.measures if one.code == code), None)

    def ground(self, code: str) -> Ground | None:
        """The ground of that code; None when the law has none."""
        return next((one for one in self.grounds if one.code == code), None)


_COPIES = tuple(Authority)
_LADDERS = (
    Ladder(
        "alcohol",
        _("Serving of alcohol"),
        date(2011, 1, 1),
        (
            Measure("erinran", _("erinran (reminder)"), "AL 9:17"),
            Measure("varning", _("varning (warning)"), "AL 9:17"),
            Measure(
                "aterkallelse",
                _("återkallelse (revocation)"),
                "AL 9:18",
                needs_why=True,
            ),
        ),
        (
            Ground(
                "breach",
                _("the rules or the licence's conditions were broken"),
                "AL 9:17",
            ),
            # GK in the domain note: the second ground of 9:17.
            Ground(
                "unfit",
                _("the requirements for the licence are no longer met"),
                "AL 9:17",
            ),
            Ground("unused", _("the licence is no longer used"), "AL 9:18"),
            Ground(
                "crime",
                _("crime with the holder's knowledge and no action against it"),
                "AL 9:18",
            ),
            Ground("grave", _("breach for which a warning is too little"), "AL 9:18"),
            Ground("repeated", _("warned, without putting it right"), "AL 9:18"),
        ),
        _COPIES,
    ),
    Ladder(
        "folkol",
        _("Folköl"),
        date(2011, 1, 1),
        (
            Measure("varning", _("varning (warning)"), "AL 9:19"),
            Measure("forbud_6", _("ban on sale, 6 months"), "AL 9:19"),
            Measure(
                "forbud_12", _("ban on sale, 12 months"), "AL 9:19", needs_why=True
            ),
        ),
        (
            Ground("breach", _("the rules for folköl were broken"), "AL 9:19"),
            Ground("repeated", _("repeatedly or gravely"), "AL 9:19"),
        ),
        _COPIES,
    ),
    Ladder(
        "tobacco",
        _("Tobacco and similar products"),
        date(2019, 7, 1),
        (
            Measure("forelaggande", _("order, with a fine if need be"), "LTLP 7:9"),
            Measure("varning", _("varning (warning)"), "LTLP 7:11"),
            Measure(
                "aterkallelse",
                _("återkallelse (revocation)"),
                "LTLP 7:10",
                needs_why=True,
            ),
        ),
        (Ground("breach", _("the tobacco act was broken"), "LTLP 7:9"),),
        (),
    ),
    Ladder(
        "e_cigarettes",
        _("E-cigarettes and refills"),
        date(2019, 7, 1),
        (
            Measure("forelaggande", _("order, with a fine if need be"), "LTLP 7:9"),
            Measure("forbud_6", _("ban on sale, at most 6 months"), "LTLP 7:13"),
        ),
        (Ground("breach", _("the tobacco act was broken"), "LTLP 7:13"),),
        (),
    ),
)


def ladders_on(breach_on: date) -> dict[str, Ladder]:
    """The ladders in force on the day of a breach, by code."""
    return {one.code: one for one in _LADDERS if one.since <= breach_on}


def is_direct(ladder: Ladder, measure: Measure, earlier: Sequence[str]) -> bool:
    """Whether a measure skips what is milder: none of the measures just below it has been
    decided before. `earlier`: codes of decisions on the same holder and venue.
    """
    at = list(ladder.measures).index(measure)
    return measure.needs_why and ladder.measures[at - 1].code not in earlier
