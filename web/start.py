"""The first page after signing in: what waits for this person, by what they may do."""

from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.permissions import agencies_where, capabilities_held
from accounts.rules.capabilities import Capability
from core import clock
from core.nights import night_or_civil_date
from inspections.queries.coverage import Standing, standing_of
from inspections.queries.custody import held_visible_to
from inspections.queries.destructions import destructions_visible_to
from inspections.queries.due_list import DueVenue
from inspections.queries.occasions import occasions_visible_to
from inspections.queries.promises import Promise, promises_of
from inspections.queries.sections import visits_visible_to
from situation.queries.public_words import waiting_words
from venues.queries.access import venues_looked_into_by
from web.asking import chosen_agency, person
from web.formats import number
from web.parts.mark import Mark, Tone
from web.parts.table import Cell, Column, KeyFigure, Table
from web.words import REASON_WORDS

_DRAFTS = 20


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Tonight, what waits, how the agency stands, and who is next."""
    user, today = person(request), clock.today()
    if not capabilities_held(user) and venues_looked_into_by(user).exists():
        return redirect("my_venues")
    agency = chosen_agency(request, Capability.SEE_DUE_LIST)
    mine = list(
        agencies_where(user, Capability.READ_SECTIONS).values_list("pk", flat=True)
    )
    promises = promises_of(mine, today, _DRAFTS)
    night = night_or_civil_date(clock.now())
    standing = None if agency is None else standing_of(agency, today)
    return render(
        request,
        "start.html",
        {
            "agency": agency,
            "night": night,
            "occasions": occasions_visible_to(user).filter(
                night__range=(night, night + timedelta(days=14))
            ).order_by("night"),
            "tonight": visits_visible_to(user).filter(night=night).select_related("venue"),
            "waiting": _waiting(request, promises),
            "standing": standing,
            "figures": [] if standing is None else _figures(standing),
            "drafts": _draft_table(promises),
            "to_put_right": None
            if standing is None
            else _next_table(standing.to_put_right),
            "next": None if standing is None else _next_table(standing.soonest),
        },
    )  # fmt: skip


def _waiting(request: HttpRequest, promises: list[Promise]) -> list[KeyFigure]:
    """What waits for this person; only what there is."""
    user = person(request)
    held = held_visible_to(user).count()
    proposed = (
        destructions_visible_to(user)
        .filter(state="proposed")
        .exclude(proposed_by=user)
        .count()
    )
    late = sum(one.is_late for one in promises)
    torn = sum(one.conflicts for one in promises)
    care = Mark(_("waits for you"), Tone.CARE)
    figures = [
        KeyFigure(_("Entries held"), held, href=reverse("quarantine"), mark=care),
        KeyFigure(
            _("Proposals to destroy contents"), proposed,
            href=reverse("destruction_list"), mark=care,
        ),
        KeyFigure(_("Answers that differ"), torn, mark=care),
        KeyFigure(
            _("Protocols later than promised"), late, len(promises),
            mark=Mark(_("late"), Tone.BAD), note=_("of the sections not sealed yet"),
        ),
        KeyFigure(
            _("Told by the public"), waiting_words(user).count(),
            href=reverse("public_word_list"), mark=care,
        ),
    ]  # fmt: skip
    return [one for one in figures if one.value]


def _figures(standing: Standing) -> list[KeyFigure]:
    share = standing.visited / standing.venues if standing.venues else None
    return [
        KeyFigure(
            _("Venues visited this year"), number(standing.visited), number(standing.venues),
            note="" if share is None else f"{share:.0%}".replace("%", " %"),
        ),
        KeyFigure(
            _("Overdue"), number(standing.overdue), number(standing.venues),
            href=f"{reverse('venue_list')}?due=overdue&sort=due",
            mark=Mark(_("overdue"), Tone.BAD) if standing.overdue else None,
        ),
        KeyFigure(
            _("Waiting longest"),
            standing.oldest_name or None,
            href=reverse("venue_detail", args=[standing.oldest]) if standing.oldest else "",
            note=_("never visited, in the register since %(day)s") % {"day": standing.oldest_on}
            if standing.oldest_is_unseen
            else _("last visited %(day)s") % {"day": standing.oldest_on or "–"},
        ),
    ]  # fmt: skip


def _draft_table(promises: list[Promise]) -> Table:
    return Table(
        [Column(_("Night")), Column(_("Venue")), Column(_("Agency")), Column(_("Promised"))],
        [
            [
                Cell(one.section.visit.night),
                Cell(
                    one.section.visit.venue.name,
                    reverse("visit_detail", args=[one.section.visit_id]),
                    marks=(Mark(_("answers differ"), Tone.CARE),)
                    if one.conflicts
                    else (),
                ),
                Cell(one.section.agency.name if one.section.agency else ""),
                Cell(
                    one.promised_on,
                    marks=(Mark(_("late"), Tone.BAD),) if one.is_late else (),
                ),
            ]
            for one in promises
        ],
    )  # fmt: skip


def _next_table(rows: Sequence[DueVenue]) -> Table:
    return Table(
        [Column(_("Due")), Column(_("Venue")), Column(_("Why"))],
        [
            [
                Cell(row.due_on),
                Cell(
                    row.name,
                    reverse("venue_detail", args=[row.venue]),
                    note=row.address,
                ),
                Cell(REASON_WORDS[row.reason]),
            ]
            for row in rows
        ],
    )
