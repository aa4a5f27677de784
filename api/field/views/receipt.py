"""What the server holds of a stream."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.errors import PROBLEMS
from api.field import serializers as shapes
from api.field.asking import STREAM, asked_stream, officer
from core import clock
from core.errors import Invalid, NotFound
from core.integrity import canonical_json, to_base64url
from core.server_key import server_signature
from inspections.queries.streams import holding_of, streams_visible_to
from inspections.services.epoch import current_epoch


class Receipt(APIView):
    @extend_schema(
        operation_id="field_receipt",
        parameters=[STREAM, OpenApiParameter("after", int)],
        responses={200: shapes.ReceiptOut, **PROBLEMS},
    )
    def get(self, request: Request) -> Response:
        """What the server holds of a stream, signed so that the tablet can show it."""
        stream = (
            streams_visible_to(officer(request))
            .filter(pk=asked_stream(request))
            .first()
        )
        if stream is None:
            raise NotFound(_("There is no such device, or it is not yours to see."))
        after = request.query_params.get("after", "0")
        if not after.isascii() or not after.isdigit() or len(after) > 10:  # noqa: PLR2004
            raise Invalid(_("“after” is the number of an entry."), code="after_invalid")
        holding = holding_of(stream, int(after))
        body = canonical_json(
            {
                "stream": str(stream.pk),
                "epoch": current_epoch(),
                "at": clock.now().isoformat(),
                "highest": holding.highest,
                "gaps": holding.gaps,
                "entries": holding.entries,
                "held": holding.held,
                "photos": holding.photos,
                "next_after": holding.next_after,
            }
        )
        signature = to_base64url(server_signature(b"lykta-receipt-v1\n" + body))
        return Response({"receipt": body.decode(), "signature": signature})
