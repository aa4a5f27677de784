"""Scoring attributes: by ourselves, and as the assessors did."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from core import clock
from core.errors import Invalid
from core.words import check_says_something
from evidence.models import SchemeVersion, Score, Scorer
from evidence.permissions import check_approves
from evidence.rules.scheme import Scheme


def score_attribute(
    *,
    user: User,
    municipality: Municipality,
    scheme: Scheme,
    attribute: str,
    by: Scorer,
    score: int,
    reason: str,
    scored_on: date,
) -> Score:
    """Note a score with its reason; earlier ones stay to be seen.

    Raises `NotAllowed`, `Invalid` for a score or an attribute that the scheme lacks, a day
    to come, or no reason.
    """
    check_approves(user, municipality)
    if scheme.attribute(attribute) is None or score not in scheme.scale:
        raise Invalid(_("The scheme has no such attribute, or no such score."))
    check_says_something(reason, _("Say why in a few words."))
    if scored_on > clock.today():
        raise Invalid(_("A score is of a day that has been."))
    return Score.objects.create(
        municipality=municipality,
        scheme=SchemeVersion.objects.get(pk=scheme.it.code),
        attribute=attribute, by=by, score=score, reason=reason.strip(),
        scored_on=scored_on, noted_at=clock.now(), noted_by=user,
    )  # fmt: skip
