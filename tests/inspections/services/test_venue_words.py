"""What a venue says of its findings: proof, replies, and asking for a visit."""

import io
from datetime import date, timedelta

import pdfplumber
import pikepdf
import pytest
from PIL import Image

from accounts.models import User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.uploads import Upload
from inspections.documents.protocol_pdf import protocol_pdf, release_pdf
from inspections.models import (
    ChecklistItem,
    Obligation,
    ObligationState,
    Proof,
    Release,
    Reply,
    RevisitRequest,
)
from inspections.queries.venue_side import (
    asking_for_visit,
    finding_as_given,
    obligations_for,
    releases_for,
)
from inspections.rules.obligation import Verb
from inspections.services.obligations import take_on
from inspections.services.venue_words import (
    answer_reply,
    ask_for_revisit,
    decline_revisit,
    reply,
    send_proof,
)
from tests.inspections.story import Story
from venues.models import Assignment, Holder, Venue, VenueAccess


def photo() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(file, "PNG")
    return file.getvalue()


def pdf() -> bytes:
    file = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(file)
    return file.getvalue()


@pytest.fixture
def finding(given: Story) -> Obligation:
    return Obligation.objects.get()


def test_proof_goes_to_the_authority_and_comes_back_accepted(
    finding: Obligation, vera: User, karin: User
) -> None:
    proof = send_proof(
        user=vera, obligation=finding.pk, said="Ny skylt",
        files=[Upload("a.png", photo()), Upload("b.pdf", pdf())],
    )  # fmt: skip
    finding.refresh_from_db()
    assert finding.state == ObligationState.REMEDIED
    assert {one.media_type for one in proof.files.all()} == {
        "image/png",
        "application/pdf",
    }
    take_on(user=karin, obligation=finding.finding, verb=Verb.ACCEPT)
    proof.refresh_from_db()
    assert (proof.state, proof.judged_by) == ("accepted", karin)


def test_a_refused_proof_says_why_and_another_may_follow(
    finding: Obligation, vera: User, karin: User
) -> None:
    first = send_proof(user=vera, obligation=finding.pk, said="Klart", files=[])
    take_on(
        user=karin, obligation=finding.finding, verb=Verb.REFUSE, said="Bilden saknas"
    )
    second = send_proof(
        user=vera, obligation=finding.pk, said="", files=[Upload("a.png", photo())]
    )
    first.refresh_from_db()
    assert (first.state, first.reason) == ("refused", "Bilden saknas")
    assert second.state == "sent"


@pytest.mark.parametrize(
    "files",
    [
        [Upload("a.html", b"<script>alert(1)</script>")],
        [Upload("a.pdf", b"%PDF-1.7 nothing")],
        [Upload("a.png", photo()[:40])],
        [Upload("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")],
        [Upload("a.png", photo())] * 6,
    ],
)
def test_what_is_no_photo_and_no_pdf_is_not_taken_and_nothing_is_changed(
    finding: Obligation, vera: User, files: list[Upload]
) -> None:
    with pytest.raises(Invalid):
        send_proof(user=vera, obligation=finding.pk, said="", files=files)
    finding.refresh_from_db()
    assert finding.state == ObligationState.OPEN
    assert not Proof.objects.exists()


def test_nothing_at_all_is_no_proof(finding: Obligation, vera: User) -> None:
    with pytest.raises(Invalid):
        send_proof(user=vera, obligation=finding.pk, said=" ", files=[])


def test_what_was_not_given_to_the_venue_is_not_there(
    story: Story, holder: Holder, vera: User
) -> None:
    story.start()
    story.find("ALK-03", "Påhittad brist")
    story.answer_the_rest("ALK-03").finish().send()
    story.seal()
    assert not obligations_for(vera).exists()
    with pytest.raises(NotFound):
        send_proof(
            user=vera, obligation=Obligation.objects.get().pk, said="x", files=[]
        )


def test_what_the_police_found_the_same_night_stays_theirs(
    given: Story, police_story: Story, vera: User
) -> None:
    police_story.start()
    theirs = ChecklistItem.objects.filter(version="2026-01", owner="police").first()
    assert theirs is not None
    police_story.find(theirs.code, "Hemligt")
    police_story.answer_the_rest(theirs.code).finish().send()
    police_story.seal()
    assert [one.agency.code for one in obligations_for(vera)] == ["licensing"]


def test_the_next_holder_sees_nothing_of_the_one_before(
    given: Story, venue: Venue, vera: User, finding: Obligation
) -> None:
    yesterday = clock.today() - timedelta(days=1)
    Assignment.objects.update(valid_to=yesterday)
    other = Holder.objects.create(municipality=venue.municipality, name="Annat AB")
    Assignment.objects.create(venue=venue, holder=other, valid_from=clock.today())
    nils = User.objects.create_user("nils@example.test", "Nils")
    VenueAccess.objects.create(
        user=nils, venue=venue, holder=other, started_on=clock.today()
    )
    assert not obligations_for(nils).exists()
    assert not releases_for(nils).exists()
    assert obligations_for(vera).get() == finding  # still theirs to read
    with pytest.raises(NotFound):  # but not to act upon
        send_proof(user=vera, obligation=finding.pk, said="x", files=[])


def test_a_reply_is_kept_with_the_day_by_which_it_is_answered(
    given: Story, vera: User, karin: User, finding: Obligation
) -> None:
    release = Release.objects.get()
    assert release.reply_by == clock.today() + timedelta(days=14)
    row = reply(
        user=vera,
        release=release.pk,
        finding=finding.finding,
        text="Vi håller inte med",
    )
    assert not row.is_late
    assert row.answer_by > clock.today() + timedelta(days=9)
    answer_reply(user=karin, reply_=row.pk, answer="Vi har läst det")
    with pytest.raises(WrongState):
        answer_reply(user=karin, reply_=row.pk, answer="Igen")


def test_a_late_reply_is_kept_and_says_so(given: Story, vera: User) -> None:
    Release.objects.update(reply_by=clock.today() - timedelta(days=1))
    assert reply(user=vera, release=Release.objects.get().pk, text="Sent").is_late


def test_a_reply_to_a_finding_of_another_protocol_is_refused(
    given: Story, vera: User, petra: User
) -> None:
    with pytest.raises(NotFound):
        reply(
            user=vera, release=Release.objects.get().pk, text="x",
            finding=Release.objects.get().pk,
        )  # fmt: skip
    row = reply(user=vera, release=Release.objects.get().pk, text="x")
    with pytest.raises(NotFound):
        answer_reply(user=petra, reply_=row.pk, answer="Polisen svarar inte för andra")


def test_a_request_for_a_visit_weighs_in_the_plan_until_it_has_its_answer(
    given: Story, vera: User, karin: User, finding: Obligation, venue: Venue
) -> None:
    row = ask_for_revisit(user=vera, obligation=finding.pk, said="Klart")
    assert asking_for_visit(finding.agency) == {venue.pk}
    with pytest.raises(WrongState):
        ask_for_revisit(user=vera, obligation=finding.pk, said="Igen")
    decline_revisit(user=karin, request=row.pk, reason="Bilderna räcker")
    assert asking_for_visit(finding.agency) == set()
    with pytest.raises(WrongState):
        decline_revisit(user=karin, request=row.pk, reason="Igen")


def test_a_later_visit_is_the_answer_to_the_request(
    given: Story, vera: User, finding: Obligation
) -> None:
    ask_for_revisit(user=vera, obligation=finding.pk, said="Klart")
    RevisitRequest.objects.update(asked_at=given.at + timedelta(days=1))
    later = Story(
        given.tablet, given.officer, given.venue, given.at + timedelta(days=2)
    )
    later.sent = given.sent
    later.start()
    later.answer_the_rest().finish().send()
    later.seal()
    assert RevisitRequest.objects.get().visited_on == date(2026, 11, 22)


def test_the_copy_says_what_was_given_and_not_what_was_added(
    given: Story, finding: Obligation
) -> None:
    said = finding_as_given(Release.objects.get(), finding.finding)
    assert said["text"] == "Påhittad brist"
    assert Reply.objects.count() == 0


def test_a_reply_is_kept_whole_or_not_at_all(given: Story, vera: User) -> None:
    with pytest.raises(Invalid):
        reply(user=vera, release=Release.objects.get().pk, text="x" * 4001)
    kept = reply(user=vera, release=Release.objects.get().pk, text=f"a{chr(10) * 900}b")
    assert kept.text == "a\n\nb"


def test_a_long_reply_is_printed_whole_beside_its_finding(
    given: Story, vera: User, finding: Obligation
) -> None:
    text = "Vi bestrider detta på varje punkt. " * 110
    for _one in range(3):
        reply(
            user=vera, release=Release.objects.get().pk, finding=finding.finding,
            text=text.strip(),
        )  # fmt: skip
    section = Release.objects.get().section
    for content in (release_pdf(Release.objects.get()), protocol_pdf(section)):
        with pdfplumber.open(io.BytesIO(content)) as document:
            shown = "".join("".join(p.extract_text().split()) for p in document.pages)
        assert shown.count("Vibestriderdettapåvarjepunkt.") > 300
