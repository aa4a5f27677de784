"""Sending entries."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.field import serializers as shapes
from api.field.asking import WITH_413, officer
from api.field.batch import read_batch
from inspections.queries.held_words import held_sentence
from inspections.services.epoch import current_epoch
from inspections.services.receive import receive_batch


class Entries(APIView):
    @extend_schema(
        operation_id="field_entries_send",
        request=shapes.BatchIn,
        responses={200: shapes.BatchOut, **WITH_413},
    )
    def post(self, request: Request) -> Response:
        """Send entries of any visits; every entry is kept and answered for on its own."""
        batch = read_batch(request._request)  # noqa: SLF001 — the body is read raw, once
        answers = receive_batch(
            carrier=officer(request), sent=batch.sent, parcels=batch.parcels
        )
        results = [
            {
                "stream": answer.stream,
                "index": answer.index,
                "id": answer.id,
                "status": answer.status.value,
                "code": answer.code,
                "where": answer.where,
                "sentence": held_sentence(answer.code),
            }
            for answer in answers
        ]
        return Response(
            {
                "epoch": current_epoch(),
                "received_at": batch.sent.received_at,
                "results": results,
            }
        )
