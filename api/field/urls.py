from django.urls import path, register_converter

from api.field.views import (
    bundle,
    devices,
    entries,
    notes,
    photos,
    receipt,
    sections,
    tablet,
)


class Sha256Converter:
    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SectionConverter(Sha256Converter):
    regex = "[a-z][a-z_]{1,29}"


register_converter(Sha256Converter, "sha256")
register_converter(SectionConverter, "section")

_SECTION = "visits/<uuid:visit>/sections/<section:section>"
urlpatterns = [
    path("session", tablet.Session.as_view(), name="field_session"),
    path("visits/<uuid:visit>", tablet.VisitNow.as_view(), name="field_visit"),
    path("entries", entries.Entries.as_view(), name="field_entries"),
    path("notes", notes.Notes.as_view(), name="field_notes"),
    path(
        "notes/<uuid:note>/photos/<sha256:sha256>",
        notes.NotePhotos.as_view(),
        name="field_note_photo",
    ),
    path("bundle", bundle.Bundle.as_view(), name="field_bundle"),
    path("receipt", receipt.Receipt.as_view(), name="field_receipt"),
    path("devices", devices.Devices.as_view(), name="field_devices"),
    path(
        "devices/<uuid:stream>/revoke",
        devices.DeviceRevocation.as_view(),
        name="field_device_revoke",
    ),
    path("photos/<sha256:sha256>", photos.Photos.as_view(), name="field_photo"),
    path(f"{_SECTION}/seal", sections.Seal.as_view(), name="field_seal"),
    path(f"{_SECTION}/amend", sections.Amendment.as_view(), name="field_amend"),
    path(f"{_SECTION}/release", sections.ReleaseView.as_view(), name="field_release"),
]
