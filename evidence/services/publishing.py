"""Freezing the figures of a period that has ended."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from core import clock
from core.errors import Invalid, WrongState
from core.words import says_something
from evidence.indicators.figure import Figure
from evidence.indicators.parts import parts_of
from evidence.indicators.scope import Scope
from evidence.indicators.telling import indicators_for, reckoned
from evidence.models import FrozenFigure, Publication
from evidence.permissions import check_publishes
from evidence.queries.publications import fingerprint_of, publication_of
from evidence.rules.period import Period


@transaction.atomic
def publish_figures(
    *, user: User, agency: Agency, period: Period, reason: str = ""
) -> Publication:
    """Freeze every figure of the period, with all its parts. A period that was published
    before becomes its next revision, and needs a reason.

    Raises `NotAllowed`, `WrongState` before the period has ended, `Invalid` without the
    reason that a revision needs.
    """
    check_publishes(user, agency)
    # Whoever publishes at the same time waits here, and then makes a revision.
    Agency.objects.select_for_update().get(pk=agency.pk)
    today = clock.today()
    if period.last >= today:
        raise WrongState(_("The period has not ended yet."))
    earlier = publication_of(agency, period)
    if earlier is not None and not says_something(reason):
        raise Invalid(
            _(
                "Say why the figures are published anew: the earlier ones stay to be seen."
            )
        )
    scope = Scope(agency, period, today)
    figures = [
        FrozenFigure(
            indicator=one.code, version=one.version, part=part,
            **_numbers(reckoned(one, scope, part)),
        )
        for one in indicators_for(period)
        if not one.waits
        for part in parts_of(one)
    ]  # fmt: skip
    row = Publication.objects.create(
        agency=agency, kind=period.kind, first=period.first, last=period.last,
        revision=1 if earlier is None else earlier.revision + 1,
        reason="" if earlier is None else reason.strip(),
        code_version=settings.CODE_VERSION,
        fingerprint=fingerprint_of(figures),
        published_at=clock.now(), published_by=user,
    )  # fmt: skip
    for figure in figures:
        figure.publication = row
    FrozenFigure.objects.bulk_create(figures)
    return row


def _numbers(told: Figure) -> dict[str, float | None]:
    return {
        "value": told.value,
        "counted": None if told.counted is None else float(told.counted),
        "among": None if told.among is None else float(told.among),
        "low": None if told.interval is None else told.interval.low,
        "high": None if told.interval is None else told.interval.high,
        "unchecked": told.unchecked,
        "waiting": told.waiting,
        "expected": told.expected,
    }
