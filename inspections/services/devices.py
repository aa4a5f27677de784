"""Enrolling a tablet for an officer, and revoking it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from accounts.permissions import check_may
from accounts.rules.capabilities import ON_THE_TABLET, Capability
from core import clock
from core.errors import Conflict, Invalid, NotFound
from core.integrity import read_public_key
from inspections.models import Device, Stream
from inspections.queries.streams import streams_visible_to


@transaction.atomic
def enrol_device(
    *,
    officer: User,
    agency: Agency,
    device: UUID,
    label: str,
    stream: UUID,
    public_key: bytes,
) -> Stream:
    """Enrol a device for a signed-in officer: from now on its key speaks for them.

    Enrolling the same again answers the same. Raises `Conflict` when the stream exists
    with another key or officer, `Invalid` when the key is no P-256 key.
    """
    check_may(officer, ON_THE_TABLET, agency.municipality, agency)
    try:
        read_public_key(public_key)
    except ValueError as error:
        raise Invalid(
            _("The key of the device is not a P-256 key. Set the device up anew."),
            code="not_a_key",
        ) from error
    now = clock.now()
    Device.objects.bulk_create(
        [
            Device(
                id=device,
                municipality=agency.municipality,
                label=label,
                enrolled_at=now,
            )
        ],
        ignore_conflicts=True,
    )
    wanted = Stream(
        id=stream,
        device_id=device,
        officer=officer,
        municipality=agency.municipality,
        agency=agency,
        public_key=public_key,
        enrolled_at=now,
    )
    Stream.objects.bulk_create([wanted], ignore_conflicts=True)
    row = Stream.objects.select_related("device", "agency").get(pk=stream)
    if not _is_same(row, wanted):
        raise Conflict(
            _("This device is enrolled otherwise already. Set the device up anew."),
            code="enrolled_otherwise",
        )
    return row


def _is_same(row: Stream, wanted: Stream) -> bool:
    """Whether what is enrolled is what was asked for, on a device of that town."""
    return (
        (row.officer_id, row.agency_id, row.device_id)
        == (wanted.officer_id, wanted.agency_id, wanted.device_id)
        and bytes(row.public_key or b"") == bytes(wanted.public_key or b"")
        and row.device is not None
        and row.device.municipality_id == wanted.municipality_id
    )


@transaction.atomic
def revoke_stream(*, user: User, stream: UUID, reason: str) -> Stream:
    """Revoke a device for an officer: what it sends from now on is kept in quarantine."""
    row = (
        streams_visible_to(user)
        .select_for_update(of=("self",))
        .filter(pk=stream)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such device, or it is not yours to see."))
    if row.officer_id != user.pk:
        check_may(user, Capability.MANAGE_DEVICES, row.municipality, row.agency)
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by = clock.now(), user
        row.revoked_because = reason
        row.save()
    return row
