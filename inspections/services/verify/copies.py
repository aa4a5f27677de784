"""Released copies, photos on disk, published checklists."""

from collections.abc import Iterator

from core.integrity import sha256
from inspections.models import ChecklistVersion, Photo, Release
from inspections.rules.contract import read_payload
from inspections.services.checklists import is_as_published
from inspections.services.photos import is_whole, photo_path
from inspections.services.verify.fault import Fault


def copy_faults() -> Iterator[Fault]:
    """What lies beside the log and is shown with it: released copies, photos, the texts
    of published checklists.
    """
    for release in Release.objects.select_related("entry").order_by("pk").iterator(500):
        said = read_payload(release.entry.payload or "{}")
        if sha256(release.snapshot.encode()).hex() != said.get("snapshot_sha256"):
            yield Fault("release", str(release.pk), "its copy is not what was released")
    for photo in Photo.objects.order_by("pk").iterator(500):
        path = photo_path(photo.municipality_id, photo.sha256)
        if not is_whole(path, photo.sha256):
            yield Fault("photo", photo.sha256, "its file is not what was received")
    for version in ChecklistVersion.objects.order_by("pk"):
        if not is_as_published(version):
            yield Fault(
                "checklist", version.code, "its items are not what was published"
            )
