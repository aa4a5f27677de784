"""What the map of a place is drawn with."""

from django.conf import settings

from accounts.models import Municipality
from venues.models import Area


def place_map(town: Municipality) -> dict[str, object]:
    """The outline of the town's area, and the tiles where the operator names a source."""
    area = Area.objects.filter(municipality=town, valid_to=None).first()
    return {
        "outline": area.polygon if area is not None else None,
        "tiles": settings.MAP_TILES,
        "attribution": settings.MAP_ATTRIBUTION,
    }
