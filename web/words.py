"""The words for codes that pages show."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inspections.rules.reinspection import Reason
from inspections.rules.risk import Factor

FACTOR_WORDS: Mapping[Factor, Promise] = {
    Factor.SERVING_UNTIL: _("end of serving"),
    Factor.CAPACITY: _("permitted number of persons"),
    Factor.BUSINESS_KIND: _("kind of business"),
    Factor.YOUNG_CROWD: _("young crowd"),
    Factor.SALES: _("alcohol sales"),
    Factor.FINDINGS: _("findings of the last two years"),
    Factor.NEW_HOLDER: _("new holder"),
}
REASON_WORDS: Mapping[Reason, Promise] = {
    Reason.CLASS: _("the interval of its class"),
    Reason.FINDING: _("the deadline of a finding"),
    Reason.NEVER_VISITED: _("never visited"),
}
