"""Which pages of the demo's town are shown in pictures, and who looks at them."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from accounts.models import User
from core import clock
from evidence.models import Pack
from evidence.rules.period import half_year
from inspections.models import Obligation, Release, Section
from planning.models import Round
from promises.models import Promise
from situation.models import Walk
from training.models import Course, Session
from venues.models import RegisterImport

DESK = (1280, 820)
PHONE = (1280, 390)


class Shown(NamedTuple):
    """A page by name, who looks (nobody when empty), its address, and how wide."""

    name: str
    person: str
    path: str
    widths: tuple[int, ...] = DESK


def shown_pages() -> Iterator[Shown]:
    """Every page, one who looks after the other."""
    yield from _open_to_all()
    yield from _of_the_coordinator()
    yield from _of_training()
    yield from _of_the_evidence()
    yield Shown("start-inspector", "ines", reverse("start"))
    yield from _of_the_venue()


def _sealed() -> Section | None:
    sealed = Section.objects.exclude(sealed_at=None).filter(code="licensing")
    return sealed.select_related("visit").order_by("pk").first()


def _open_to_all() -> Iterator[Shown]:
    section = _sealed()
    yield Shown("login", "", reverse("account_login"))
    yield Shown("accessibility", "", reverse("accessibility"))
    if section is not None:
        yield Shown("verify", "", reverse("verify", args=[section.seal]))


def _of_the_coordinator() -> Iterator[Shown]:
    section = _sealed()
    yield _karin("start")
    yield _karin("venues", "venue_list")
    if section is not None:
        yield _karin("venue", "venue_detail", section.venue_id)
        yield _karin("visit", "visit_detail", section.visit_id)
    yield _karin("visits", "visit_list")
    yield _karin("due")
    yield _karin("joint-nights", "occasion_list")
    if section is not None and section.visit.occasion_id:
        yield _karin("joint-night", "occasion_detail", section.visit.occasion_id)
    yield _karin("rounds", "round_list")
    planned = Round.objects.order_by("-night").first()
    if planned is not None:
        yield _karin("round", "round_detail", planned.pk)
    yield _karin("findings", "finding_list")
    graver = Obligation.objects.filter(agency__code="licensing", state="open")
    obligation = graver.exclude(due_on=None).order_by("due_on", "pk").first()
    if obligation is not None:
        yield _karin("finding", "finding_detail", obligation.finding)
    yield _karin("quarantine")
    yield _karin("destruction", "destruction_list")
    yield _karin("register", "import_list")
    batch = RegisterImport.objects.first()
    if batch is not None:
        yield _karin("import", "import_detail", batch.pk)
    yield _karin("mapping")
    yield _karin("checklists", "checklist_list")
    yield _karin("checklist", "checklist", "2026-01")
    yield _karin("people")
    yield _karin("devices")
    search = f"{reverse('search')}?q=exempelgatan+3"
    yield Shown("search", "karin", search)
    yield _karin("design")
    yield _karin("how-you-sign-in", "mfa_index")


def _of_the_evidence() -> Iterator[Shown]:
    period = f"?period={half_year(clock.today()).code}"
    yield Shown("figures", "karin", reverse("figure_sheet") + period)
    yield Shown("figure", "karin", reverse("figure_detail", args=["KI1"]))
    yield _karin("promises", "promise_list")
    promise = Promise.objects.order_by("title").first()
    if promise is not None:
        yield _karin("promise", "promise_detail", promise.pk)
    yield _karin("evidence", "evidence_board")
    yield _karin("timeline", "certification_list")
    yield _karin("area", "area_list")
    walk = Walk.objects.order_by("-night").first()
    if walk is not None:
        yield _karin("walk", "walk_detail", walk.pk)
    pack = Pack.objects.order_by("-asked_at").first()
    if pack is not None:
        yield _karin("pack", "pack_detail", pack.pk)


def _of_training() -> Iterator[Shown]:
    yield _karin("courses", "course_list")
    course = Course.objects.order_by("pk").first()
    if course is not None:
        yield _karin("course", "course_detail", course.pk)
    yield _karin("sessions", "session_list")
    session = Session.objects.order_by("pk").first()
    if session is not None:
        yield _karin("session", "session_detail", session.pk)
    yield _karin("coverage")
    yield _karin("requirements", "requirement_list")
    yield _karin("staff-and-diplomas", "person_list")


def _of_the_venue() -> Iterator[Shown]:
    """As the venue's manager sees it, on a phone first."""
    manager = User.objects.filter(email="vera@demo.example").first()
    access = None if manager is None else manager.venue_accesses.first()
    if access is None:
        return
    venue = access.venue_id
    for name, route in (
        ("own-standing", "portal_standing"),
        ("own-documents", "portal_documents"),
        ("own-staff", "portal_staff"),
        ("own-nights", "portal_nights"),
        ("own-training", "portal_school"),
        ("own-self-checks", "portal_self_checks"),
        ("own-notify", "portal_notify"),
    ):
        yield Shown(name, "vera", reverse(route, args=[venue]), PHONE)
    given = Release.objects.filter(section__venue=venue).first()
    if given is not None:
        path = reverse("portal_protocol", args=[venue, given.pk])
        yield Shown("own-protocol", "vera", path, PHONE)
        obligation = Obligation.objects.filter(visit=given.section.visit_id).first()
        if obligation is not None:
            path = reverse("portal_finding", args=[venue, obligation.pk])
            yield Shown("own-finding", "vera", path, PHONE)


def _karin(name: str, route: str = "", *args: object) -> Shown:
    return Shown(name, "karin", reverse(route or name, args=args))
