from portal.models.invitation import Invitation
from portal.models.notification import (
    Notification,
    NotificationKind,
    NotificationState,
)
from portal.models.own import Incident, IncidentKind, SelfCheck
from portal.models.reading import DocumentSort, News, Receipt

__all__ = [
    "DocumentSort",
    "Incident",
    "IncidentKind",
    "Invitation",
    "News",
    "Notification",
    "NotificationKind",
    "NotificationState",
    "Receipt",
    "SelfCheck",
]
