"""The authority's side: inviting managers, giving a protocol, answering the venue."""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import agencies_where, municipalities_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotFound
from inspections.models import TO_VENUE, RecipientKind, Reply, RevisitRequest, Section
from inspections.queries.sections import sections_visible_to
from inspections.services.releasing import release_section
from inspections.services.sealing import agency_of
from inspections.services.venue_words import answer_reply, decline_revisit
from portal.models import DocumentSort
from portal.services.inviting import end_access, invite
from portal.services.reading import readings_of
from venues.models import Venue
from web.asking import person
from web.deeds import done, taken
from web.fields import DateField


class InviteForm(forms.Form):
    """Who is invited, in which language."""

    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=settings.LANGUAGES
    )


class GiveForm(forms.Form):
    """On what ground a protocol is given to the venue, and by when it may reply."""

    recipient_name = forms.CharField(label=gettext_lazy("Given to"), max_length=120)
    ground = forms.CharField(
        label=gettext_lazy("Legal ground"), min_length=3, max_length=1000
    )
    weighing = forms.CharField(
        label=gettext_lazy("What was weighed"), min_length=3, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    reply_by = DateField(label=gettext_lazy("May reply until"), required=False)
    withhold_official_names = forms.BooleanField(
        label=gettext_lazy("Leave out the officers' names (FL 33 §)"), required=False
    )


@require_http_methods(["GET", "POST"])
def venue_managers(request: HttpRequest, venue: UUID) -> HttpResponse:
    """Who looks in for a venue, who is invited, and inviting somebody."""
    there = municipalities_where(person(request), Capability.INVITE_VENUES)
    row = Venue.objects.filter(pk=venue, municipality__in=there).first()
    if row is None:
        raise NotFound(_("There is no such venue, or it is not yours to see."))
    if request.method == "POST":
        return taken(
            request, InviteForm(request.POST),
            lambda **asked: invite(user=person(request), venue=row, **asked),
            lambda wrong: _managers(request, row, wrong),
            then=reverse("venue_managers", args=[venue]),
            said=_("An invitation goes out within a minute."),
        )  # fmt: skip
    return _managers(request, row, InviteForm(initial={"email": row.email}))


def _managers(request: HttpRequest, row: Venue, form: forms.BaseForm) -> HttpResponse:
    return render(
        request,
        "venue/managers.html",
        {
            "venue": row,
            "form": form,
            "accesses": row.accesses.select_related("user", "holder"),
            "invitations": row.invitations.filter(
                used_at=None, ended_at=None, expires_at__gt=clock.now()
            ),
        },
    )


@require_POST
def access_end(request: HttpRequest, access: int) -> HttpResponse:
    """End somebody's access."""
    venue: list[UUID] = []

    def end() -> None:
        venue.append(end_access(user=person(request), access=access).venue_id)

    answer = done(request, end, reverse("venue_list"), _("The access is ended."))
    if venue:
        answer["Location"] = reverse("venue_managers", args=[venue[0]])
    return answer


@require_http_methods(["GET", "POST"])
def protocol_give(request: HttpRequest, visit: UUID, section: str) -> HttpResponse:
    """Give a sealed section to the venue, with a day to reply by."""
    releasing = agencies_where(person(request), Capability.RELEASE_SECTIONS)
    row = get_object_or_404(
        sections_visible_to(person(request))
        .filter(agency__in=releasing)
        .exclude(sealed_at=None)
        .select_related("visit__venue", "agency"),
        visit=visit,
        code=section,
    )
    if request.method == "POST":
        return taken(
            request, GiveForm(request.POST),
            lambda **asked: release_section(
                user=person(request), visit=visit, code=section,
                recipient_kind=RecipientKind.VENUE, recipient_agency=None, **asked,
            ),
            lambda wrong: _give(request, row, wrong),
            then=reverse("protocol_give", args=[visit, section]),
            said=_("It is given. Whoever looks in for the venue is told by mail."),
        )  # fmt: skip
    venue = row.visit.venue
    return _give(
        request,
        row,
        GiveForm(
            initial={
                "recipient_name": venue.name,
                "ground": _("FL 10 §: a party's right to see"),
                "reply_by": (
                    clock.today() + timedelta(days=agency_of(row).reply_days)
                ).isoformat(),
            }
        ),
    )


def _give(request: HttpRequest, row: Section, form: forms.BaseForm) -> HttpResponse:
    releases = list(row.releases.filter(recipient_kind__in=TO_VENUE))
    read = readings_of(DocumentSort.PROTOCOL, [one.pk for one in releases])
    return render(
        request,
        "venue/give.html",
        {
            "section": row,
            "form": form,
            "releases": [
                (one, one.replies.all(), read.get(str(one.pk), [])) for one in releases
            ],
        },
    )


@require_POST
def reply_answer(request: HttpRequest, reply: UUID) -> HttpResponse:
    """Answer what the venue replied."""
    mine = agencies_where(person(request), Capability.FOLLOW_UP)
    row = Reply.objects.filter(release__section__agency__in=mine, pk=reply).first()
    if row is None:
        raise NotFound(_("There is no such reply, or it is not yours to see."))
    section = row.release.section
    back = reverse("protocol_give", args=[section.visit_id, section.code])
    if row.finding is not None:
        back = reverse("finding_detail", args=[row.finding])
    text = request.POST.get("text", "").replace("\x00", "")
    return done(
        request,
        lambda: answer_reply(user=person(request), reply_=reply, answer=text),
        back,
        _("The answer is sent."),
    )


@require_POST
def revisit_decline(request: HttpRequest, asked: UUID) -> HttpResponse:
    """Say why there is no visit."""
    mine = agencies_where(person(request), Capability.FOLLOW_UP)
    rows = RevisitRequest.objects.filter(obligation__agency__in=mine)
    row = rows.select_related("obligation").filter(pk=asked).first()
    if row is None:
        raise NotFound(_("There is no such request, or it is not yours to see."))
    text = request.POST.get("text", "").replace("\x00", "")
    return done(
        request,
        lambda: decline_revisit(user=person(request), request=asked, reason=text),
        reverse("finding_detail", args=[row.obligation.finding]),
        _("The answer is sent."),
    )
