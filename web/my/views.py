"""A person's own page: certificates, courses, the test, listings. No account is needed;
the link is the key, and nothing of it is kept by the browser.
"""

from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.errors import NotFound
from core.nights import local
from training.documents.certificate_pdf import certificate_pdf
from training.models import Certificate, Enrolment, EnrolmentState, Person, Sitting
from training.queries.certificates import with_standing
from training.services.attending import code_of
from training.services.enrolling import sign_off
from training.services.evaluating import evaluate
from training.services.links import link_of, mail_links, person_at, renew_link
from training.services.people import claim_double, withdraw_agreement
from training.services.testing import begin_sitting, hand_in, is_open
from web.deeds import done, taken
from web.files import pdf
from web.my.forms import EvaluationForm, LinkForm, PaperForm
from web.unkept import unkept


@login_not_required
@require_http_methods(["GET", "POST"])
def my_link(request: HttpRequest) -> HttpResponse:
    """Ask for one's link. The answer is the same whether there is one or not."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mail_links(email=form.cleaned_data["email"])
        messages.success(
            request,
            _("If somebody with that address is known here, the link goes out now."),
        )
        return redirect("my_link")
    return render(request, "my/link.html", {"form": form})


@unkept
@require_GET
def my_page(request: HttpRequest, address: str) -> HttpResponse:
    """Everything that is known of a person, for that person."""
    who = person_at(address)
    today = clock.today()
    taking_part = (
        who.enrolments.exclude(state=EnrolmentState.CANCELLED)
        .select_related("session__course")
        .prefetch_related("session__days", "sittings")
    )
    others = Person.objects.filter(
        municipality=who.municipality_id, merged_into=None, email__iexact=who.email
    ).exclude(pk=who.pk)
    return render(
        request,
        "my/page.html",
        {
            "who": who,
            "address": address,
            "certificates": with_standing(
                who.certificates.select_related("diploma"), today
            ),
            "enrolments": [_enrolment(one) for one in taking_part],
            "listings": who.employments.select_related("venue"),
            "today": today,
            "others": others.prefetch_related("employments__venue")
            if who.email
            else [],
        },
    )


def _enrolment(row: Enrolment) -> dict[str, object]:
    days = list(row.session.days.all())
    now = clock.now()
    over = bool(days) and days[-1].ends_at < now
    sittings = list(row.sittings.all())
    has_place = row.state == EnrolmentState.BOOKED and not row.session.cancelled_at
    return {
        "row": row,
        "days": days,
        "over": over,
        "code": has_place and not over and _drawn(code_of(row)),
        "begun": bool(days) and days[0].starts_at <= now,
        "may_test": has_place
        and is_open(row.session)
        and not any(one.passed or one.handed_in_at is None for one in sittings),
        "open_paper": next((one for one in sittings if one.handed_in_at is None), None),
        "sittings": [one for one in sittings if one.handed_in_at is not None],
        "may_go": not any(local(one.starts_at).date() <= clock.today() for one in days),
    }


def _drawn(code: str) -> str:
    """The participant's code as a picture that needs no other file."""
    path = reverse("present", args=[code])
    made = segno.make(f"{settings.PUBLIC_URL}{path}", error="m")
    return made.svg_inline(scale=4, border=2, svgclass="qr", lineclass=None)


@unkept
@require_GET
def my_certificate(
    request: HttpRequest,  # noqa: ARG001
    address: str,
    certificate: UUID,
) -> HttpResponse:
    """One's certificate as PDF."""
    who = person_at(address)
    row = (
        Certificate.objects.select_related("person", "diploma__municipality", "course")
        .filter(pk=certificate, person=who)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such certificate, or it is not yours to see."))
    return pdf(certificate_pdf(row, language=who.language), row.number)


@unkept
@require_POST
def my_sign_off(request: HttpRequest, address: str, enrolment: UUID) -> HttpResponse:
    """Sign oneself off."""
    who = person_at(address)
    return done(
        request, lambda: sign_off(person=who, enrolment=enrolment),
        reverse("my_page", args=[address]), _("You are signed off."),
    )  # fmt: skip


@unkept
@require_POST
def my_withdraw(request: HttpRequest, address: str, employment: int) -> HttpResponse:
    """Take one's agreement back."""
    who = person_at(address)
    return done(
        request, lambda: withdraw_agreement(person=who, employment=employment),
        reverse("my_page", args=[address]), _("You are no longer listed there."),
    )  # fmt: skip


@unkept
@require_POST
def my_claim(request: HttpRequest, address: str, double: UUID) -> HttpResponse:
    """Say that another listing under one's address is one's own."""
    who = person_at(address)
    return done(
        request, lambda: claim_double(person=who, double=double),
        reverse("my_page", args=[address]), _("It is yours now."),
    )  # fmt: skip


@unkept
@require_POST
def my_renew(request: HttpRequest, address: str) -> HttpResponse:
    """End every link that is out, and go on with the new one."""
    who = renew_link(person=person_at(address))
    messages.success(request, _("Your old links open nothing any more."))
    return redirect(link_of(who).removeprefix(settings.PUBLIC_URL))


@unkept
@require_POST
def my_test(request: HttpRequest, address: str, enrolment: UUID) -> HttpResponse:
    """Begin the test; the time runs from here."""
    who = person_at(address)
    back = reverse("my_page", args=[address])
    made: list[Sitting] = []

    def begin() -> None:
        made.append(begin_sitting(person=who, enrolment=enrolment))

    answer = done(request, begin, back)
    return redirect("my_paper", address, made[0].pk) if made else answer


@unkept
@require_http_methods(["GET", "POST"])
def my_paper(request: HttpRequest, address: str, sitting: UUID) -> HttpResponse:
    """The paper, until it is handed in; then how it went."""
    who = person_at(address)
    row = (
        Sitting.objects.select_related("enrolment__session__course")
        .filter(pk=sitting, enrolment__person=who)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such test."))
    form = PaperForm(request.POST or None, sitting=row)
    if request.method == "POST":
        form = PaperForm(request.POST, sitting=row)
        return taken(
            request, form,
            lambda **_asked: hand_in(person=who, sitting=sitting, answers=form.answers),
            lambda wrong: _paper(request, address, row, wrong),
            then=reverse("my_paper", args=[address, sitting]),
        )  # fmt: skip
    return _paper(request, address, row, form)


def _paper(
    request: HttpRequest, address: str, row: Sitting, form: object
) -> HttpResponse:
    return render(
        request, "my/paper.html", {"sitting": row, "form": form, "address": address}
    )


@unkept
@require_http_methods(["GET", "POST"])
def my_evaluation(request: HttpRequest, address: str, enrolment: UUID) -> HttpResponse:
    """Say what one thought of the session; nobody learns who did."""
    who = person_at(address)
    row = who.enrolments.select_related("session__course").filter(pk=enrolment).first()
    if row is None:
        raise NotFound(_("There is no such sign-up."))
    form = EvaluationForm(request.POST or None)
    if request.method == "POST":
        return taken(
            request, form,
            lambda **asked: evaluate(person=who, enrolment=enrolment, **asked),
            lambda wrong: render(
                request, "my/evaluation.html",
                {"row": row, "form": wrong, "address": address},
            ),
            then=reverse("my_page", args=[address]), said=_("Thank you! No name is kept."),
        )  # fmt: skip
    return render(
        request, "my/evaluation.html", {"row": row, "form": form, "address": address}
    )
