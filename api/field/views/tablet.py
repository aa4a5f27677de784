"""Who is signed in, and what a visit says by now."""

from uuid import UUID

from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.services.reads import log_personal_data_read
from api.errors import PROBLEMS
from api.field import serializers as shapes
from api.field.asking import officer
from core.errors import NotFound
from core.integrity import to_base64url
from core.rescue_key import rescue_public_key
from core.server_key import server_public_key
from inspections.queries.tablet import agencies_of, colleagues_of, visit_on_tablet
from inspections.services.epoch import current_epoch


class Session(APIView):
    @extend_schema(
        operation_id="field_session", responses={200: shapes.SessionOut, **PROBLEMS}
    )
    def get(self, request: Request) -> Response:
        """Who is signed in, for which agencies they record, and the server's keys."""
        user = officer(request)
        return Response(
            {
                "officer": {
                    "id": str(user.pk),
                    "name": user.name,
                    "language": user.language,
                },
                "agencies": agencies_of(user),
                "colleagues": colleagues_of(user),
                "epoch": current_epoch(),
                "server_key": to_base64url(server_public_key()),
                "rescue_key": to_base64url(rescue_public_key()),
                "csrf": get_token(request._request),  # noqa: SLF001 — DRF hides it
            }
        )


class VisitNow(APIView):
    @extend_schema(
        operation_id="field_visit",
        responses={200: shapes.VisitOut, **PROBLEMS},
    )
    def get(self, request: Request, visit: UUID) -> Response:
        """What one's own section and the common one hold by now, from every device."""
        found = visit_on_tablet(officer(request), visit)
        if found is None:
            raise NotFound(_("There is no such visit, or it is not yours to see."))
        log_personal_data_read(
            user=officer(request),
            municipality=found.visit.municipality,
            kind="visit",
            subject=str(found.visit.pk),
        )
        return Response(
            {
                "id": found.visit.pk,
                "venue": found.visit.venue_id,
                "visit_kind": found.visit.kind,
                "checklist": found.visit.checklist_id,
                "night": found.visit.night,
                "sections": found.sections,
                "entries": [
                    {
                        "id": row.pk,
                        "section": row.section,
                        "kind": row.kind,
                        "author": row.stream.officer_id,
                        "author_name": row.stream.officer.name,
                        "stream": row.stream_id,
                        "seq": row.seq,
                        "recorded_at": row.recorded_at,
                        "payload": row.payload,
                        "is_desk": row.stream.device_id is None,
                        "is_late": row.is_late,
                    }
                    for row in found.entries
                ],
            }
        )
