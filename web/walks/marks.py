"""How walks and measures stand, in marks and lines."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from core import clock
from core.choices import label
from situation.models import (
    AgeBand,
    Measure,
    MeasureState,
    ParticipantGender,
    ParticipantRole,
    SafetyWalk,
    Walk,
)
from web.parts.mark import Mark, Tone


def standing(walk: Walk) -> Mark:
    """Where a walk stands: what was walked counts before what was called off."""
    if walk.ended_at is not None:
        return Mark(_("walked to its end"), Tone.GOOD)
    if walk.began_at is not None:
        return Mark(_("begun"), Tone.CALM)
    if walk.cancelled_at is not None:
        return Mark(_("called off"), Tone.NONE)
    return Mark(_("planned"), Tone.CALM)


_TONES = {
    MeasureState.PROPOSED: Tone.CARE,
    MeasureState.EXAMINED: Tone.CALM,
    MeasureState.DECIDED: Tone.CALM,
    MeasureState.REFUSED: Tone.NONE,
    MeasureState.DONE: Tone.GOOD,
    MeasureState.VERIFIED: Tone.GOOD,
}


def measure_mark(one: Measure) -> Mark:
    """Where a measure stands; late when its day has passed."""
    state = MeasureState(one.state)
    is_late = one.due_on is not None and one.due_on < clock.today()
    if state is MeasureState.DECIDED and is_late:
        return Mark(_("to be carried out, late"), Tone.BAD)
    return Mark(state.label, _TONES[state])


def told_table(row: SafetyWalk) -> list[tuple[str, str]]:
    """Who came, along one line at a time, and how many altogether."""
    rows = list(row.participants.all())
    if not rows:
        return []
    return [
        (_("All together"), str(sum(one.count for one in rows))),
        (_("Gender"), _line(ParticipantGender, ((r.gender, r.count) for r in rows))),
        (_("Age"), _line(AgeBand, ((r.age, r.count) for r in rows))),
        (_("As what"), _line(ParticipantRole, ((r.role, r.count) for r in rows))),
    ]


def _line(choices: type[TextChoices], rows: Iterable[tuple[str, int]]) -> str:
    found: Counter[str] = Counter()
    for code, count in rows:
        found[code] += count
    return ", ".join(
        f"{label(choices, code)} {found[code]}"
        for code in choices.values
        if found[code]
    )
