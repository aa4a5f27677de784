"""Telling an agency that something was handed to it, and both when its answer is late."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import staff_of
from core import clock
from core.post import Draft, compose, write_letters
from inspections.models import HandOver, ObligationState


def write_hand_over_letters(sent: HandOver) -> None:
    """Tell those who lead the agency that got it; belongs into the same transaction."""
    leads = staff_of([sent.to_id])[sent.to_id].leads.values()
    write_letters(_handed(sent, user) for user in leads)


@transaction.atomic
def remind_of_hand_overs() -> int:
    """Tell both sides of hand-overs whose day has passed; once for each and person."""
    late = HandOver.objects.filter(
        answered_at=None,
        answer_by__lt=clock.today(),
        obligation__state=ObligationState.HANDED_OVER,
    )
    rows = list(
        late.select_related(
            "to", "obligation__agency", "obligation__venue", "obligation__responsible"
        )
    )
    write_letters(_late_letters(rows))
    return len(rows)


def _late_letters(rows: list[HandOver]) -> Iterable[Draft]:
    staff = staff_of(
        {row.to_id for row in rows} | {r.obligation.agency_id for r in rows}
    )
    for row in rows:
        for user in staff[row.to_id].leads.values():
            yield _late(row, user, f"findings/handed/{row.pk}")
        mine = staff[row.obligation.agency_id]
        for user in mine.in_charge(row.obligation.responsible, also_leads=True):
            yield _late(row, user, f"findings/{row.obligation.finding}")


def _handed(sent: HandOver, user: User) -> Draft:
    with translation.override(user.language):
        return compose(
            key=f"handed:{sent.pk}:{user.pk}",
            to=user.email,
            subject=_("Handed to %(agency)s: %(venue)s")
            % {"agency": sent.to.name, "venue": sent.obligation.venue.name},
            paragraphs=[
                _(
                    "%(from)s has handed a finding to you. An answer is wanted by %(day)s."
                )
                % {
                    "from": sent.obligation.agency.name,
                    "day": sent.answer_by.isoformat(),
                }
            ],
            link=f"{settings.PUBLIC_URL}/findings/handed/{sent.pk}/",
        )


def _late(sent: HandOver, user: User, path: str) -> Draft:
    with translation.override(user.language):
        return compose(
            key=f"handed:{sent.pk}:late:{user.pk}",
            to=user.email,
            subject=_("No answer yet: %(venue)s")
            % {"venue": sent.obligation.venue.name},
            paragraphs=[
                _(
                    "%(from)s handed a finding to %(to)s. An answer was wanted by "
                    "%(day)s, and none has come."
                )
                % {
                    "from": sent.obligation.agency.name,
                    "to": sent.to.name,
                    "day": sent.answer_by.isoformat(),
                }
            ],
            link=f"{settings.PUBLIC_URL}/{path}/",
        )
