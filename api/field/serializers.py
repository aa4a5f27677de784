"""Shapes of what the tablet and the server say. Meaning is checked in the services."""

from typing import Any

from rest_framework import serializers

Plain = dict[str, Any]


class Sent(serializers.Serializer[Plain]):
    device_at = serializers.CharField(help_text="The device's wall clock, RFC 3339")
    mono_ms = serializers.IntegerField(help_text="Its monotonic clock")
    boot = serializers.CharField(help_text="The run of that clock")


class WireEntry(serializers.Serializer[Plain]):
    header = serializers.CharField(help_text="Canonical JSON, by the contract’s header")
    payload = serializers.CharField(help_text="Canonical JSON, by the contract’s kind")
    salt = serializers.RegexField(r"^[0-9a-f]{32}$")


class Parcel(serializers.Serializer[Plain]):
    stream = serializers.UUIDField()
    signature = serializers.CharField(
        help_text="base64url of r ‖ s (ECDSA P-256, SHA-256) over "
        "“lykta-parcel-v1⏎”, the stream’s id, “⏎” and SHA-256 of every header"
    )
    entries = WireEntry(many=True)


class BatchIn(serializers.Serializer[Plain]):
    sent = Sent()
    parcels = Parcel(many=True, help_text="At most 1,000 entries in all")


class EntryResult(serializers.Serializer[Plain]):
    stream = serializers.CharField()
    index = serializers.IntegerField(help_text="The place within its parcel")
    id = serializers.CharField(allow_null=True)
    status = serializers.ChoiceField(
        ["stored", "duplicate", "waiting", "late", "quarantined"]
    )
    code = serializers.CharField(help_text="Stable; empty when nothing is to be said")
    where = serializers.CharField()
    sentence = serializers.CharField(help_text="In the caller’s language")


class BatchOut(serializers.Serializer[Plain]):
    epoch = serializers.CharField(help_text="Another one: offer everything again")
    received_at = serializers.DateTimeField()
    results = EntryResult(many=True)


class NotesIn(serializers.Serializer[Plain]):
    sent = Sent()
    notes = serializers.ListField(
        child=serializers.CharField(
            help_text="JSON, by the contract of notes (situation/contract)"
        ),
        help_text="At most 200",
    )


class NoteResult(serializers.Serializer[Plain]):
    sha256 = serializers.CharField(help_text="Of the note’s text as it is held")
    status = serializers.ChoiceField(["taken", "held", "set_aside"])
    code = serializers.CharField(help_text="Stable; empty when nothing is to be said")
    sentence = serializers.CharField(help_text="In the caller’s language")
    photos = serializers.ListField(
        child=serializers.CharField(), help_text="Hashes of its photos that are held"
    )


class NotesOut(serializers.Serializer[Plain]):
    epoch = serializers.CharField(help_text="Another one: offer everything again")
    received_at = serializers.DateTimeField()
    results = NoteResult(many=True, help_text="One for each different note")


class NotePhotoOut(serializers.Serializer[Plain]):
    sha256 = serializers.CharField()
    media_type = serializers.CharField()


class DeviceIn(serializers.Serializer[Plain]):
    device = serializers.UUIDField(help_text="Made on the tablet when it is first used")
    name = serializers.CharField(max_length=80)
    stream = serializers.UUIDField(help_text="UUIDv7, made on the tablet")
    municipality = serializers.RegexField(r"^[0-9]{4}$")
    agency = serializers.RegexField(r"^[a-z][a-z_]{1,29}$")
    public_key = serializers.CharField(
        max_length=400, help_text="base64url of the SPKI"
    )


class DeviceOut(serializers.Serializer[Plain]):
    stream = serializers.UUIDField()
    device = serializers.UUIDField()
    name = serializers.CharField()
    officer = serializers.UUIDField()
    municipality = serializers.CharField()
    agency = serializers.CharField()
    enrolled_at = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)
    server_key = serializers.CharField(help_text="base64url; proves receipts")


class RevokeIn(serializers.Serializer[Plain]):
    reason = serializers.CharField(min_length=3, max_length=300)


class WaiverIn(serializers.Serializer[Plain]):
    stream = serializers.UUIDField()
    reason = serializers.CharField(min_length=3, max_length=1000)


class SealIn(serializers.Serializer[Plain]):
    waived = WaiverIn(many=True, required=False, default=list)


class SealOut(serializers.Serializer[Plain]):
    visit = serializers.UUIDField()
    section = serializers.CharField()
    sealed_at = serializers.DateTimeField()
    seal = serializers.CharField(help_text="Hex SHA-256 of the sealing entry’s header")


class AmendIn(serializers.Serializer[Plain]):
    text = serializers.CharField(min_length=1, max_length=4000)
    admits = serializers.ListField(child=serializers.UUIDField(), default=list)


class ReleaseIn(serializers.Serializer[Plain]):
    recipient_kind = serializers.ChoiceField(["agency", "venue", "party", "public"])
    recipient_name = serializers.CharField(max_length=120)
    recipient_agency = serializers.RegexField(r"^[a-z][a-z_]{1,29}$", required=False)
    ground = serializers.CharField(min_length=3, max_length=1000)
    weighing = serializers.CharField(min_length=3, max_length=1000)
    withhold_official_names = serializers.BooleanField(default=False)


class EntryOut(serializers.Serializer[Plain]):
    id = serializers.UUIDField()
    header_sha256 = serializers.CharField()


class PhotoOut(serializers.Serializer[Plain]):
    sha256 = serializers.CharField()
    bytes = serializers.IntegerField()
    media_type = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class ReceiptEntry(serializers.Serializer[Plain]):
    id = serializers.UUIDField()
    seq = serializers.IntegerField()
    header_sha256 = serializers.CharField()


class ReceiptHeld(serializers.Serializer[Plain]):
    id = serializers.UUIDField(allow_null=True)
    status = serializers.ChoiceField(["waiting", "quarantined", "settled"])
    code = serializers.CharField()
    content_sha256 = serializers.CharField()


class ReceiptPhoto(serializers.Serializer[Plain]):
    sha256 = serializers.CharField()
    bytes = serializers.IntegerField(help_text="0 while it is not held")
    is_held = serializers.BooleanField()


class ReceiptBody(serializers.Serializer[Plain]):
    stream = serializers.UUIDField()
    epoch = serializers.UUIDField()
    at = serializers.CharField()
    highest = serializers.IntegerField()
    gaps = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField())
    )
    entries = ReceiptEntry(many=True)
    held = ReceiptHeld(many=True)
    photos = ReceiptPhoto(many=True)
    next_after = serializers.IntegerField(allow_null=True)


class ReceiptOut(serializers.Serializer[Plain]):
    receipt = serializers.CharField(help_text="Canonical JSON of a ReceiptBody")
    signature = serializers.CharField(help_text="The server’s, over these very bytes")


class OfficerOut(serializers.Serializer[Plain]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    language = serializers.CharField()


class AgencyOut(serializers.Serializer[Plain]):
    municipality = serializers.CharField()
    municipality_name = serializers.CharField()
    code = serializers.CharField()
    kind = serializers.CharField(help_text="Items name the kind that owns them")
    name = serializers.CharField()
    records_visits = serializers.BooleanField(help_text="Or walks alone")


class ColleagueOut(serializers.Serializer[Plain]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    municipality = serializers.CharField()
    agency = serializers.CharField()


class SessionOut(serializers.Serializer[Plain]):
    officer = OfficerOut()
    agencies = AgencyOut(many=True, help_text="For which this person records")
    colleagues = ColleagueOut(many=True)
    epoch = serializers.CharField()
    server_key = serializers.CharField(help_text="base64url; proves receipts")
    rescue_key = serializers.CharField(help_text="base64url; opens rescue files")
    csrf = serializers.CharField(help_text="To be sent as X-CSRFToken")


class VisitSection(serializers.Serializer[Plain]):
    code = serializers.CharField()
    sealed_at = serializers.DateTimeField(allow_null=True)
    seal = serializers.CharField(allow_null=True)


class VisitEntry(serializers.Serializer[Plain]):
    id = serializers.UUIDField()
    section = serializers.CharField()
    kind = serializers.CharField()
    author = serializers.UUIDField()
    author_name = serializers.CharField()
    stream = serializers.UUIDField()
    seq = serializers.IntegerField()
    recorded_at = serializers.DateTimeField()
    payload = serializers.CharField(allow_null=True, help_text="null: destroyed")
    is_desk = serializers.BooleanField()
    is_late = serializers.BooleanField()


class VisitOut(serializers.Serializer[Plain]):
    id = serializers.UUIDField()
    venue = serializers.UUIDField()
    visit_kind = serializers.CharField()
    checklist = serializers.CharField()
    night = serializers.DateField()
    sections = VisitSection(many=True)
    entries = VisitEntry(many=True)
