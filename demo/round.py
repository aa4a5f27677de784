"""A round for the demo: next Friday, two teams, planned and sent out."""

import time
from datetime import date, timedelta

from accounts.models import Agency, User
from core import clock
from core.nights import night_bounds
from planning.models import Round, RoundState, Travel
from planning.services.asking import add_team, ask_for_plan, make_round
from planning.services.sending import send_out
from planning.services.solving import solve_rounds

_SQUARE = (63.1767, 14.6361)
_TEAMS = (("ines", "petra"), ("ivar", "pelle"))
_FRIDAY = 4
_PATIENCE_SECONDS = 60


def plan_round() -> Round:
    """Plan next Friday's round, unless it is there."""
    karin = User.objects.get(email="karin@demo.example")
    agency = Agency.objects.get(municipality="2380", code="licensing")
    night = _next_friday(clock.today())
    known = Round.objects.filter(agency=agency, night=night).first()
    if known is not None:
        return known
    row = make_round(user=karin, agency=agency, night=night, seconds=3)
    starts_at = night_bounds(night)[0] + timedelta(hours=3)
    for number, names in enumerate(_TEAMS, start=1):
        add_team(
            user=karin, round_=row.pk, name=f"Lag {number}", travel=Travel.FOOT,
            officers=[User.objects.get(email=f"{one}@demo.example") for one in names],
            starts_at=starts_at, ends_at=starts_at + timedelta(hours=7),
            latitude=_SQUARE[0], longitude=_SQUARE[1],
        )  # fmt: skip
    ask_for_plan(user=karin, round_=row.pk)
    until = time.monotonic() + _PATIENCE_SECONDS
    while row.state != RoundState.PLANNED and time.monotonic() < until:
        if not solve_rounds():  # a worker was quicker
            time.sleep(0.5)
        row.refresh_from_db()
    return send_out(user=karin, round_=row.pk)


def _next_friday(today: date) -> date:
    return today + timedelta(days=(_FRIDAY - today.weekday()) % 7)
