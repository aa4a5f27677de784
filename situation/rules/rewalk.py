"""What became of the points of an earlier walk, one by one, when they were walked again?"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from situation.models import Feels


class Became(TextChoices):
    """How a point stands beside how it was."""

    SAFE = "safe", _("unsafe before, safe now")
    STILL_UNSAFE = "still_unsafe", _("still unsafe")
    STILL_SAFE = "still_safe", _("still safe")
    UNSAFE = "unsafe", _("safe before, unsafe now")
    NOT_SEEN = "not_seen", _("not looked at again")


@dataclass(frozen=True, slots=True)
class Felt:
    """How a point felt; `again_of` the point of the earlier walk that it looks at anew."""

    key: UUID
    feels: str
    again_of: UUID | None = None


_BECAME = {
    (Feels.UNSAFE, Feels.SAFE): Became.SAFE,
    (Feels.UNSAFE, Feels.UNSAFE): Became.STILL_UNSAFE,
    (Feels.SAFE, Feels.SAFE): Became.STILL_SAFE,
    (Feels.SAFE, Feels.UNSAFE): Became.UNSAFE,
}


def compared(before: Iterable[Felt], after: Iterable[Felt]) -> dict[UUID, Became]:
    """Each point of the earlier walk that felt safe or unsafe, by its key. Of several that
    look at one point the last in their order counts; unsafe wins nothing by coming first.
    """
    last = {one.again_of: one.feels for one in after if one.again_of and one.feels}
    return {
        one.key: _BECAME[Feels(one.feels), Feels(last[one.key])]
        if one.key in last
        else Became.NOT_SEEN
        for one in before
        if one.feels
    }
