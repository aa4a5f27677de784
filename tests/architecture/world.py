"""What stands in Östersund's licensing unit, for others to try to reach."""

import hashlib
import io
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from PIL import Image

from accounts.models import Membership, User
from accounts.services.calendar_feeds import address_of, make_feed
from cases.models import (
    Authority,
    Case,
    CaseDocument,
    CaseFile,
    Copy,
    DocumentKind,
    TrainingOrder,
)
from cases.services.documents import make_document
from core import clock
from core.integrity import canonical_json
from core.periods import half_year_name, half_years_over
from core.uploads import Upload
from demo.register import demo_register
from evidence.models import IncidentSheet, Pack
from evidence.queries.schemes import scheme_named
from evidence.queries.sheets import template_named
from evidence.services.certification import begin_certification
from evidence.services.items import add_files, begin_item
from evidence.services.packing import pack_path
from evidence.services.schemes import FOLDER, publish_scheme
from inspections.models import (
    ChecklistVersion,
    Destruction,
    HandOver,
    HeldEntry,
    Obligation,
    Occasion,
    RecipientKind,
    Stream,
    TipSource,
)
from inspections.services.checklist_drafts import begin_draft
from inspections.services.photos import keep_photo
from inspections.services.releasing import release_section
from inspections.services.tips import note_tip
from inspections.services.venue_words import (
    ask_for_revisit,
    reply,
    send_proof,
)
from planning.models import Round, Team, Wish
from planning.services.recusing import recuse
from portal.models import Invitation, NotificationKind
from portal.services.notifying import notify
from portal.services.own import begin_self_check
from promises.models import FollowUp, FollowUpState, Promise
from promises.rules.follow_up import due_for
from promises.services.follow_ups import (
    begin_follow_up,
    freeze_follow_up,
    write_of_promise,
)
from situation.models import MeasurePhoto, MeasureState, WalkKind, WalkPoint
from situation.services.measures import move_measure
from situation.services.photos import keep_note_photo
from situation.services.reporters import address_of as reporter_address
from situation.services.walk_letters import send_protocol, walk_address
from situation.services.walks import plan_walk
from tests.conftest import Town
from tests.evidence.inputs import inputs, packed
from tests.inspections.story import Story
from tests.promises import town as promises
from tests.situation import town as situation
from tests.situation import walking
from tests.situation.notes import answers, note
from tests.training.school import make_school, works_at
from training.models import (
    Certificate,
    CoursePart,
    Diploma,
    Enrolment,
    Person,
    Requirement,
    Shift,
    Sitting,
    StaffRole,
    Trainer,
)
from training.services.attending import code_of
from training.services.importing import upload_certificates
from training.services.links import address_of as person_address
from venues.models import (
    Assignment,
    Holder,
    RestaurangnummerPrefix,
    Venue,
    VenueAccess,
)
from venues.rules.register_layout import OPEN_DATA
from venues.services.import_register import preview_register, upload_register


@dataclass(frozen=True)
class World:
    """Each by the name that a route gives it."""

    visit: str
    venue: str
    batch: str
    stream: str
    photo: str
    seal: str
    held: str
    occasion: str
    proposal: str
    membership: str
    draft: str
    finding: str
    handed: str
    tip: str
    case: str
    copy: str
    document: str
    round_: str
    team: str
    wish: str
    recusal: str
    calendar: str
    session: str
    first_day: str
    one_trainer: str
    enrolment: str
    code: str
    course: str
    one_part: str
    person: str
    double: str
    certificate: str
    number: str
    employment: str
    requirement: str
    certificates: str
    address: str
    sitting: str
    obligation: str
    release: str
    reply: str
    asked: str
    file: str
    told_case: str
    answered: str
    paper: str
    shift: str
    check: str
    notification: str
    access: str
    karin: str
    passkey: str
    invitation: str
    order: str
    item: str
    item_file: str
    sheet: str
    certification: str
    milestone: str
    pack: str
    earlier: str
    waiting_pack: str
    walk: str
    planned_walk: str
    note: str
    held_note: str
    walk_photo: str
    promise: str
    problem: str
    goal: str
    activity: str
    follow_up: str
    frozen_follow_up: str
    cycle: str
    reporter: str
    reporter_address: str
    public_word: str
    safety_walk: str
    safety_planned: str
    list_address: str
    walk_address: str
    measure: str
    measure_photo: str
    report: str
    decision: str
    told_half_year: str


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "JPEG")
    return file.getvalue()


def make_world(story: Story, karin: User, ostersund: Town) -> World:
    manager_of("manager", ostersund)  # with the holder, before anything is listed
    story.start()
    digest = hashlib.sha256(picture()).hexdigest()
    story.write("photographed", {"shrunk": {"sha256": digest, "bytes": len(picture())}})
    story.find("ALK-03", "Påhittad brist")
    story.answer_the_rest("ALK-03").finish().send()
    stream = Stream.objects.get(pk=story.tablet.stream)
    keep_photo(
        carrier=story.officer, stream=stream.pk, digest=digest, content=picture()
    )
    section = story.seal()
    story.write("answered", {"item": "ALK-99", "value": "ok", "supersedes": []})
    story.send()
    RestaurangnummerPrefix.objects.create(
        municipality=ostersund.municipality, prefix="2380"
    )
    batch = upload_register(
        user=karin, municipality=ostersund.municipality, file_name="r.csv",
        content=demo_register(3), layout=OPEN_DATA, is_full=False,
    )  # fmt: skip
    preview_register(batch=batch.pk)
    occasion = Occasion.objects.create(
        municipality=ostersund.municipality, night="2026-11-20", name="Fredag"
    )
    draft = begin_draft(
        user=karin, municipality=ostersund.municipality,
        version=ChecklistVersion.objects.get(),
    )  # fmt: skip
    proposal = Destruction.objects.create(
        section=section, entries=[], ground="GDPR 17", state="proposed",
        proposed_at=section.sealed_at, proposed_by=story.officer,
    )  # fmt: skip
    obligation = Obligation.objects.get()
    handed = HandOver.objects.create(
        obligation=obligation, to=ostersund.agencies["licensing"], text="Påhitt",
        legal_ground="OSL 10:28", sent_at=section.sealed_at, sent_by=story.officer,
        answer_by="2026-12-01",
    )  # fmt: skip
    tip = note_tip(
        user=karin, agency=ostersund.agencies["licensing"], venue=story.venue,
        source=TipSource.PUBLIC, text="Påhitt", received_on=date(2026, 11, 1),
    )  # fmt: skip
    case = Case.objects.create(
        agency=ostersund.agencies["licensing"], year=2026, number=1, venue=story.venue,
        party="Påhitt AB", ladder="alcohol", breach_on="2026-11-01", matter="Påhitt",
        opened_on="2026-11-02", opened_by=story.officer,
    )  # fmt: skip
    copy = Copy.objects.create(case=case, to=Authority.COUNTY)
    document = make_document(user=story.officer, case=case.pk, kind=DocumentKind.LETTER)
    planned = make_plan(story, karin, ostersund)
    return World(
        story.visit,
        str(story.venue.pk),
        str(batch.pk),
        story.tablet.stream,
        digest,
        section.seal,
        HeldEntry.objects.get().pk,
        str(occasion.pk),
        str(proposal.pk),
        str(Membership.objects.get(user=story.officer).pk),
        str(draft.pk),
        str(obligation.finding),
        str(handed.pk),
        str(tip.pk),
        str(case.pk),
        str(copy.pk),
        str(document.pk),
        *planned,
        address_of(make_feed(user=story.officer)),
        **make_training(story, karin, ostersund),
        **make_portal(story, karin, ostersund),
        **make_evidence(karin, ostersund),
        **make_packs(karin, ostersund),
        **make_walk(story.officer, karin, ostersund),
        **make_safety_walks(karin, ostersund),
        **make_promises(karin, ostersund),
        **make_situation(karin, ostersund),
        **make_certification(karin, ostersund),
        karin=str(karin.pk),
        passkey=str(
            Authenticator.objects.create(
                user=story.officer,
                type=Authenticator.Type.WEBAUTHN,
                data={"name": "Påhitt"},
            ).pk
        ),
    )


def manager_of(role: str, ostersund: Town) -> User:
    """The venue's manager, or that of another venue in the same town."""
    known = User.objects.filter(email=f"{role}@example.test").first()
    if known is not None:
        return known
    user = User.objects.create_user(f"{role}@example.test", role)
    venue = Venue.objects.filter(name="Krogen Påhittad").first()
    if role == "other_manager" or venue is None:
        venue = Venue.objects.create(
            municipality=ostersund.municipality, name="Annat ställe"
        )
    holder, _is_new = Holder.objects.get_or_create(
        municipality=ostersund.municipality, name=f"{venue.name} AB"
    )
    Assignment.objects.get_or_create(
        venue=venue, holder=holder, defaults={"valid_from": "2020-01-01"}
    )
    VenueAccess.objects.create(
        user=user, venue=venue, holder=holder, started_on="2020-01-01"
    )
    return user


def make_evidence(karin: User, ostersund: Town) -> dict[str, str]:
    """A draft of a piece of evidence, with a file."""
    for path in sorted(FOLDER.glob("*.json")):
        publish_scheme(path.read_bytes())
    item = begin_item(
        user=karin, municipality=ostersund.municipality, scheme=scheme_named("pf-28"),
        places=[("W3", "")], kind="document", title="Påhitt", text="Påhitt",
        dated_on=clock.today(),
    )  # fmt: skip
    add_files(user=karin, item=item.pk, files=[Upload("a.jpg", picture())])
    return {"item": str(item.pk), "item_file": str(item.files.get().pk)}


def make_certification(karin: User, ostersund: Town) -> dict[str, str]:
    """A round of the certification, and a sheet of incidents."""
    row = begin_certification(
        user=karin, municipality=ostersund.municipality, title="Påhitt"
    )
    first = row.milestones.all()[0]
    sheet = IncidentSheet.objects.create(
        municipality=ostersund.municipality, template="uk-kpi-1", title="Påhitt",
        source="Påhitt", taken_at=clock.now(), taken_by=karin, sha256="0" * 64,
        content={
            "periods": ["1", "2", "3"],
            "counts": {
                one.code: [[0, 0]] * 3 for one in template_named("uk-kpi-1").lines
            },
            "trends": {one.code: None for one in template_named("uk-kpi-1").lines},
        },
    )  # fmt: skip
    return {
        "certification": str(row.pk), "milestone": str(first.pk), "sheet": str(sheet.pk),
    }  # fmt: skip


def make_promises(karin: User, ostersund: Town) -> dict[str, str]:
    """A promise with a problem, a goal and an activity."""
    made = promises.promise(karin, ostersund)
    problem, goal = promises.problem(karin, made), promises.goal(karin, made)
    activity = promises.activity(karin, made, problem, goal=goal)
    return {
        "promise": str(made.pk), "problem": str(problem.pk), "goal": str(goal.pk),
        "activity": str(activity.pk), **make_follow_ups(karin, ostersund, made),
    }  # fmt: skip


def make_follow_ups(karin: User, ostersund: Town, made: Promise) -> dict[str, str]:
    """One that is being written, one that waits for approval, one that is published."""
    rows = []
    for last in half_years_over(clock.today(), 3):
        row = begin_follow_up(
            user=karin, municipality=ostersund.municipality, last=last,
            due_on=due_for(last), contact="fraga@example.test",
        )  # fmt: skip
        write_of_promise(
            user=karin, follow_up=row.pk, promise=made.pk, came="Påhitt",
            next_step="Påhitt",
        )  # fmt: skip
        rows.append(row)
    draft, waits, out = rows
    for row in (waits, out):
        freeze_follow_up(user=karin, follow_up=row.pk)
    FollowUp.objects.filter(pk=out.pk).update(
        state=FollowUpState.PUBLISHED, published_at=clock.now()
    )
    return {
        "follow_up": str(draft.pk), "frozen_follow_up": str(waits.pk),
        "told_half_year": half_year_name(out.last),
    }  # fmt: skip


def make_situation(karin: User, ostersund: Town) -> dict[str, str]:
    """A cycle that runs, with a reporter, a report and a decision; and what the public told."""
    cycle = situation.cycles(karin, ostersund)
    who = situation.reporter(karin, ostersund)
    report = situation.report(who)
    decision = situation.decision(karin, cycle)
    situation.door(karin, ostersund)
    word = situation.word(ostersund)
    return {
        "cycle": str(cycle.pk), "reporter": str(who.pk), "report": str(report.pk),
        "reporter_address": reporter_address(who), "decision": str(decision.pk),
        "public_word": str(word.pk),
    }  # fmt: skip


def make_walk(ines: User, karin: User, ostersund: Town) -> dict[str, str]:
    """A planned walk, a note of it with a photo, and one that is held back."""
    walk = plan_walk(
        user=karin, agency=ostersund.agencies["licensing"], kind=WalkKind.APPRAISAL,
        title="Påhitt", night=clock.today(), scheme="pf-28",
    )  # fmt: skip
    saw = note(ines, walk.pk, "saw", text="Påhitt", attribute="W1", score=3)
    _seen, held = answers(ines, saw, b"{}")
    where = str(WalkPoint.objects.get().pk)
    photo = keep_note_photo(
        user=ines, note=UUID(where), content=picture(),
        digest=hashlib.sha256(picture()).hexdigest(),
    )  # fmt: skip
    other = plan_walk(
        user=karin, agency=ostersund.agencies["licensing"], kind=WalkKind.APPRAISAL,
        title="Påhitt", night=clock.today(), scheme="pf-28",
    )  # fmt: skip
    return {
        "walk": str(walk.pk), "planned_walk": str(other.pk), "note": where,
        "held_note": held.digest, "walk_photo": str(photo.pk),
    }  # fmt: skip


def make_safety_walks(karin: User, ostersund: Town) -> dict[str, str]:
    """A safety walk with a list, a protocol and a measure that is verified by a photo; and
    one that is planned.
    """
    row = walking.walked(karin, ostersund)
    walking.listed(karin, row)
    today = clock.today()
    moved = walking.measure(karin, row)
    for state, photos in (
        (MeasureState.DECIDED, []), (MeasureState.DONE, []),
        (MeasureState.VERIFIED, [Upload("efter.jpg", picture())]),
    ):  # fmt: skip
        move_measure(
            user=karin, measure=moved.pk, state=state, on=today, due_on=today,
            photos=photos,
        )  # fmt: skip
    send_protocol(user=karin, walk=row.pk)
    planned = walking.planned(karin, ostersund)
    walking.listed(karin, planned)
    return {
        "safety_walk": str(row.pk), "safety_planned": str(planned.pk),
        "list_address": str(planned.addresses.get().pk),
        "walk_address": walk_address(row),
        "measure": str(walking.measure(karin, row).pk),
        "measure_photo": str(MeasurePhoto.objects.get().pk),
    }  # fmt: skip


def make_packs(karin: User, ostersund: Town) -> dict[str, str]:
    """Two packs that are ready, and one that is being built."""
    content = packed(inputs())
    made = []
    for state in ("ready", "ready", "asked"):
        row = Pack(
            municipality=ostersund.municipality, agency=ostersund.agencies["licensing"],
            scheme_id="pf-28", title="Påhitt", edition="assessor", language="sv",
            until="2026-06-30", state=state, asked_at=clock.now(), asked_by=karin,
        )  # fmt: skip
        if state == "ready":
            row.inputs = canonical_json(inputs()).decode()
            row.built_at, row.size = clock.now(), len(content)
            row.sha256 = hashlib.sha256(content).hexdigest()
            row.fingerprint = "f" * 64
            pack_path(row).parent.mkdir(parents=True, exist_ok=True)
            pack_path(row).write_bytes(content)
        row.save()
        made.append(str(row.pk))
    return dict(zip(("pack", "earlier", "waiting_pack"), made, strict=True))


def make_portal(story: Story, karin: User, ostersund: Town) -> dict[str, str]:
    """What the venue was given, and what it has said and keeps for itself."""
    manager = manager_of("manager", ostersund)
    venue = story.venue
    release = release_section(
        user=karin, visit=story.visit, code="licensing",
        recipient_kind=RecipientKind.VENUE, recipient_name="Krogen",
        recipient_agency=None, ground="FL 10 §", weighing="Inget",
    )  # fmt: skip
    obligation = Obligation.objects.get()
    proof = send_proof(
        user=manager, obligation=obligation.pk, said="Klart",
        files=[Upload("a.jpg", picture())],
    )  # fmt: skip
    asked = ask_for_revisit(user=manager, obligation=obligation.pk, said="")
    said = reply(user=manager, release=release.pk, text="Påhitt")
    told = Case.objects.create(
        agency=ostersund.agencies["licensing"], year=2026, number=2, venue=venue,
        party="Påhitt AB", ladder="alcohol", breach_on="2026-11-01", matter="Påhitt",
        opened_on="2026-11-02", opened_by=karin, state="communicated",
        answer_by=clock.today() + timedelta(days=9),
    )  # fmt: skip
    answered = CaseFile.objects.create(
        step=told.steps.create(
            at=clock.now(), by=manager, verb="note", after="communicated", said="Påhitt",
            by_party=True,
        ),
        name="a.pdf", media_type="application/pdf", sha256=hashlib.sha256(b"%PDF-").hexdigest(),
        content=b"%PDF-",
    )  # fmt: skip
    paper = CaseDocument.objects.create(
        case=told, kind=DocumentKind.LETTER, made_at=clock.now(), made_by=karin,
        language="sv", approved_by=story.officer, content=b"%PDF-",
        sha256=hashlib.sha256(b"%PDF-").hexdigest(),
    )  # fmt: skip
    bo = works_at(
        venue,
        Person.objects.create(
            municipality=ostersund.municipality, name="Bo", made_at=clock.now()
        ),
        StaffRole.SERVING_MANAGER,
    )
    shift = Shift.objects.create(
        employment=bo, venue=venue, night=clock.today() + timedelta(days=2),
        starts_minute=1080, ends_minute=1440,
    )  # fmt: skip
    order = TrainingOrder.objects.create(
        obligation=obligation, diploma=Diploma.objects.get(), ordered_on=clock.today(),
        ordered_by=karin,
    )  # fmt: skip
    check = begin_self_check(
        user=manager, venue=venue.pk, checklist=ChecklistVersion.objects.get()
    )
    notification = notify(
        user=manager, venue=venue.pk, kind=NotificationKind.OTHER,
        from_on=clock.today(), text="Påhitt",
    )  # fmt: skip
    Invitation.objects.create(
        venue=venue, email="ny@example.test", made_at=clock.now(), made_by=karin,
        code_sha256=hashlib.sha256(b"kod").hexdigest(),
        expires_at=clock.now() + timedelta(days=1),
    )  # fmt: skip
    return {
        "obligation": str(obligation.pk),
        "release": str(release.pk),
        "reply": str(said.pk),
        "asked": str(asked.pk),
        "file": str(proof.files.get().pk),
        "told_case": str(told.pk),
        "answered": str(answered.pk),
        "paper": str(paper.pk),
        "shift": str(shift.pk),
        "check": str(check.pk),
        "notification": str(notification.pk),
        "access": str(manager.venue_accesses.get().pk),
        "invitation": "kod",
        "order": str(order.pk),
    }


def make_training(story: Story, karin: User, ostersund: Town) -> dict[str, str]:
    """A session under way with somebody who has a place, a test begun and a certificate."""
    school = make_school(ostersund, karin)
    session = school.session(begins=clock.now() - timedelta(hours=1))
    anna = school.person("Anna Påhittad", "anna@example.test")
    double = school.person("A Påhittad", "anna@example.test")
    employment = works_at(story.venue, anna)
    enrolment = Enrolment.objects.create(
        session=session, person=anna, venue=story.venue, state="booked",
        holder=Holder.objects.get(),
        asked_at=clock.now(), booked_at=clock.now(),
    )  # fmt: skip
    part = CoursePart.objects.create(
        course=school.course, day=1, number=1, name_sv="x", name_en="x", minutes=30
    )
    trainer = Trainer.objects.create(session=session, name="Påhitt")
    certificate = Certificate.objects.create(
        number="AAS-7F3KQ-0M2XZ-9R4TD", person=anna, diploma=school.diploma,
        course=school.course, issued_on="2026-01-01",
    )  # fmt: skip
    requirement = Requirement.objects.create(
        municipality=ostersund.municipality, diploma=school.diploma, scope="managers",
        basis="Påhitt", valid_from="2026-01-01", noted_by=karin,
    )  # fmt: skip
    file = upload_certificates(
        user=karin, diploma=school.diploma, file_name="aas.csv",
        content="namn;utfärdat\nBo;2026-01-01".encode(),
    )  # fmt: skip
    sitting = Sitting.objects.create(
        enrolment=enrolment, attempt=1, began_at=clock.now(), paper=[],
        ends_at=clock.now() + timedelta(hours=1),
    )  # fmt: skip
    return {
        "session": str(session.pk),
        "first_day": "1",
        "one_trainer": str(trainer.pk),
        "enrolment": str(enrolment.pk),
        "code": code_of(enrolment),
        "course": str(school.course.pk),
        "one_part": str(part.pk),
        "person": str(anna.pk),
        "double": str(double.pk),
        "certificate": str(certificate.pk),
        "number": certificate.number,
        "employment": str(employment.pk),
        "requirement": str(requirement.pk),
        "certificates": str(file.pk),
        "address": person_address(anna),
        "sitting": str(sitting.pk),
    }


def make_plan(story: Story, karin: User, ostersund: Town) -> tuple[str, str, str, str]:
    """A round with its team, a wish, and a recusal."""
    round_ = Round.objects.create(
        agency=ostersund.agencies["licensing"], night="2030-11-15", made_by=karin,
        made_at=clock.now(),
    )  # fmt: skip
    team = Team.objects.create(
        round=round_, name="Lag 1", starts_at="2030-11-15T19:00Z",
        ends_at="2030-11-16T01:00Z", latitude=63.17, longitude=14.63,
    )  # fmt: skip
    wish = Wish.objects.create(round=round_, venue=story.venue, kind="must")
    recusal = recuse(user=karin, officer=story.officer, venue=story.venue)
    return str(round_.pk), str(team.pk), str(wish.pk), str(recusal.pk)
