"""Training and a venue's manager for the demo: a course with its bank, a session next
week, staff with certificates, a roster, and a protocol that was given to the venue.
"""

from datetime import date, datetime, timedelta

from accounts.models import Municipality, Role, User
from core import clock
from core.nights import LOCAL
from demo.town import SINCE, password_of
from inspections.models import Obligation, RecipientKind, Release, Section
from inspections.services.releasing import release_section
from portal.services.news import find_news
from training.models import Course, CourseKind, Employment, Scope, StaffRole
from training.services.certifying import issue
from training.services.courses import (
    add_area,
    add_part,
    add_question,
    make_diploma,
    save_course,
    set_test_rule,
    set_validity,
)
from training.services.enrolling import enrol
from training.services.people import employ
from training.services.requirements import require
from training.services.rosters import keep_roster
from training.services.sessions import add_day, add_trainer, make_session
from venues.models import Assignment, Venue, VenueAccess

_MANAGER = "vera@demo.example"
_STAFF = (
    ("Sara Servering", StaffRole.SERVING, 900),
    ("Samir Servering", StaffRole.SERVING, None),
    ("Stina Ansvarig", StaffRole.SERVING_MANAGER, 20),
    ("Vidar Värd", StaffRole.ENTRANCE_HOST, None),
)
_PARTS = (
    (1, "Alkoholens medicinska verkningar", "Medical effects of alcohol", 90),
    (1, "Alkohollagen", "The Alcohol Act", 120),
    (1, "Polisen om narkotika", "The police on drugs", 60),
    (2, "Konflikter på krogen", "Conflicts at the bar", 120),
    (2, "Prov och utvärdering", "Test and evaluation", 90),
)
_QUESTIONS = (
    (
        "Får en märkbart påverkad gäst serveras?",
        "May a noticeably intoxicated guest be served?",
        ("Nej", "Ja, om gästen har sällskap", "Ja, folköl"),
        ("No", "Yes, in company", "Yes, light beer"),
    ),
    (
        "Hur gammal måste den vara som köper starköl på krogen?",
        "How old must somebody be to buy strong beer at a bar?",
        ("18 år", "20 år", "16 år"),
        ("18", "20", "16"),
    ),
    (
        "När ska serveringsansvarig vara på plats?",
        "When must the serving manager be there?",
        ("Under hela serveringstiden", "Efter klockan 22", "När det är fullt"),
        ("During all serving time", "After 22", "When it is full"),
    ),
)  # fmt: skip


def hold_school() -> None:
    """Make what is lacking of the demo's training; nothing when it is there."""
    town = Municipality.objects.get(code="2380")
    if Course.objects.filter(municipality=town).exists():
        return
    karin = User.objects.get(email="karin@demo.example")
    course = _course(karin, town)
    venue = _venue()
    vera = _manager(venue)
    people = _staff(vera, venue, karin, course)
    _roster(vera, venue)
    session = make_session(
        user=karin, course=course, place="Rådhuset, Östersund", capacity=24
    )
    for number in range(2):
        day = clock.today() + timedelta(days=9 + number)
        add_day(
            user=karin, session=session.pk,
            starts_at=datetime(day.year, day.month, day.day, 9, tzinfo=LOCAL),
            ends_at=datetime(day.year, day.month, day.day, 16, tzinfo=LOCAL),
        )  # fmt: skip
    for trainer in ("karin", "pelle"):
        user = User.objects.get(email=f"{trainer}@demo.example")
        held = user.memberships.exclude(agency=None).first()
        add_trainer(
            user=karin, session=session.pk, name=user.name,
            agency=held.agency if held else None,
            account=user if held and held.role == Role.COORDINATOR else None,
        )  # fmt: skip
    enrol(user=vera, session=session.pk, person=people[1].person, venue=venue)
    _give_protocols(karin, venue)
    find_news()


def manager_login() -> tuple[str, str]:
    """Address and password of the demo's venue manager."""
    return _MANAGER, password_of(_MANAGER)


def _course(karin: User, town: Municipality) -> Course:
    diploma = make_diploma(
        user=karin, municipality=town, code="AAS",
        name_sv="Ansvarsfull alkoholservering", name_en="Responsible serving of alcohol",
    )  # fmt: skip
    course = save_course(
        user=karin, municipality=town, kind=CourseKind.AAS,
        name_sv="Ansvarsfull alkoholservering, två dagar",
        name_en="Responsible serving of alcohol, two days", diploma=diploma,
        has_test=True,
    )  # fmt: skip
    today = clock.today()
    set_validity(user=karin, course=course.pk, applies_from=today, months=48)
    set_test_rule(
        user=karin, course=course.pk, applies_from=today, pass_percent=75, attempts=3,
        wait_days=7, minutes=45,
    )  # fmt: skip
    for day, name_sv, name_en, minutes in _PARTS:
        add_part(
            user=karin, course=course.pk, day=day, name_sv=name_sv, name_en=name_en,
            minutes=minutes,
        )  # fmt: skip
    area = add_area(
        user=karin, course=course.pk, name_sv="Servering", name_en="Serving", drawn=2
    )
    for text_sv, text_en, options_sv, options_en in _QUESTIONS:
        add_question(
            user=karin, course=course.pk, area=area.pk, text_sv=text_sv, text_en=text_en,
            options_sv=options_sv, options_en=options_en, right=0,
        )  # fmt: skip
    require(
        user=karin, municipality=town, diploma=diploma, scope=Scope.SERVING_MANAGERS,
        basis="Påhittat beslut i nämnden", valid_from=today,
    )  # fmt: skip
    require(
        user=karin, municipality=town, diploma=diploma, scope=Scope.SHARE, percent=50,
        after_minute=1380, basis="Påhittade riktlinjer", valid_from=today,
    )  # fmt: skip
    return course


def _venue() -> Venue:
    """A venue with something to put right, else any."""
    open_one = Obligation.objects.filter(agency__code="licensing", state="open").first()
    found = open_one.venue if open_one else Venue.objects.order_by("name").first()
    assert found is not None
    return found


def _manager(venue: Venue) -> User:
    user = User.objects.filter(email=_MANAGER).first() or User.objects.create_user(
        _MANAGER, "Vera Värdshus", password_of(_MANAGER)
    )
    held = Assignment.objects.filter(venue=venue, valid_to=None).first()
    VenueAccess.objects.get_or_create(
        user=user, venue=venue, ended_on=None,
        defaults={"started_on": SINCE, "holder": held.holder if held else None},
    )  # fmt: skip
    return user


def _staff(vera: User, venue: Venue, karin: User, course: Course) -> list[Employment]:
    made = []
    for name, role, days in _STAFF:
        row = employ(
            user=vera, venue=venue, name=name, role=role, started_on=date(2026, 1, 1),
            agreed=True, email=f"{name.split()[0].lower()}@demo.example",
        )  # fmt: skip
        made.append(row)
        if days is not None and course.diploma is not None:
            until = clock.today() + timedelta(days=days)
            issue(
                person=row.person, diploma=course.diploma, by=karin, until=until,
                issued_on=until - timedelta(days=1461), origin="Påhittat register",
            )  # fmt: skip
    return made


def _roster(vera: User, venue: Venue) -> None:
    lines = [
        f"{clock.today() + timedelta(days=day)};{name};17:00;01:30"
        for day in range(14)
        # On every fifth night nobody is there who may be in charge.
        for name, _role, _days in _STAFF[: 4 if day % 5 else 2]
    ]
    keep_roster(user=vera, venue=venue, text="\n".join(lines))


def _give_protocols(karin: User, venue: Venue) -> None:
    rows = Section.objects.filter(venue=venue, agency__code="licensing")
    for section in rows.exclude(sealed_at=None):
        if not Release.objects.filter(section=section).exists():
            release_section(
                user=karin, visit=section.visit_id, code=section.code,
                recipient_kind=RecipientKind.VENUE, recipient_name=venue.name,
                recipient_agency=None, ground="FL 10 §: partens rätt till insyn",
                weighing="Inget i det talar emot.",
            )  # fmt: skip
