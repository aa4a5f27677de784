"""Sending the notes of walks, and their photos."""

from uuid import UUID

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.field import serializers as shapes
from api.field.asking import WITH_413, officer
from api.field.batch import read_body, read_notes
from evidence.queries.schemes import scheme_codes
from inspections.services.epoch import current_epoch
from situation.queries.held_words import held_sentence
from situation.queries.walks import photos_held
from situation.services.notes import receive_notes
from situation.services.photos import keep_note_photo


class Notes(APIView):
    @extend_schema(
        operation_id="field_notes_send",
        request=shapes.NotesIn,
        responses={200: shapes.NotesOut, **WITH_413},
    )
    def post(self, request: Request) -> Response:
        """Send notes of any walks; every note is kept and answered for on its own."""
        notes = read_notes(request._request)  # noqa: SLF001 — the body is read raw, once
        answers = receive_notes(
            user=officer(request),
            sent=notes.sent,
            contents=notes.contents,
            schemes=scheme_codes(),
        )
        held = photos_held(answer.digest for answer in answers)
        return Response(
            {
                "epoch": current_epoch(),
                "received_at": notes.sent.received_at,
                "results": [
                    {
                        "sha256": answer.digest,
                        "status": answer.state.value,
                        "code": answer.code,
                        "sentence": held_sentence(answer.code),
                        "photos": held.get(answer.digest, []),
                    }
                    for answer in answers
                ],
            }
        )


class NotePhotos(APIView):
    @extend_schema(
        operation_id="field_note_photos_send",
        request={"image/*": OpenApiTypes.BINARY},
        responses={200: shapes.NotePhotoOut, **WITH_413},
    )
    def put(self, request: Request, note: UUID, sha256: str) -> Response:
        """Send a photo of a note; it is kept when its bytes have the hash in the address."""
        content = read_body(request._request, settings.FIELD_PHOTO_MAX_BYTES)  # noqa: SLF001
        photo = keep_note_photo(
            user=officer(request), note=note, digest=sha256, content=content
        )
        return Response({"sha256": photo.sha256, "media_type": photo.media_type})
