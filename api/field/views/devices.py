"""Enrolling, listing and revoking devices."""

from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Agency
from api.errors import PROBLEMS
from api.field import serializers as shapes
from api.field.asking import WITH_409, officer, read
from core.errors import Invalid, NotFound
from core.integrity import from_base64url, to_base64url
from core.server_key import server_public_key
from inspections.models import Stream
from inspections.queries.streams import streams_visible_to
from inspections.services.devices import enrol_device, revoke_stream


class Devices(APIView):
    @extend_schema(
        operation_id="field_devices_enrol",
        request=shapes.DeviceIn,
        responses={200: shapes.DeviceOut, **WITH_409},
    )
    def post(self, request: Request) -> Response:
        """Enrol this device for the signed-in officer; the same again answers the same."""
        given = read(shapes.DeviceIn, request)
        agency = Agency.objects.filter(
            municipality=given["municipality"], code=given["agency"]
        ).first()
        if agency is None:
            raise NotFound(_("There is no such agency in the municipality."))
        try:
            key = from_base64url(given["public_key"])
        except ValueError as error:
            raise Invalid(_("The key is not base64url."), code="not_a_key") from error
        stream = enrol_device(
            officer=officer(request),
            agency=agency,
            device=given["device"],
            label=given["name"],
            stream=given["stream"],
            public_key=key,
        )
        return Response(_device(stream))

    @extend_schema(
        operation_id="field_devices_list",
        responses={200: shapes.DeviceOut(many=True), **PROBLEMS},
    )
    def get(self, request: Request) -> Response:
        """One's own devices, and those of the agencies whose devices one manages."""
        return Response([_device(row) for row in streams_visible_to(officer(request))])


class DeviceRevocation(APIView):
    @extend_schema(
        operation_id="field_devices_revoke",
        request=shapes.RevokeIn,
        responses={200: shapes.DeviceOut, **PROBLEMS},
    )
    def post(self, request: Request, stream: UUID) -> Response:
        """Revoke: what this stream sends from now on is kept in quarantine."""
        given = read(shapes.RevokeIn, request)
        row = revoke_stream(
            user=officer(request), stream=stream, reason=given["reason"]
        )
        return Response(_device(row))


def _device(row: Stream) -> dict[str, object]:
    return {
        "stream": row.pk,
        "device": row.device_id,
        "name": "" if row.device is None else row.device.label,
        "officer": row.officer_id,
        "municipality": row.municipality_id,
        "agency": row.agency.code,
        "enrolled_at": row.enrolled_at,
        "revoked_at": row.revoked_at,
        "server_key": to_base64url(server_public_key()),
    }
