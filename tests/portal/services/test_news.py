from datetime import timedelta

from accounts.models import User
from core import clock
from core.models import Letter
from inspections.models import Obligation
from inspections.rules.obligation import Verb
from inspections.services.obligations import take_on
from inspections.services.venue_words import send_proof
from portal.models import News
from portal.services.news import find_news, send_digests, words_of
from tests.inspections.story import Story
from venues.models import MailWish, VenueAccess


def judged(vera: User, karin: User) -> None:
    row = Obligation.objects.get()
    send_proof(user=vera, obligation=row.pk, said="Klart", files=[])
    take_on(user=karin, obligation=row.finding, verb=Verb.ACCEPT)


def test_each_thing_is_new_once_and_mailed_at_once(
    given: Story, vera: User, karin: User
) -> None:
    assert find_news() == 1
    judged(vera, karin)
    assert find_news() == 1
    assert find_news() == 0
    letters = Letter.objects.filter(to=vera.email)
    assert letters.count() == 2
    assert not letters.filter(text__contains="Påhittad brist").exists()


def test_whoever_wants_one_letter_a_day_gets_one(
    given: Story, vera: User, karin: User
) -> None:
    VenueAccess.objects.update(mail=MailWish.DAILY)
    judged(vera, karin)
    assert find_news() == 2
    assert not Letter.objects.filter(to=vera.email).exists()
    assert send_digests() == 1
    assert send_digests() == 0
    letter = Letter.objects.get(to=vera.email)
    assert all(words_of(one) in letter.text for one in News.objects.all())


def test_what_is_older_than_the_access_or_anothers_is_not_news(
    given: Story, vera: User
) -> None:
    VenueAccess.objects.update(started_on=clock.today() + timedelta(days=1))
    assert find_news() == 0
    VenueAccess.objects.update(
        started_on="2020-01-01", ended_on=clock.today() - timedelta(days=1)
    )
    assert find_news() == 0


def test_what_was_never_given_is_not_told_of(
    story: Story, vera: User, karin: User
) -> None:
    story.start()
    story.find("ALK-03", "Hemligt än")
    story.answer_the_rest("ALK-03").finish().send()
    story.seal()
    finding = Obligation.objects.get().finding
    take_on(user=karin, obligation=finding, verb=Verb.CLAIM, said="De ringde")
    take_on(user=karin, obligation=finding, verb=Verb.ACCEPT)
    assert find_news() == 0


def test_whose_access_has_ended_gets_no_morning_letter(
    given: Story, vera: User
) -> None:
    VenueAccess.objects.update(mail=MailWish.DAILY)
    assert find_news() == 1
    VenueAccess.objects.update(ended_on=clock.today() - timedelta(days=1))
    assert send_digests() == 0
    assert not Letter.objects.filter(to=vera.email).exists()
