"""Of which municipality and scheme the pages speak."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import Municipality
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotFound
from evidence.queries.schemes import scheme_named, scheme_on
from evidence.rules.scheme import Scheme
from web.asking import municipality_in_hand


def municipality_asked(request: HttpRequest) -> Municipality:
    """The municipality in the address, for who sees its evidence."""
    return municipality_in_hand(request, Capability.SEE_EVIDENCE)


def scheme_asked(request: HttpRequest) -> Scheme:
    """The scheme in the address, else the one in force today."""
    asked = request.GET.get("scheme", "")[:20]
    found = scheme_named(asked) if asked else scheme_on(clock.today())
    if found is None:
        raise NotFound(_("There is no such scheme."))
    return found
