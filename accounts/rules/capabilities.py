"""What each role may do: one table.

A capability is held within the municipality and agency of the membership. Reading an
agency's section needs a role in that very agency; no role reaches across (architecture,
separate secrets). A score, a plan or a test never widens this table.
"""

from collections.abc import Mapping
from enum import StrEnum

from accounts.models import Role


class Capability(StrEnum):
    SEE_VENUES = "see_venues"
    SEE_DUE_LIST = "see_due_list"
    IMPORT_REGISTER = "import_register"
    RECORD_VISITS = "record_visits"
    READ_SECTIONS = "read_sections"
    SEAL_SECTIONS = "seal_sections"
    RELEASE_SECTIONS = "release_sections"
    FOLLOW_UP = "follow_up"
    HANDLE_CASES = "handle_cases"
    HANDLE_QUARANTINE = "handle_quarantine"
    MANAGE_DEVICES = "manage_devices"
    PLAN_OCCASIONS = "plan_occasions"
    DESTROY_CONTENTS = "destroy_contents"
    MANAGE_PEOPLE = "manage_people"
    EDIT_CHECKLISTS = "edit_checklists"
    SEE_TRAINING = "see_training"
    ORGANISE_TRAINING = "organise_training"
    TEACH = "teach"
    INVITE_VENUES = "invite_venues"
    PUBLISH_FIGURES = "publish_figures"
    SEE_EVIDENCE = "see_evidence"
    KEEP_EVIDENCE = "keep_evidence"
    APPROVE_EVIDENCE = "approve_evidence"
    SEE_WALKS = "see_walks"
    RECORD_WALKS = "record_walks"
    PLAN_WALKS = "plan_walks"
    SEE_PROMISES = "see_promises"
    KEEP_PROMISES = "keep_promises"
    APPROVE_FOLLOW_UPS = "approve_follow_ups"
    SEE_SITUATION = "see_situation"
    KEEP_SITUATION = "keep_situation"


ON_THE_TABLET = (Capability.RECORD_VISITS, Capability.RECORD_WALKS)
"""What brings somebody onto the tablet."""

_ROLE_MAY: Mapping[str, frozenset[Capability]] = {
    Role.INSPECTOR: frozenset(
        {
            Capability.SEE_VENUES,
            Capability.SEE_DUE_LIST,
            Capability.RECORD_VISITS,
            Capability.READ_SECTIONS,
            Capability.SEAL_SECTIONS,
            Capability.FOLLOW_UP,
            Capability.HANDLE_CASES,
            Capability.SEE_TRAINING,
            Capability.SEE_EVIDENCE,
            Capability.KEEP_EVIDENCE,
            Capability.SEE_WALKS,
            Capability.RECORD_WALKS,
            Capability.SEE_PROMISES,
            Capability.SEE_SITUATION,
        }
    ),
    Role.COORDINATOR: frozenset(
        {
            Capability.SEE_VENUES,
            Capability.SEE_DUE_LIST,
            Capability.IMPORT_REGISTER,
            Capability.READ_SECTIONS,
            Capability.SEAL_SECTIONS,
            Capability.RELEASE_SECTIONS,
            Capability.FOLLOW_UP,
            Capability.HANDLE_CASES,
            Capability.HANDLE_QUARANTINE,
            Capability.MANAGE_DEVICES,
            Capability.PLAN_OCCASIONS,
            Capability.DESTROY_CONTENTS,
            Capability.EDIT_CHECKLISTS,
            Capability.SEE_TRAINING,
            Capability.ORGANISE_TRAINING,
            Capability.TEACH,
            Capability.INVITE_VENUES,
            Capability.PUBLISH_FIGURES,
            Capability.SEE_EVIDENCE,
            Capability.KEEP_EVIDENCE,
            Capability.APPROVE_EVIDENCE,
            Capability.SEE_WALKS,
            Capability.RECORD_WALKS,
            Capability.PLAN_WALKS,
            Capability.SEE_PROMISES,
            Capability.KEEP_PROMISES,
            Capability.APPROVE_FOLLOW_UPS,
            Capability.SEE_SITUATION,
            Capability.KEEP_SITUATION,
        }
    ),
    Role.AUDITOR: frozenset(
        {
            Capability.SEE_VENUES,
            Capability.SEE_DUE_LIST,
            Capability.READ_SECTIONS,
            Capability.SEE_TRAINING,
            Capability.SEE_EVIDENCE,
            Capability.SEE_WALKS,
            Capability.SEE_PROMISES,
            Capability.SEE_SITUATION,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {Capability.MANAGE_DEVICES, Capability.MANAGE_PEOPLE}
    ),
    Role.TRAINING_ORGANISER: frozenset(
        {
            Capability.SEE_VENUES,
            Capability.SEE_TRAINING,
            Capability.ORGANISE_TRAINING,
            Capability.TEACH,
        }
    ),
    Role.TRAINER: frozenset({Capability.TEACH}),
    Role.PARTNER: frozenset({Capability.KEEP_EVIDENCE}),
    Role.POLICE_APPROVER: frozenset(
        {Capability.SEE_PROMISES, Capability.APPROVE_FOLLOW_UPS}
    ),
}


def capabilities_of(role: str) -> frozenset[Capability]:
    """The capabilities that come with a role; none for a role nobody decided about."""
    return _ROLE_MAY.get(role, frozenset())


def roles_that_may(capability: Capability) -> frozenset[str]:
    """The roles that hold a capability."""
    return frozenset(role for role, held in _ROLE_MAY.items() if capability in held)
