"""Is the coming fortnight covered? Venue by venue, night by night; and who requires what."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Municipality
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core import clock
from core.nights import night_or_civil_date
from training.models import Diploma, Requirement, Scope, StaffRole
from training.permissions import organises
from training.queries.coverage import CoverageRow, coverage_between
from training.rules.coverage import Verdict
from training.services.requirements import end_requirement, require
from venues.models import Venue
from web.asking import municipality_in_hand, page_of, person
from web.deeds import done, taken
from web.fields import DateField, TimeField
from web.parts.mark import Mark, Tone
from web.parts.table import Cell, Column, Table
from web.training.on_duty import trained_share

NIGHTS = 14
VERDICT_MARKS: Mapping[Verdict, Mark] = {
    Verdict.COVERED: Mark(gettext_lazy("covered"), Tone.GOOD),
    Verdict.SHORT: Mark(gettext_lazy("short"), Tone.BAD),
    Verdict.NO_ROSTER: Mark(gettext_lazy("no roster"), Tone.NONE),
    Verdict.NOT_ASKED: Mark(gettext_lazy("not asked"), Tone.NONE),
}
_DAY, _EARLIEST = 1440, 6 * 60
_MOST = 5000  # names in one statement
_WORST = (Verdict.SHORT, Verdict.NO_ROSTER, Verdict.COVERED)


class RequirementForm(forms.Form):
    """Who must hold a diploma, where and when."""

    diploma = forms.ModelChoiceField(
        label=gettext_lazy("Diploma"), queryset=Diploma.objects.none()
    )
    venue = forms.ModelChoiceField(
        label=gettext_lazy("Venue"), queryset=Venue.objects.none(), required=False,
        empty_label=gettext_lazy("every venue"),
    )  # fmt: skip
    scope = forms.ChoiceField(label=gettext_lazy("Of whom"), choices=Scope.choices)
    percent = forms.IntegerField(
        label=gettext_lazy("Share, per cent"), min_value=1, max_value=100, required=False,
        help_text=gettext_lazy("For a share alone."),
    )  # fmt: skip
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Named roles"), choices=StaffRole.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    after = TimeField(
        label=gettext_lazy("Only when serving goes on after"), required=False,
        help_text=gettext_lazy("Before 06:00 means after midnight. Empty: every night."),
    )  # fmt: skip
    basis = forms.CharField(label=gettext_lazy("Where it is decided"), max_length=300)
    valid_from = DateField(label=gettext_lazy("From"))
    valid_to = DateField(label=gettext_lazy("To and including"), required=False)

    def __init__(self, *args: Any, municipality: str, **options: Any) -> None:
        super().__init__(*args, **options)
        diplomas = Diploma.objects.filter(municipality=municipality)
        self.fields["diploma"].queryset = diplomas  # type: ignore[attr-defined]
        venues = Venue.objects.filter(municipality=municipality, ended_on=None)
        self.fields["venue"].queryset = venues.order_by("name", "pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        wall = found.pop("after", None)
        minute = None if wall is None else wall.hour * 60 + wall.minute
        if minute is not None and minute < _EARLIEST:
            minute += _DAY
        found["after_minute"] = minute
        found["roles"] = [StaffRole(one) for one in found.get("roles", ())]
        return found


@require_GET
def coverage_page(request: HttpRequest) -> HttpResponse:
    """The venues of the municipality and their next fourteen nights."""
    there = municipality_in_hand(request, Capability.SEE_TRAINING)
    first = night_or_civil_date(clock.now())
    by_venue: dict[UUID, list[CoverageRow]] = defaultdict(list)
    for row in coverage_between(there.pk, first, NIGHTS):
        by_venue[row.venue].append(row)
    only = request.GET.get("only", "")
    chosen = [
        venue
        for venue, rows in by_venue.items()
        if not only or any(row.verdict == only for row in rows)
    ]
    venues = Venue.objects.filter(municipality=there, ended_on=None)
    if only:
        venues = venues.filter(pk__in=chosen[:_MOST])
    page = page_of(request, venues.order_by("name", "pk"))
    nights = [first + timedelta(days=number) for number in range(NIGHTS)]
    return render(
        request,
        "training/coverage.html",
        {
            "page": page,
            "table": _table(list(page.object_list), by_venue, nights),
            "only": only,
            "choices": [(one.value, VERDICT_MARKS[one].text) for one in _WORST],
            "counts": _counts(by_venue),
            "first": first,
            "last": nights[-1],
            "on_duty": trained_share(person(request), there, first),
        },
    )


def _counts(by_venue: Mapping[UUID, Sequence[CoverageRow]]) -> list[tuple[Mark, int]]:
    worst = [worst_of(rows) for rows in by_venue.values()]
    return [(VERDICT_MARKS[one], worst.count(one)) for one in _WORST]


def worst_of(rows: Sequence[CoverageRow]) -> Verdict:
    """What a venue's nights come to: short when one of them is."""
    seen = {row.verdict for row in rows}
    return next((one for one in _WORST if one in seen), Verdict.NOT_ASKED)


def _table(
    venues: Sequence[Venue],
    by_venue: Mapping[UUID, Sequence[CoverageRow]],
    nights: Sequence[date],
) -> Table:
    return Table(
        [Column(_("Venue")), Column(_("The fortnight")), Column(_("Short on"))],
        [
            [
                Cell(venue.name, reverse("venue_coverage", args=[venue.pk])),
                Cell(marks=(VERDICT_MARKS[worst_of(rows)],)),
                Cell(_short_on(rows, nights)),
            ]
            for venue in venues
            for rows in [by_venue.get(venue.pk, ())]
        ],
    )


def _short_on(rows: Sequence[CoverageRow], nights: Sequence[date]) -> str:
    short = {row.night for row in rows if row.verdict == Verdict.SHORT}
    return ", ".join(night.isoformat() for night in nights if night in short)


@require_http_methods(["GET", "POST"])
def requirement_list(request: HttpRequest) -> HttpResponse:
    """Every requirement, where it is decided, and the form to write one down."""
    there = municipality_in_hand(request, Capability.SEE_TRAINING)
    if request.method == "POST":
        form = RequirementForm(request.POST, municipality=there.pk)

        def take(scope: str, **asked: Any) -> object:
            return require(
                user=person(request), municipality=there, scope=Scope(scope), **asked
            )

        return taken(
            request, form, take, lambda wrong: _requirements(request, there, wrong),
            then=reverse("requirement_list"), said=_("It is saved."),
        )  # fmt: skip
    may = organises(person(request), there.pk)
    return _requirements(
        request, there, RequirementForm(municipality=there.pk) if may else None
    )


def _requirements(
    request: HttpRequest, there: Municipality, form: forms.BaseForm | None
) -> HttpResponse:
    seen = municipalities_where(person(request), Capability.SEE_TRAINING)
    rows = Requirement.objects.filter(municipality__in=seen)
    return render(
        request,
        "training/requirements.html",
        {
            "rows": rows.select_related("venue", "diploma"),
            "form": form,
            "may": organises(person(request), there.pk),
            "today": clock.today(),
        },
    )


@require_POST
def requirement_end(request: HttpRequest, requirement: int) -> HttpResponse:
    """Let a requirement end today."""
    return done(
        request,
        lambda: end_requirement(
            user=person(request), requirement=requirement, last_on=clock.today()
        ),
        reverse("requirement_list"),
        _("It holds until today."),
    )
