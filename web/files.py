"""Documents as answers: shown by the browser, kept by no cache."""

from django.http import HttpResponse

from core.kept_whole import whole
from core.received_file import ReceivedFile


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF under a name, without its ending."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def download(row: ReceivedFile) -> HttpResponse:
    """A file from outside, while it is whole: never shown within our pages."""
    answer = HttpResponse(whole(row), content_type=row.media_type)
    ending = row.media_type.rpartition("/")[2]
    answer["Content-Disposition"] = f'attachment; filename="{row.sha256[:12]}.{ending}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
