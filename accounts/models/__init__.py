from accounts.models.access import PersonalDataRead
from accounts.models.agency import Agency, AgencyKind
from accounts.models.calendar_feed import CalendarFeed
from accounts.models.membership import Membership, Role
from accounts.models.municipality import Municipality
from accounts.models.saved_filter import SavedFilter
from accounts.models.sign_in_help import SignInHelp
from accounts.models.user import User

__all__ = [
    "Agency",
    "AgencyKind",
    "CalendarFeed",
    "Membership",
    "Municipality",
    "PersonalDataRead",
    "Role",
    "SavedFilter",
    "SignInHelp",
    "User",
]
