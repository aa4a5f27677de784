"""Photos may be seen through an entry that names them, never by knowing the hash."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from inspections.models import Photo, PhotoUse
from inspections.queries.sections import sections_visible_to


def photos_visible_to(user: User) -> QuerySet[Photo]:
    """Photos that an entry of a section visible to the person names."""
    uses = PhotoUse.objects.filter(
        sha256=OuterRef("sha256"),
        agency=OuterRef("agency"),
        section__in=sections_visible_to(user),
    )
    return Photo.objects.filter(Exists(uses))
