"""Sealing a section, adding to it, and giving it away."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.field import serializers as shapes
from api.field.asking import WITH_409, officer, read
from inspections.models import RecipientKind
from inspections.services.releasing import release_section
from inspections.services.sealing import amend_section, seal_section


class Seal(APIView):
    @extend_schema(
        operation_id="field_section_seal",
        request=shapes.SealIn,
        responses={200: shapes.SealOut, **WITH_409},
    )
    def post(self, request: Request, visit: UUID, section: str) -> Response:
        """Seal a section, or get the list of what is missing."""
        given = read(shapes.SealIn, request)
        row = seal_section(
            user=officer(request),
            visit=visit,
            code=section,
            waived={str(one["stream"]): one["reason"] for one in given["waived"]},
        )
        return Response(
            {
                "visit": row.visit_id,
                "section": row.code,
                "sealed_at": row.sealed_at,
                "seal": row.seal,
            }
        )


class Amendment(APIView):
    @extend_schema(
        operation_id="field_section_amend",
        request=shapes.AmendIn,
        responses={200: shapes.EntryOut, **WITH_409},
    )
    def post(self, request: Request, visit: UUID, section: str) -> Response:
        """Add to a sealed section, and admit entries that came late."""
        given = read(shapes.AmendIn, request)
        entry = amend_section(
            user=officer(request),
            visit=visit,
            code=section,
            text=given["text"],
            admits=[str(one) for one in given["admits"]],
        )
        return Response({"id": entry.pk, "header_sha256": entry.header_hash})


class ReleaseView(APIView):
    @extend_schema(
        operation_id="field_section_release",
        request=shapes.ReleaseIn,
        responses={200: shapes.EntryOut, **WITH_409},
    )
    def post(self, request: Request, visit: UUID, section: str) -> Response:
        """Give a sealed section away, with its legal ground and weighing."""
        given = read(shapes.ReleaseIn, request)
        release = release_section(
            user=officer(request),
            visit=visit,
            code=section,
            recipient_kind=RecipientKind(given["recipient_kind"]),
            recipient_name=given["recipient_name"],
            recipient_agency=given.get("recipient_agency"),
            ground=given["ground"],
            weighing=given["weighing"],
            withhold_official_names=given["withhold_official_names"],
        )
        entry = release.entry
        return Response({"id": entry.pk, "header_sha256": entry.header_hash})
