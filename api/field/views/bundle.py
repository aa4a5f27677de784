"""What goes down to the tablet."""

from django.conf import settings
from django.core import signing
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from api.errors import PROBLEMS
from api.field.asking import officer
from api.field.bundle_shapes import BundleOut
from core import clock
from core.nights import night_or_civil_date
from evidence.queries.schemes import schemes_for_tablet
from inspections.queries.bundle import bundle_for
from inspections.services.epoch import current_epoch
from inspections.services.reads import log_bundle_read
from planning.queries.rounds import stops_for_tablet
from situation.queries.walks_on_tablet import (
    walk_categories_for_tablet,
    walks_for_tablet,
)

_CURSOR_SALT = "bundle-cursor"


class Bundle(APIView):
    @extend_schema(
        operation_id="field_bundle",
        parameters=[OpenApiParameter("cursor", str)],
        responses={200: BundleOut, **PROBLEMS},
    )
    def get(self, request: Request) -> Response:
        """All that this officer may carry; with a cursor only what changed since."""
        cursor = _read_cursor(request.query_params.get("cursor", ""), officer(request))
        bundle = bundle_for(officer(request), cursor, clock.today())
        tonight = night_or_civil_date(clock.now())
        walks = walks_for_tablet(officer(request), tonight)
        log_bundle_read(officer(request), bundle)
        sealed = signing.dumps(
            {"user": str(officer(request).pk), "at": bundle.cursor}, salt=_CURSOR_SALT
        )
        return Response(
            {
                "epoch": current_epoch(),
                "is_whole": bundle.is_whole,
                "has_more": bundle.has_more,
                "cursor": sealed,
                "venues": bundle.venues,
                "gone": bundle.gone,
                "histories": bundle.histories,
                "checklists": bundle.checklists,
                "occasions": bundle.occasions,
                "contacts": bundle.contacts,
                "stops": stops_for_tablet(officer(request), tonight),
                "walks": walks,
                "schemes": schemes_for_tablet(
                    {walk["scheme"] for walk in walks}, clock.today()
                ),
                "walk_categories": walk_categories_for_tablet(),
                "photo_long_edge": settings.FIELD_PHOTO_LONG_EDGE,
            }
        )


def _read_cursor(text: str, user: User) -> dict[str, int] | None:
    """The cursor of this very person; anything else means: from the beginning."""
    try:
        read = signing.loads(text, salt=_CURSOR_SALT)
    except signing.BadSignature:
        return None
    return dict(read["at"]) if read.get("user") == str(user.pk) else None
