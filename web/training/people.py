"""People who are taught or work at venues: finding, describing and merging them."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Municipality
from accounts.rules.capabilities import Capability
from accounts.services.reads import log_personal_data_read
from core import clock
from core.errors import NotFound
from training.documents.certificate_pdf import certificate_pdf
from training.models import Certificate, Person, PersonalNumberGround
from training.queries.certificates import with_standing
from training.queries.people import likely_doubles, people_visible_to
from training.services.certifying import revoke_certificate
from training.services.links import mail_links, renew_link
from training.services.people import add_person, merge_people, note_number_ground
from web.asking import municipality_in_hand, page_of, person
from web.deeds import done, taken
from web.fields import DateField
from web.files import pdf
from web.training.forms import WhyForm


class PersonForm(forms.Form):
    """Somebody new."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254, required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=settings.LANGUAGES
    )
    personal_number = forms.CharField(
        label=gettext_lazy("Personal number"), max_length=13, required=False,
        help_text=gettext_lazy(
            "Only where the municipality has decided why. It is kept unreadable."
        ),
    )  # fmt: skip


class GroundForm(forms.Form):
    """Why personal numbers are kept."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is clearly justified"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    decided_on = DateField(label=gettext_lazy("Decided"))


@require_http_methods(["GET", "POST"])
def person_list(request: HttpRequest) -> HttpResponse:
    """Find somebody, add somebody, and see who may be there twice."""
    there = municipality_in_hand(request, Capability.ORGANISE_TRAINING)
    if request.method == "POST":
        return taken(
            request, PersonForm(request.POST),
            lambda **asked: add_person(user=person(request), municipality=there, **asked),
            lambda wrong: _people(request, there, wrong),
            then=reverse("person_list"), said=_("The person is added."),
        )  # fmt: skip
    return _people(request, there, PersonForm())


@require_POST
def number_ground(request: HttpRequest) -> HttpResponse:
    """Put on record why personal numbers are kept."""
    there = municipality_in_hand(request, Capability.ORGANISE_TRAINING)
    return taken(
        request, GroundForm(request.POST, prefix="ground"),
        lambda **asked: note_number_ground(
            user=person(request), municipality=there, **asked
        ),
        lambda wrong: _people(request, there, PersonForm(), wrong),
        then=reverse("person_list"), said=_("It is saved."),
    )  # fmt: skip


def _people(
    request: HttpRequest,
    there: Municipality,
    form: forms.BaseForm,
    ground: forms.BaseForm | None = None,
) -> HttpResponse:
    rows = people_visible_to(person(request))
    asked = request.GET.get("q", "").replace("\x00", "")[:100].strip()
    for word in asked.split()[:5]:
        rows = rows.filter(name__icontains=word) | rows.filter(email__icontains=word)
    return render(
        request,
        "training/people.html",
        {
            "page": page_of(request, rows.order_by("name", "pk")),
            "asked": asked,
            "form": form,
            "ground": PersonalNumberGround.objects.filter(municipality=there).first(),
            "ground_form": ground or GroundForm(prefix="ground"),
            "doubles": likely_doubles(people_visible_to(person(request))),
        },
    )


def _found(request: HttpRequest, one: UUID) -> Person:
    row = people_visible_to(person(request)).filter(pk=one).first()
    if row is None:
        raise NotFound(_("There is no such person, or they are not yours to see."))
    return row


@require_GET
def person_detail(request: HttpRequest, one: UUID) -> HttpResponse:
    """Somebody with certificates, courses, listings and knowledge tests."""
    row = _found(request, one)
    log_personal_data_read(
        user=person(request), municipality=row.municipality, kind="person",
        subject=str(row.pk),
    )  # fmt: skip
    return _person(request, row, WhyForm())


def _person(request: HttpRequest, row: Person, form: forms.BaseForm) -> HttpResponse:
    return render(
        request,
        "training/person.html",
        {
            "person": row,
            "certificates": with_standing(
                row.certificates.select_related("diploma"), clock.today()
            ),
            "why": form,
            "listings": row.employments.select_related("venue"),
            "enrolments": row.enrolments.select_related("session__course"),
            "tests": row.knowledge_tests.all(),
        },
    )


@require_POST
def person_link(request: HttpRequest, one: UUID) -> HttpResponse:
    """Mail the person a new link; the old ones open nothing any more."""
    row = _found(request, one)

    def renew() -> None:
        renew_link(person=row)
        mail_links(email=row.email)

    said = (
        _("A new link goes out within a minute. The old ones open nothing any more.")
        if row.email
        else _("The old links open nothing any more. No address is known to mail to.")
    )
    return done(request, renew, reverse("person_detail", args=[one]), said)


@require_POST
def person_merge(request: HttpRequest) -> HttpResponse:
    """Make two people one."""
    try:
        kept, double = (
            UUID(request.POST.get("kept", "")), UUID(request.POST.get("double", "")),
        )  # fmt: skip
    except ValueError:
        raise NotFound(
            _("There is no such person, or they are not yours to see.")
        ) from None
    return done(
        request,
        lambda: merge_people(user=person(request), kept=kept, double=double),
        reverse("person_detail", args=[kept]),
        _("The two are one now."),
    )


def _certificate(request: HttpRequest, certificate: UUID) -> Certificate:
    rows = Certificate.objects.filter(person__in=people_visible_to(person(request)))
    rows = rows.select_related("person", "diploma__municipality", "course")
    row = rows.filter(pk=certificate).first()
    if row is None:
        raise NotFound(_("There is no such certificate, or it is not yours to see."))
    return row


@require_GET
def certificate_paper(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """The certificate as PDF."""
    row = _certificate(request, certificate)
    return pdf(certificate_pdf(row, language=row.person.language), row.number)


@require_POST
def certificate_revoke(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Revoke a certificate, with the reason."""
    row = _certificate(request, certificate)
    return taken(
        request, WhyForm(request.POST),
        lambda why: revoke_certificate(
            user=person(request), certificate=certificate, why=why
        ),
        lambda wrong: _person(request, row.person, wrong),
        then=reverse("person_detail", args=[row.person_id]), said=_("The certificate is revoked."),
    )  # fmt: skip
