"""Sending and seeing photos."""

from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.errors import PROBLEMS
from api.field import serializers as shapes
from api.field.asking import STREAM, WITH_413, asked_stream, officer
from api.field.batch import read_body
from core.errors import NotFound
from inspections.queries.photos import photos_visible_to
from inspections.services.photos import keep_photo, photo_path


class Photos(APIView):
    @extend_schema(
        operation_id="field_photos_send",
        parameters=[STREAM],
        request={"image/*": OpenApiTypes.BINARY},
        responses={200: shapes.PhotoOut, **WITH_413},
    )
    def put(self, request: Request, sha256: str) -> Response:
        """Send a photo; it is kept when its bytes have the hash in the address."""
        content = read_body(request._request, settings.FIELD_PHOTO_MAX_BYTES)  # noqa: SLF001
        photo = keep_photo(
            carrier=officer(request),
            stream=asked_stream(request),
            digest=sha256,
            content=content,
        )
        return Response(
            {
                "sha256": photo.sha256,
                "bytes": photo.bytes,
                "media_type": photo.media_type,
                "width": photo.width,
                "height": photo.height,
            }
        )

    @extend_schema(
        operation_id="field_photos_read",
        responses={(200, "image/*"): OpenApiTypes.BINARY, **PROBLEMS},
    )
    def get(self, request: Request, sha256: str) -> FileResponse:
        """A photo that an entry visible to this person names."""
        photo = photos_visible_to(officer(request)).filter(sha256=sha256).first()
        if photo is None:
            raise NotFound(_("There is no such photo, or it is not yours to see."))
        path = photo_path(photo.municipality_id, photo.sha256)
        answer = FileResponse(path.open("rb"), content_type=photo.media_type)
        answer["Cache-Control"] = "private, no-store"
        answer["Content-Disposition"] = f'attachment; filename="{photo.sha256[:12]}"'
        return answer
