"""Taking over earlier certificates: uploaded, read, looked at, confirmed, applied.

In the manner of the register: what is applied is what was shown, all of it or nothing.
"""

import hashlib
import json
import logging
from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core import clock
from core.claims import claim
from core.errors import DomainError, Invalid, NotFound, WrongState
from training.models import (
    Certificate,
    CertificateImport,
    CertificateImportState,
    Diploma,
    Employment,
    Person,
    StaffRole,
)
from training.permissions import check_organises
from training.rules.certificate_line import CertificateLine, columns_of, read_line
from training.services.certifying import issue
from venues.models import Venue
from venues.queries.access import present_holder
from venues.rules.table_file import read_table

MOST_ROWS = 20_000
_LOG = logging.getLogger(__name__)
_STATE = CertificateImportState


@transaction.atomic
def upload_certificates(
    *, user: User, diploma: Diploma, file_name: str, content: bytes
) -> CertificateImport:
    """Keep the file; a worker reads it."""
    check_organises(user, diploma.municipality)
    return CertificateImport.objects.create(
        municipality=diploma.municipality, diploma=diploma,
        file_name=file_name[:200].replace("\x00", ""),
        content=content, uploaded_at=clock.now(), uploaded_by=user,
    )  # fmt: skip


@transaction.atomic
def confirm_certificates(*, user: User, batch: UUID, digest: str) -> CertificateImport:
    """Let what was shown be applied. `WrongState` when it is something else by now."""
    there = municipalities_where(user, Capability.ORGANISE_TRAINING)
    row = CertificateImport.objects.select_for_update(of=("self",)).filter(
        pk=batch, municipality__in=there
    ).first()  # fmt: skip
    if row is None:
        raise NotFound(_("There is no such file, or it is not yours to see."))
    if row.state != _STATE.PREVIEWED or row.digest != digest:
        raise WrongState(_("What was shown is not what would be done. Look again."))
    row.state, row.confirmed_by, row.claimed_at = _STATE.CONFIRMED, user, None
    row.save()
    return row


def handle_certificate_imports() -> int:
    """Take the file that has waited longest one step on; how many were."""
    row = claim(
        CertificateImport.objects.filter(
            state__in=[_STATE.UPLOADED, _STATE.CONFIRMED]
        ).order_by("uploaded_at")
    )
    if row is None:
        return 0
    with translation.override(row.uploaded_by.language):
        try:
            with transaction.atomic():
                (_preview if row.state == _STATE.UPLOADED else _apply)(row)
        except DomainError as error:
            _fail(row, str(error.sentence))
        except Exception:  # noqa: BLE001 — whatever it was, nobody must wait for ever
            _LOG.exception("Certificate import %s failed.", row.pk)
            _fail(row, _("It could not be read. Tell whoever runs Lykta."))
    return 1


def _fail(row: CertificateImport, problem: str) -> None:
    CertificateImport.objects.filter(pk=row.pk).update(
        state=_STATE.FAILED, problem=problem, claimed_at=None
    )


def _preview(row: CertificateImport) -> None:
    row.lines = _lines_of(row)
    row.counts = dict(Counter(one["outcome"] for one in row.lines))
    row.digest = _digest(row.lines)
    row.state, row.claimed_at = _STATE.PREVIEWED, None
    row.save()


def _apply(row: CertificateImport) -> None:
    lines = _lines_of(row)
    if _digest(lines) != row.digest:
        row.lines, row.digest = lines, _digest(lines)
        row.counts = dict(Counter(one["outcome"] for one in lines))
        row.state, row.claimed_at = _STATE.PREVIEWED, None
        row.problem = _("People or venues have changed since. Look at it anew.")
        row.save()
        return
    for line in lines:
        if line["outcome"] == "new":
            _take_over(row, line)
    row.state, row.applied_at, row.claimed_at = _STATE.APPLIED, clock.now(), None
    row.problem = ""
    row.save()


def _digest(lines: list[dict[str, Any]]) -> str:
    text = json.dumps(lines, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _lines_of(row: CertificateImport) -> list[dict[str, Any]]:
    table = read_table(bytes(row.content))
    columns = columns_of(table.columns)
    if columns is None:
        raise Invalid(_("The file needs a column “namn” and a column “utfärdat”."))
    if len(table.rows) > MOST_ROWS:
        raise Invalid(
            _("The file has more than %(count)s rows. Split it.") % {"count": MOST_ROWS}
        )
    known = _Known(row)
    today = clock.today()
    found = []
    for number, cells in table.rows:
        line = read_line(cells, columns, today)
        if isinstance(line, CertificateLine):
            found.append({"row": number, **known.judge(line)})
        else:
            shown = cells.get(columns["name"], "")[:120].replace("\x00", "")
            found.append(
                {"row": number, "outcome": "refused", "name": shown, "why": str(line)}
            )
    return found


class _Known:
    """What is there already: venues by number, people by name and address or venue."""

    def __init__(self, row: CertificateImport) -> None:
        self.venues = {
            one.restaurangnummer: one
            for one in Venue.objects.filter(municipality=row.municipality_id).exclude(
                restaurangnummer=None
            )
        }
        people = Person.objects.filter(
            municipality=row.municipality_id, merged_into=None
        )
        self.by_email = {
            (one.name.casefold(), one.email.casefold()): str(one.pk)
            for one in people
            if one.email
        }
        self.by_venue = {
            (name.casefold(), str(venue)): str(person)
            for person, name, venue in Employment.objects.filter(
                person__in=people
            ).values_list("person", "person__name", "venue")
        }
        self.held = {
            (str(person), issued_on.isoformat())
            for person, issued_on in Certificate.objects.filter(
                diploma=row.diploma_id
            ).values_list("person", "issued_on")
        }
        self.seen: set[tuple[str, ...]] = set()
        self.given: set[tuple[str, str]] = set()

    def judge(self, line: CertificateLine) -> dict[str, Any]:
        venue = self.venues.get(line.restaurangnummer)
        said: dict[str, Any] = {
            "name": line.name, "email": line.email, "role": line.role,
            "issued_on": line.issued_on.isoformat(),
            "valid_until": line.valid_until.isoformat() if line.valid_until else "",
            "venue": str(venue.pk) if venue else "",
            "venue_name": venue.name if venue else "",
        }  # fmt: skip
        if line.restaurangnummer and venue is None:
            return {**said, "outcome": "refused", "why": _("No venue has that number.")}
        key = (
            line.name.casefold(), line.email.casefold(), said["venue"], said["issued_on"],
        )  # fmt: skip
        if key in self.seen:
            return {**said, "outcome": "refused", "why": _("The line stands twice.")}
        self.seen.add(key)
        person = self.by_email.get((key[0], key[1])) if line.email else None
        person = person or self.by_venue.get((key[0], said["venue"]), "")
        said["person"] = person
        given = (person or f"{key[0]}/{key[1]}", said["issued_on"])
        if (person or line.email) and given in self.given:
            return {**said, "outcome": "known", "why": ""}
        self.given.add(given)
        if person and (person, said["issued_on"]) in self.held:
            return {**said, "outcome": "known", "why": ""}
        return {**said, "outcome": "new", "why": ""}


def _take_over(row: CertificateImport, line: dict[str, Any]) -> None:
    person = (
        Person.objects.filter(pk=line["person"]).first() if line["person"] else None
    )
    if person is None:  # also when a line before it was about the same person
        same = Person.objects.filter(
            municipality=row.municipality_id, merged_into=None, made_at=row.uploaded_at,
            name=line["name"], email=line["email"],
        )  # fmt: skip
        if line["venue"]:
            same = same.filter(employments__venue=line["venue"])
        person = same.first() if line["email"] or line["venue"] else None
    if person is None:
        person = Person.objects.create(
            municipality_id=row.municipality_id, name=line["name"], email=line["email"],
            made_at=row.uploaded_at,
        )  # fmt: skip
    if line["venue"]:
        person_venue = Venue.objects.get(pk=line["venue"])
        Employment.objects.get_or_create(
            person=person, venue_id=line["venue"], ended_on=None,
            role=line["role"] or StaffRole.SERVING,
            defaults={
                "holder": present_holder(person_venue, clock.today()),
                "started_on": date.fromisoformat(line["issued_on"]),
                "consented_on": clock.today(),
            },
        )  # fmt: skip
    until = line["valid_until"]
    issue(
        person=person, diploma=row.diploma, by=row.confirmed_by, origin=row.file_name,
        issued_on=date.fromisoformat(line["issued_on"]),
        until=date.fromisoformat(until) if until else None,
    )  # fmt: skip
