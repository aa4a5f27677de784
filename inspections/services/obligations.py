"""Opening an obligation for every sealed finding, and taking it on step by step."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules.capabilities import Capability
from accounts.services.locking import locked_for
from core import clock
from core.changes import next_change
from core.errors import Invalid, WrongState
from core.words import check_says_something
from inspections.models import (
    Answer,
    Finding,
    Obligation,
    ObligationState,
    ObligationStep,
    Outcome,
    Proof,
    ProofState,
    RevisitRequest,
    Section,
)
from inspections.queries.obligations import obligations_visible_to
from inspections.rules.follow_up import put_right_by
from inspections.rules.obligation import (
    BY_HAND,
    UNDERWAY,
    Verb,
    needs_reason,
    outcome_of,
    state_after,
)

_JUDGED = {Verb.ACCEPT: ProofState.ACCEPTED, Verb.REFUSE: ProofState.REFUSED}


@transaction.atomic
def bring_up_to_date(section: Section) -> None:
    """Let the obligations say what a sealed section says, also after an amendment.

    New findings open one; a finding that is gone from the record withdraws it; an item
    that this visit saw in order meets the earlier ones. Doing it twice changes nothing.
    """
    if section.sealed_at is None or section.agency_id is None:
        return
    findings = {row.finding: row for row in Finding.objects.filter(section=section)}
    mine = Obligation.objects.select_for_update().filter(agency=section.agency_id)
    known = {row.finding: row for row in mine.filter(visit=section.visit_id)}
    taken = set(mine.filter(finding__in=findings).values_list("finding", flat=True))
    _open(section, [row for key, row in findings.items() if key not in taken])
    for key, row in known.items():
        _follow(row, findings.get(key))
    _meet_earlier(section)
    _meet_requests(section)


def _follow(row: Obligation, finding: Finding | None) -> None:
    """Let an obligation say what the record says of its finding by now."""
    if row.state == ObligationState.CLOSED:
        was_corrected = row.outcome == Outcome.CORRECTED_ON_SITE
        if finding is None or finding.corrected_on_site or not was_corrected:
            return
        record_step(row, Verb.REOPEN)
    if finding is None:
        record_step(row, Verb.WITHDRAW)
        return
    _say_anew(row, finding)
    if finding.corrected_on_site and row.state in UNDERWAY:
        record_step(row, Verb.CORRECT)


def _open(section: Section, findings: Iterable[Finding]) -> None:
    now = clock.now()
    rows = [_obligation(section, one, now) for one in findings]
    Obligation.objects.bulk_create(rows)
    ObligationStep.objects.bulk_create(
        ObligationStep(obligation=row, at=now, verb=Verb.OPEN, after=row.state)
        for row in rows
    )
    # A later visit may have been sealed before this one.
    seen = Answer.objects.filter(
        section__agency=section.agency_id, section__venue=section.venue_id,
        section__visit__night__gt=section.visit.night, value="ok",
    )  # fmt: skip
    in_order = dict(seen.values_list("item", "section__visit"))
    for row in rows:
        if row.state in UNDERWAY and row.item in in_order:
            record_step(row, Verb.SEE_IN_ORDER, said=str(in_order[row.item]))


def _obligation(section: Section, finding: Finding, now: datetime) -> Obligation:
    is_over = finding.corrected_on_site
    return Obligation(
        finding=finding.finding,
        agency_id=finding.agency_id,
        venue_id=finding.venue_id,
        visit=section.visit_id,
        night=finding.night,
        found_on=finding.found_on,
        responsible_id=section.lead_id,
        state=ObligationState.CLOSED if is_over else ObligationState.OPEN,
        outcome=Outcome.CORRECTED_ON_SITE if is_over else "",
        opened_at=now,
        closed_at=now if is_over else None,
        **_said_by(finding),
    )


def _said_by(finding: Finding) -> dict[str, Any]:
    """What an amendment may say anew."""
    return {
        "item": finding.item,
        "severity": finding.severity,
        "follow_up": finding.follow_up,
        "due_on": put_right_by(finding.follow_up, finding.found_on),
    }


def _say_anew(row: Obligation, finding: Finding) -> None:
    said = _said_by(finding)
    if all(getattr(row, name) == value for name, value in said.items()):
        return
    Obligation.objects.filter(pk=row.pk).update(**said, reminded=0)
    ObligationStep.objects.create(
        obligation=row, at=clock.now(), verb=Verb.REWEIGH, before=row.state,
        after=row.state,
    )  # fmt: skip


def _meet_earlier(section: Section) -> None:
    in_order = Answer.objects.filter(section=section, value="ok").values("item")
    for row in Obligation.objects.select_for_update().filter(
        agency=section.agency_id,
        venue=section.venue_id,
        item__in=in_order,
        night__lt=section.visit.night,
        state__in=UNDERWAY,
    ):
        record_step(row, Verb.SEE_IN_ORDER, said=str(section.visit_id))


@transaction.atomic
def take_on(*, user: User, obligation: UUID, verb: Verb, said: str = "") -> Obligation:
    """Take an obligation one step on, in words. `obligation` is the finding's id.

    Raises `WrongState` when that is not possible from where it stands, `Invalid` when a
    reason is missing or the verb needs more than words, `NotFound` when it is not theirs
    to see.
    """
    row = obligation_for(user, obligation)
    check_possible(row, verb)
    if verb not in BY_HAND:
        raise Invalid(_("This step needs more than words."))
    if needs_reason(ObligationState(row.state), verb):
        check_reason(said)
    return record_step(row, verb, by=user, said=said.strip())


@transaction.atomic
def take_into_case(*, user: User, obligation: UUID) -> Obligation:
    """Let a case deal with a finding. `WrongState` when it has gone on meanwhile."""
    row = obligation_for(user, obligation)
    check_possible(row, Verb.OPEN_CASE)
    return record_step(row, Verb.OPEN_CASE, by=user)


def end_case(row: Obligation, *, by: User, said: str) -> None:
    """Close a finding whose case has ended; one that left the case stays as it is."""
    if state_after(ObligationState(row.state), Verb.END_CASE) is not None:
        record_step(row, Verb.END_CASE, by=by, said=said)


def obligation_for(user: User, finding: UUID) -> Obligation:
    """The obligation, locked, when the person may follow it up; `NotFound` else."""
    return locked_for(
        user,
        Capability.FOLLOW_UP,
        obligations_visible_to(user),
        _("There is no such finding, or it is not yours to see."),
        finding=finding,
    )


def check_possible(row: Obligation, verb: Verb) -> None:
    """Raise `WrongState` when the verb leads nowhere from where the finding stands."""
    if state_after(ObligationState(row.state), verb) is None:
        raise WrongState(
            _("That is not possible any more: the finding is “%(state)s” by now.")
            % {"state": row.get_state_display()}
        )


def check_reason(said: str) -> None:
    """Raise `Invalid` when nobody could read why."""
    check_says_something(
        said, _("Say why, in three letters or more."), code="reason_missing"
    )


def record_step(
    row: Obligation, verb: Verb, by: User | None = None, said: str = ""
) -> Obligation:
    """Write a step that was found possible; for services that have checked it. What a
    later visit saw in order says which visit that was.
    """
    before = ObligationState(row.state)
    after = state_after(before, verb)
    assert after is not None
    now = clock.now()
    row.state = after
    is_closed = after == ObligationState.CLOSED
    row.closed_at = now if is_closed else None
    row.outcome = outcome_of(before, verb) if is_closed else ""
    row.save(update_fields=["state", "closed_at", "outcome"])
    # The tablets hear of it: the venue's history is one of what is still open.
    Section.objects.filter(visit=row.visit, agency=row.agency_id).update(
        change=next_change(f"agency:{row.agency_id}")
    )
    ObligationStep.objects.create(
        obligation=row, at=now, by=by, verb=verb, before=before, after=after, said=said
    )
    if verb in _JUDGED or is_closed:
        _judge_proofs(row, _JUDGED.get(verb, ProofState.SET_ASIDE), by, said)
    return row


def _judge_proofs(
    row: Obligation, state: ProofState, by: User | None, said: str
) -> None:
    """What the venue sent and nobody has judged yet is judged with the finding."""
    reason = said if state == ProofState.REFUSED else ""
    Proof.objects.filter(obligation=row, state=ProofState.SENT).update(
        state=state, judged_at=clock.now(), judged_by=by, reason=reason
    )


def _meet_requests(section: Section) -> None:
    """A visit is the answer to what the venue had asked for before it."""
    RevisitRequest.objects.filter(
        obligation__venue=section.venue_id, obligation__agency=section.agency_id,
        declined_at=None, visited_on=None, asked_at__lt=section.visit.started_at,
    ).update(visited_on=section.visit.night)  # fmt: skip


def find_missing() -> int:
    """Open what is missing: findings of sealed sections without an obligation.

    The seal opens them itself; this finds what it did not, whatever the reason.
    """
    known = Obligation.objects.filter(
        finding=OuterRef("finding"), agency=OuterRef("agency")
    )
    missing = Finding.objects.filter(~Exists(known)).values("section")
    rows = Section.objects.filter(pk__in=missing).select_related("visit")
    sections = list(rows.order_by("visit__night", "pk"))
    for section in sections:
        bring_up_to_date(section)
    return len(sections)
