"""Taking a published figure as the number of a goal."""

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotFound
from evidence.indicators.measure import Shown
from evidence.indicators.parts import WHOLE
from evidence.indicators.registry import REGISTRY
from evidence.indicators.words import period_words
from evidence.models import FrozenFigure, PeriodKind
from evidence.permissions import agencies_with_figures
from evidence.rules.period import Period
from evidence.rules.small_cells import FEWEST, hidden, tells_of_people
from promises.models import Goal, GoalReading, Unit
from promises.services.goals import note_reading

_MOST = 6


def figures_for(user: User, goal: Goal) -> list[FrozenFigure]:
    """The newest published values of the goal's figure, of agencies whose figures the
    person sees, in the goal's unit: of each period the last revision, the latest first.
    What counts fewer than five is not among them, for a goal is told to everybody.
    """
    indicator = REGISTRY.get(goal.indicator)
    if indicator is None or (indicator.shown is Shown.PERCENT) != (
        goal.unit == Unit.SHARE
    ):
        return []
    rows = (
        FrozenFigure.objects.filter(
            indicator=goal.indicator, part=WHOLE, value__isnull=False,
            publication__agency__in=agencies_with_figures(user).filter(
                municipality=goal.promise.municipality_id
            ),
        )
        .select_related("publication__agency")
        .order_by("-publication__last", "publication__agency", "-publication__revision")
    )  # fmt: skip
    found: dict[object, FrozenFigure] = {}
    for row in rows:
        of = row.publication
        found.setdefault((of.agency_id, of.kind, of.last), row)
    return [row for row in found.values() if not _is_small(row)][:_MOST]


def note_figure(*, user: User, goal: Goal, figure: int) -> GoalReading:
    """Note what was published as how the goal stood on the period's last day; its source
    names figure, period, agency and revision. It is what was published: a revision of the
    figure is noted anew, by a person.

    Raises `NotFound` when the figure is not theirs to see or cannot tell of the goal,
    `NotAllowed` for who keeps no promises.
    """
    row = next((one for one in figures_for(user, goal) if one.pk == figure), None)
    if row is None or row.value is None:
        raise NotFound(_("There is no such figure, or it cannot tell of this goal."))
    return note_reading(
        user=user, goal=goal.pk, measured_on=row.publication.last,
        value=row.value, source=source_of(row),
    )  # fmt: skip


def source_of(row: FrozenFigure) -> str:
    """Figure, period, agency and revision, as a goal names its source."""
    of = row.publication
    return _("%(code)s, %(period)s, %(agency)s, published figures %(revision)s") % {
        "code": row.indicator,
        "period": period_words(Period(of.first, of.last, PeriodKind(of.kind))),
        "agency": of.agency.name, "revision": of.revision,
    }  # fmt: skip


def _is_small(row: FrozenFigure) -> bool:
    """Whether it counts too few to be told, or of people tells too few who did or not."""
    did, among = row.counted or 0, row.among
    if not tells_of_people(row.indicator) or among is None:
        return (did if among is None else among) < FEWEST
    return bool(hidden({"did": did, "did_not": among - did}))
