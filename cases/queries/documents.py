"""The content of a document, if it still is what it was when it was made."""

import hashlib

from django.utils.translation import gettext as _

from cases.models import CaseDocument
from core.errors import Conflict


def content_of(row: CaseDocument) -> bytes:
    """The document as it was made; `Conflict` when its bytes have another hash by now."""
    content = bytes(row.content)
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise Conflict(
            _(
                "The document is not what it was when it was made, and is not shown. "
                "Ask for it from the backup."
            )
        )
    return content
