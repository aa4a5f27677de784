"""Opening an obligation for every sealed finding, and taking it on step by step."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from core import clock
from core.changes import next_change
from core.errors import Invalid, NotFound, WrongState
from inspections.models import (
    Answer,
    Finding,
    Obligation,
    ObligationState,
    ObligationStep,
    Outcome,
    Section,
)
from inspections.queries.obligations import obligations_visible_to
from inspections.rules.follow_up import put_right_by
from inspections.rules.obligation import (
    Verb,
    needs_reason,
    outcome_of,
    state_after,
)

_SEEN_FROM = (
    ObligationState.OPEN,
    ObligationState.REFUSED,
    ObligationState.REMEDIED,
)
_LEAST_REASON = 3


@transaction.atomic
def bring_up_to_date(section: Section) -> None:
    """Let the obligations say what a sealed section says, also after an amendment.

    New findings open one; a finding that is gone from the record withdraws it; an item
    that this visit saw in order meets the earlier ones. Doing it twice changes nothing.
    """
    if section.sealed_at is None or section.agency_id is None:
        return
    findings = {row.finding: row for row in Finding.objects.filter(section=section)}
    known = {
        row.finding: row
        for row in Obligation.objects.select_for_update().filter(
            visit=section.visit_id, agency=section.agency_id
        )
    }
    _open(section, [row for key, row in findings.items() if key not in known])
    for key, row in known.items():
        if key not in findings and row.state != ObligationState.CLOSED:
            record_step(row, Verb.WITHDRAW)
    _meet_earlier(section)


def _open(section: Section, findings: Iterable[Finding]) -> None:
    now = clock.now()
    rows = []
    for finding in findings:
        is_over = finding.corrected_on_site
        rows.append(
            Obligation(
                finding=finding.finding,
                agency_id=finding.agency_id,
                venue_id=finding.venue_id,
                visit=section.visit_id,
                item=finding.item,
                severity=finding.severity,
                follow_up=finding.follow_up,
                night=finding.night,
                found_on=finding.found_on,
                due_on=put_right_by(finding.follow_up, finding.found_on),
                responsible_id=section.lead_id,
                state=ObligationState.CLOSED if is_over else ObligationState.OPEN,
                outcome=Outcome.CORRECTED_ON_SITE if is_over else "",
                opened_at=now,
                closed_at=now if is_over else None,
            )
        )
    Obligation.objects.bulk_create(rows, ignore_conflicts=True)
    opened = Obligation.objects.filter(finding__in=[row.finding for row in rows])
    ObligationStep.objects.bulk_create(
        ObligationStep(obligation=row, at=now, verb=Verb.OPEN, after=row.state)
        for row in opened.filter(steps=None)
    )
    for row in opened.filter(
        Exists(
            Answer.objects.filter(
                section__agency=OuterRef("agency"),
                section__venue=OuterRef("venue"),
                section__visit__night__gt=OuterRef("night"),
                item=OuterRef("item"),
                value="ok",
            )
        ),
        state__in=_SEEN_FROM,
    ):  # a later visit was sealed before this one
        record_step(row, Verb.SEE_IN_ORDER)


def _meet_earlier(section: Section) -> None:
    in_order = Answer.objects.filter(section=section, value="ok").values("item")
    for row in Obligation.objects.select_for_update().filter(
        agency=section.agency_id,
        venue=section.venue_id,
        item__in=in_order,
        night__lt=section.visit.night,
        state__in=_SEEN_FROM,
    ):
        record_step(row, Verb.SEE_IN_ORDER, said=str(section.visit_id))


@transaction.atomic
def take_on(*, user: User, obligation: UUID, verb: Verb, said: str = "") -> Obligation:
    """Take an obligation one step on. `obligation` is the finding's id.

    Raises `WrongState` when that is not possible from where it stands, `Invalid` when a
    reason is missing, `NotFound` when it is not theirs to see.
    """
    row = obligation_for(user, obligation)
    before = ObligationState(row.state)
    if state_after(before, verb) is None:
        raise WrongState(
            _("That is not possible any more: the finding is “%(state)s” by now.")
            % {"state": before.label}
        )
    if needs_reason(before, verb) and len(said.strip()) < _LEAST_REASON:
        raise Invalid(_("Say why, in three letters or more."), code="reason_missing")
    return record_step(row, verb, by=user, said=said.strip())


def obligation_for(user: User, finding: UUID) -> Obligation:
    """The obligation, locked, when the person may follow it up; `NotFound` else."""
    if not obligations_visible_to(user).filter(finding=finding).exists():
        raise NotFound(_("There is no such finding, or it is not yours to see."))
    row = (
        Obligation.objects.select_for_update(of=("self",))
        .select_related("agency__municipality", "venue")
        .get(finding=finding)
    )
    check_may(user, Capability.FOLLOW_UP, row.agency.municipality, row.agency)
    return row


def record_step(
    row: Obligation, verb: Verb, by: User | None = None, said: str = ""
) -> Obligation:
    """Write a step that was found possible; for other services, which have checked."""
    before = ObligationState(row.state)
    after = state_after(before, verb)
    assert after is not None
    now = clock.now()
    row.state = after
    if after == ObligationState.CLOSED:
        row.closed_at, row.outcome = now, outcome_of(before, verb)
    row.save(update_fields=["state", "closed_at", "outcome"])
    # The tablets hear of it: the venue's history is one of what is still open.
    Section.objects.filter(visit=row.visit, agency=row.agency_id).update(
        change=next_change(f"agency:{row.agency_id}")
    )
    ObligationStep.objects.create(
        obligation=row, at=now, by=by, verb=verb, before=before, after=after, said=said
    )
    return row


def find_missing() -> int:
    """Open what is missing: findings of sealed sections without an obligation.

    The seal opens them itself; this finds what it did not, whatever the reason.
    """
    known = Obligation.objects.filter(finding=OuterRef("finding"))
    missing = Finding.objects.filter(~Exists(known)).values("section")
    rows = Section.objects.filter(pk__in=missing).select_related("visit")
    sections = list(rows.order_by("visit__night", "pk"))
    for section in sections:
        bring_up_to_date(section)
    return len(sections)
