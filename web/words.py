"""The words for codes that pages show."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.rules.capabilities import Capability
from inspections.rules.reinspection import Reason
from inspections.rules.risk import Factor
from venues.models import LicenceCondition
from venues.rules.serving_hours import clock_of

FACTOR_WORDS: Mapping[Factor, Promise] = {
    Factor.SERVING_UNTIL: _("end of serving"),
    Factor.CAPACITY: _("permitted number of persons"),
    Factor.BUSINESS_KIND: _("kind of business"),
    Factor.YOUNG_CROWD: _("young crowd"),
    Factor.SALES: _("alcohol sales"),
    Factor.FINDINGS: _("findings of the last two years"),
    Factor.NEW_HOLDER: _("new holder"),
    Factor.COMPLAINTS: _("confirmed complaints of the last year"),
}
REASON_WORDS: Mapping[Reason, Promise] = {
    Reason.CLASS: _("the interval of its class"),
    Reason.FINDING: _("the deadline of a finding"),
    Reason.NEVER_VISITED: _("never visited"),
}
CAPABILITY_WORDS: Mapping[Capability, Promise] = {
    Capability.SEE_VENUES: _("see the venues"),
    Capability.SEE_DUE_LIST: _("see who is due"),
    Capability.IMPORT_REGISTER: _("bring in a register"),
    Capability.RECORD_VISITS: _("record visits"),
    Capability.READ_SECTIONS: _("read the agency's sections"),
    Capability.SEAL_SECTIONS: _("seal sections and add to them"),
    Capability.RELEASE_SECTIONS: _("give sections away"),
    Capability.HANDLE_CASES: _("handle supervision cases"),
    Capability.FOLLOW_UP: _("follow up findings"),
    Capability.HANDLE_QUARANTINE: _("settle what is held"),
    Capability.MANAGE_DEVICES: _("manage devices"),
    Capability.PLAN_OCCASIONS: _("plan joint nights"),
    Capability.DESTROY_CONTENTS: _("propose and decide destruction"),
    Capability.MANAGE_PEOPLE: _("give and end roles"),
    Capability.EDIT_CHECKLISTS: _("change and publish checklists"),
    Capability.SEE_TRAINING: _("see courses and coverage"),
    Capability.ORGANISE_TRAINING: _("organise training"),
    Capability.TEACH: _("keep lists and tests of own sessions"),
    Capability.INVITE_VENUES: _("invite venue managers and answer them"),
    Capability.PUBLISH_FIGURES: _("publish figures"),
    Capability.SEE_EVIDENCE: _("see the evidence"),
    Capability.KEEP_EVIDENCE: _("write evidence"),
    Capability.APPROVE_EVIDENCE: _("approve evidence"),
    Capability.SEE_WALKS: _("see the walks"),
    Capability.RECORD_WALKS: _("record walks"),
    Capability.PLAN_WALKS: _("plan walks"),
    Capability.SEE_PROMISES: _("see promises and their activities"),
    Capability.KEEP_PROMISES: _("keep promises, goals and activities"),
}
FIELD_WORDS: Mapping[str, Promise] = {
    "source_key": _("the register's own number"),
    "restaurangnummer": _("restaurant number"),
    "name": _("name"),
    "address": _("visiting address"),
    "postcode": _("postcode"),
    "town": _("town"),
    "holder": _("licence holder"),
    "organisation_number": _("organisation number"),
    "invoice_address": _("invoice address"),
    "business_kind": _("kind of business"),
    "duration": _("duration"),
    "audiences": _("audience"),
    "drinks": _("drinks"),
    "spaces": _("space"),
    "special_forms": _("special forms"),
    "hours": _("serving hours"),
    "conditions": _("conditions"),
    "seats_indoor": _("seats indoors"),
    "seats_outdoor": _("seats outdoors"),
    "max_persons": _("permitted number of persons"),
    "latitude": _("latitude (WGS84)"),
    "longitude": _("longitude (WGS84)"),
    "valid_from": _("valid from"),
    "valid_to": _("valid to and including"),
}


def condition_line(condition: LicenceCondition) -> str:
    """A condition in one line: its kind, how many, from when, and its text."""
    parts = [str(condition.get_kind_display())]
    if condition.amount is not None:
        parts.append(str(condition.amount))
    if condition.applies_from_minute is not None:
        begins = clock_of(condition.applies_from_minute)
        parts.append(_("from %(time)s") % {"time": begins})
    return f"{', '.join(parts)}: {condition.text}"
