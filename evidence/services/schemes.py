"""Publish schemes from the files in `evidence/schemes/`, or from a text."""

import json
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import Invalid, WrongState
from core.integrity import sha256
from evidence.models import SchemeVersion
from evidence.rules.scheme import faults_of_scheme

FOLDER = Path(__file__).parent.parent / "schemes"


@transaction.atomic
def publish_scheme(content: bytes) -> bool:
    """Publish the version in a text; False when that very text is published already.

    Raises `Invalid` with everything that is missing, `WrongState` when the version was
    published from another text: a published version is frozen.
    """
    try:
        read = json.loads(content)
    except ValueError as error:
        raise Invalid(_("This is not JSON: %(error)s") % {"error": error}) from error
    if faults := faults_of_scheme(read):
        raise Invalid("; ".join(faults))
    digest = sha256(content).hex()
    known = SchemeVersion.objects.filter(pk=read["code"]).first()
    if known is not None:
        if known.source_sha256 != digest:
            raise WrongState(
                _("“%(code)s” was published with another text: give it a new code.")
                % {"code": known.code}
            )
        return False
    SchemeVersion.objects.create(
        code=read["code"], content=read, valid_from=read["valid_from"],
        published_at=clock.now(), source_sha256=digest,
    )  # fmt: skip
    return True
