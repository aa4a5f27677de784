"""May this person manage staff, organise or teach here? Each raises with a sentence."""

from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from accounts.permissions import check_may, municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import NotFound
from training.models import Session
from venues.models import Venue
from venues.queries.access import venues_managed_by


def organises(user: User, municipality: str) -> bool:
    """Whether the person organises training in the municipality, by its code."""
    held = municipalities_where(user, Capability.ORGANISE_TRAINING)
    return held.filter(pk=municipality).exists()


def check_organises(user: User, municipality: Municipality) -> None:
    """Raise `NotAllowed` unless the person organises training there."""
    check_may(user, Capability.ORGANISE_TRAINING, municipality)


def check_staff(user: User, venue: Venue) -> None:
    """Raise `NotFound` unless the person manages the venue, or organises training there:
    whoever does neither is not told that it is there.
    """
    is_theirs = venues_managed_by(user).filter(pk=venue.pk).exists()
    if not is_theirs and not organises(user, venue.municipality_id):
        raise NotFound(_("There is no such venue, or it is not yours to see."))


def teaches(user: User, session: Session) -> bool:
    """Whether the lists and the test of the session are the person's to keep: as its
    trainer while they hold the role, or as organiser.
    """
    municipality = session.course.municipality_id
    if organises(user, municipality):
        return True
    held = municipalities_where(user, Capability.TEACH).filter(pk=municipality)
    return held.exists() and session.trainers.filter(user=user).exists()


def check_teaches(user: User, session: Session) -> None:
    """Raise `NotFound` unless the person teaches or organises the session."""
    if not teaches(user, session):
        raise NotFound(_("There is no such session, or it is not yours to see."))
