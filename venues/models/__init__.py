from venues.models.access import MailWish, VenueAccess
from venues.models.area import Area
from venues.models.assignment import Assignment
from venues.models.holder import Holder, HolderForm
from venues.models.licence import (
    Audience,
    ConditionKind,
    Drink,
    Duration,
    HoursSpace,
    Licence,
    LicenceCondition,
    ServingHours,
    Space,
    SpecialForm,
)
from venues.models.prefix import RestaurangnummerPrefix
from venues.models.register_import import (
    ColumnMapping,
    ImportLine,
    ImportState,
    RegisterImport,
)
from venues.models.serving_manager import ServingManager
from venues.models.venue import BusinessKind, Venue

__all__ = [
    "Area",
    "Assignment",
    "Audience",
    "BusinessKind",
    "ColumnMapping",
    "ConditionKind",
    "Drink",
    "Duration",
    "Holder",
    "HolderForm",
    "HoursSpace",
    "ImportLine",
    "ImportState",
    "Licence",
    "LicenceCondition",
    "MailWish",
    "RegisterImport",
    "RestaurangnummerPrefix",
    "ServingHours",
    "ServingManager",
    "Space",
    "SpecialForm",
    "Venue",
    "VenueAccess",
]
