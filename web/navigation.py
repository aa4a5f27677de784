"""What the navigation of every page offers this person: one table, by capability."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import capabilities_held
from accounts.rules.capabilities import ON_THE_TABLET, Capability
from venues.queries.access import venues_looked_into_by

_NIGHT, _RECORD, _HOUSE = _("The night"), _("The record"), _("The house")
_SCHOOL, _PROOF = _("Training"), _("Evidence")
_MOST_VENUES = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A link; open to whoever holds one of the capabilities, to everybody when none.

    `route` is a route's name, or an address when it is none of Django's.
    """

    group: str | Promise
    label: Promise
    route: str
    needs: frozenset[Capability] = frozenset()


@dataclass(frozen=True, slots=True)
class Shown:
    label: str | Promise
    href: str
    is_current: bool


def _entry(
    group: str | Promise, label: Promise, route: str, *needs: Capability
) -> Entry:
    return Entry(group, label, route, frozenset(needs))


_TABLE = (
    _entry("", _("Start"), "start"),
    _entry(_NIGHT, _("On the tablet"), "/field/", *ON_THE_TABLET),
    _entry(_NIGHT, _("Venues"), "venue_list", Capability.SEE_VENUES),
    _entry(_NIGHT, _("Due list"), "due", Capability.SEE_DUE_LIST),
    _entry(
        _NIGHT, _("Rounds"), "round_list",
        Capability.PLAN_OCCASIONS, Capability.RECORD_VISITS,
    ),
    _entry(_NIGHT, _("Joint nights"), "occasion_list", Capability.READ_SECTIONS),
    _entry(_NIGHT, _("Walks"), "walk_list", Capability.SEE_WALKS),
    _entry(_RECORD, _("Visits"), "visit_list", Capability.READ_SECTIONS),
    _entry(_RECORD, _("Findings"), "finding_list", Capability.READ_SECTIONS),
    _entry(_RECORD, _("Supervision cases"), "case_list", Capability.READ_SECTIONS),
    _entry(_RECORD, _("Complaints and tips"), "tip_list", Capability.READ_SECTIONS),
    _entry(_RECORD, _("Quarantine"), "quarantine", Capability.HANDLE_QUARANTINE),
    _entry(_RECORD, _("Destruction"), "destruction_list", Capability.DESTROY_CONTENTS),
    _entry(
        _SCHOOL, _("Sessions"), "session_list", Capability.SEE_TRAINING, Capability.TEACH
    ),
    _entry(_SCHOOL, _("Courses"), "course_list", Capability.SEE_TRAINING),
    _entry(_SCHOOL, _("Coverage"), "coverage", Capability.SEE_TRAINING),
    _entry(_SCHOOL, _("Requirements"), "requirement_list", Capability.SEE_TRAINING),
    _entry(_SCHOOL, _("Staff and diplomas"), "person_list", Capability.ORGANISE_TRAINING),
    _entry(
        _SCHOOL, _("Knowledge tests"), "knowledge_list", Capability.ORGANISE_TRAINING
    ),
    _entry(
        _SCHOOL, _("Earlier certificates"), "certificate_imports",
        Capability.ORGANISE_TRAINING,
    ),
    _entry(_RECORD, _("From the venues"), "notification_list", Capability.INVITE_VENUES),
    _entry(_PROOF, _("The situation"), "cycle_list", Capability.SEE_SITUATION),
    _entry(_PROOF, _("Promises"), "promise_list", Capability.SEE_PROMISES),
    _entry(_PROOF, _("Followed up"), "follow_up_list", Capability.SEE_PROMISES),
    _entry(_PROOF, _("Figures"), "figure_sheet", Capability.READ_SECTIONS),
    _entry(_PROOF, _("Evidence"), "evidence_board", Capability.SEE_EVIDENCE),
    _entry(_PROOF, _("Incident sheets"), "sheet_list", Capability.SEE_EVIDENCE),
    _entry(_PROOF, _("Timeline"), "certification_list", Capability.SEE_EVIDENCE),
    _entry(_PROOF, _("Packs"), "pack_list", Capability.SEE_EVIDENCE),
    _entry(_PROOF, _("What I owe and wrote"), "evidence_mine", Capability.KEEP_EVIDENCE),
    _entry(_HOUSE, _("Calendars"), "calendar_list", Capability.READ_SECTIONS),
    _entry(_HOUSE, _("Register"), "import_list", Capability.IMPORT_REGISTER),
    _entry(_HOUSE, _("Area"), "area_list", Capability.IMPORT_REGISTER),
    _entry(_HOUSE, _("Checklists"), "checklist_list", Capability.READ_SECTIONS),
    _entry(_HOUSE, _("People and roles"), "people", Capability.MANAGE_PEOPLE),
    _entry(
        _HOUSE, _("Devices"), "devices",
        Capability.MANAGE_DEVICES, Capability.RECORD_VISITS,
    ),
)  # fmt: skip


def navigation(request: HttpRequest) -> dict[str, object]:
    """The capabilities the signed-in person holds somewhere, and the links they open."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"capabilities": {}, "navigation": []}
    held = capabilities_held(user)
    links: list[tuple[str | Promise, str | Promise, str]] = [
        (entry.group, entry.label, _href(entry))
        for entry in _TABLE
        if not entry.needs or entry.needs & held
    ]
    links += [
        (_("Your venues"), venue.name, reverse("portal_standing", args=[venue.pk]))
        for venue in venues_looked_into_by(user)[:_MOST_VENUES]
    ]
    here = _longest(request.path, [href for _group, _label, href in links])
    groups: dict[str | Promise, list[Shown]] = {}
    for group, label, href in links:
        groups.setdefault(group, []).append(Shown(label, href, href == here))
    return {
        "capabilities": {one.value: True for one in held},
        "navigation": list(groups.items()),
    }


def _href(entry: Entry) -> str:
    return entry.route if "/" in entry.route else reverse(entry.route)


def _longest(path: str, hrefs: list[str]) -> str:
    """The link under which a page lies most closely; every page lies under the start."""
    under = [
        one for one in hrefs if path.startswith(one) and (one != "/" or path == one)
    ]
    return max(under, key=len, default="")
