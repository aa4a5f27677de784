"""One form for each step that a case can take."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from cases.models import Case
from cases.rules.clocks import usual_answer_by
from cases.rules.ladder import ladders_on
from core import clock
from inspections.models import Obligation
from inspections.queries.obligations import unsettled
from inspections.rules.obligation import Verb, state_after
from venues.models import Venue
from web.fields import DateField, SeveralField


def _words(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=8000, widget=widget, **more)


class OpenForm(forms.Form):
    """What a case is about; its findings go into it."""

    agency = forms.ModelChoiceField(label=_("Agency"), queryset=Agency.objects.none())
    ladder = forms.ChoiceField(label=_("Law"))
    breach_on = DateField(
        label=_("Date of the breach"), help_text=_("It chooses the version of the law.")
    )
    matter = _words(_("What it is about"))
    findings = SeveralField(
        label=_("Findings that go into the case"),
        queryset=Obligation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: User, venue: Venue, **options: Any) -> None:
        super().__init__(*args, **options)
        agencies = agencies_where(user, Capability.HANDLE_CASES).filter(
            municipality=venue.municipality_id
        )
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        self.fields["agency"].initial = agencies.first()
        self.fields["ladder"].choices = [  # type: ignore[attr-defined]
            (one.code, one.name) for one in ladders_on(clock.today()).values()
        ]
        open_here = unsettled(
            Obligation.objects.filter(agency__in=agencies, venue=venue)
        )
        able = [
            row.pk
            for row in open_here
            if state_after(row.state, Verb.OPEN_CASE) is not None  # type: ignore[arg-type]
        ]
        self.fields["findings"].queryset = open_here.filter(pk__in=able)  # type: ignore[attr-defined]


class CaseForm(forms.Form):
    """A form about one case; what it offers may depend on it."""

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        self.case = case


class CommunicateForm(CaseForm):
    answer_by = DateField(
        label=_("To be answered by"),
        help_text=_("A definite day (FL 25 §). Three weeks are usual."),
    )
    said = _words(_("What was communicated"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer_by"].initial = usual_answer_by(clock.today()).isoformat()


class WordsForm(CaseForm):
    said = _words(_("In words"), required=False)


class AppealForm(WordsForm):
    on = DateField(label=_("Received by us"))


class ProposeForm(CaseForm):
    measure = forms.ChoiceField(label=_("Measure"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    reasons = _words(
        _("Reasons"),
        rows=8,
        help_text=_("The rules that were used and the facts that decided (FL 32 §)."),
    )
    why_not_milder = _words(
        _("Why a milder measure is too little"),
        required=False,
        help_text=_("Needed when the milder one has not been tried."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ladder = ladders_on(self.case.breach_on)[self.case.ladder]
        self.fields["measure"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.name}, {one.lagrum}") for one in ladder.measures
        ]
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.name}, {one.lagrum}") for one in ladder.grounds
        ]


class DecideForm(CaseForm):
    decided_on = DateField(label=_("Decided on"))
    deciders = forms.CharField(
        label=_("Decided by"),
        max_length=300,
        help_text=_(
            "Who decided, who presented the case, who else took part (FL 31 §)."
        ),
    )
    applies_from = DateField(
        label=_("Applies from"),
        required=False,
        help_text=_("Empty: at once (AL 10:1)."),
    )
    why_now = _words(
        _("Why it may be decided now"), rows=2, required=False,
        help_text=_(
            "Needed when the party's last day has not passed, or it has written since the "
            "decision was drafted (FL 25 §)."
        ),
    )  # fmt: skip


class ServeForm(CaseForm):
    received_on = DateField(
        label=_("Received by the party"),
        help_text=_("From that day they may appeal within three weeks (FL 44 §)."),
    )
    said = _words(_("How it is known"), rows=2, required=False)
