"""A route as lines that a person writes, or that the map writes: a name, and perhaps
“@ latitude, longitude”.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from situation.services.safety_walks import Stop
from web.fields import LinesField

_PLACE = re.compile(r"^(.*?)\s*@\s*(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)$")
_LONGEST = 100
_NORTH, _EAST = 90, 180


class RouteField(LinesField):
    """The stops of a route, one a line."""

    def clean(self, value: Any) -> list[Stop]:
        return [_stop(line) for line in super().clean(value)]


def _stop(line: str) -> Stop:
    found = _PLACE.match(line)
    name = found[1] if found else line
    if not name or len(name) > _LONGEST:
        raise ValidationError(
            _("Give every stop a name of at most %(count)s signs: “%(line)s”.")
            % {"count": _LONGEST, "line": line[:60]}
        )
    if not found:
        return Stop(name)
    latitude, longitude = float(found[2]), float(found[3])
    if abs(latitude) > _NORTH or abs(longitude) > _EAST:
        raise ValidationError(_("There is no such place: “%(line)s”.") % {"line": line})
    return Stop(name, latitude, longitude)


def lines_of(route: Iterable[Mapping[str, Any]]) -> str:
    """A route that was kept, as the lines of which it was made."""
    return "\n".join(
        one["name"]
        if one["latitude"] is None
        else f"{one['name']} @ {one['latitude']}, {one['longitude']}"
        for one in route
    )
