"""Telling venue managers what is new: at once, or with the morning's letter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.nights import local
from core.post import Draft, compose, write_letters
from portal.models import News
from portal.queries.news import LOOK_BACK, Fact, NewsKind, facts_since
from venues.models import MailWish, VenueAccess
from venues.queries.access import Window, accesses_in_force, windows_of

WORDS: Mapping[NewsKind, Promise] = {
    NewsKind.PROTOCOL: gettext_lazy("A protocol: %(subject)s"),
    NewsKind.PROOF_ACCEPTED: gettext_lazy("Your proof is accepted: %(subject)s"),
    NewsKind.PROOF_REFUSED: gettext_lazy("Your proof is refused: %(subject)s"),
    NewsKind.REPLY_ANSWERED: gettext_lazy("Your reply is answered: %(subject)s"),
    NewsKind.REVISIT_DECLINED: gettext_lazy("No visit for it now: %(subject)s"),
    NewsKind.VISITED: gettext_lazy("You were visited again: %(subject)s"),
    NewsKind.CASE_DOCUMENT: gettext_lazy("A document of the case %(subject)s"),
    NewsKind.NOTIFICATION: gettext_lazy("Your notification is looked at: %(subject)s"),
}


def words_of(row: News) -> str:
    """What is new, in the language that is active."""
    return str(WORDS[NewsKind(row.kind)]) % {"subject": row.subject}


def address_of(row: News) -> str:
    """Where it stands."""
    return f"{settings.PUBLIC_URL}/venue/{row.access.venue_id}/{row.path}"


@transaction.atomic
def find_news() -> int:
    """Note what is new for each manager, and write the letters of those who want them at
    once; how much was new.
    """
    now = clock.now()
    facts = list(facts_since(now - LOOK_BACK))
    if not facts:
        return 0
    here = accesses_in_force(clock.today()).filter(
        venue__in={one.venue for one in facts}
    )
    accesses = list(here.select_related("user", "venue", "holder"))
    by_venue: dict[UUID, list[tuple[VenueAccess, list[Window]]]] = defaultdict(list)
    for access in accesses:
        by_venue[access.venue_id].append((access, windows_of([access])))
    known = set(News.objects.filter(access__in=accesses).values_list("access", "key"))
    made = [
        News(
            access=access, key=fact.key, kind=fact.kind, subject=fact.subject,
            path=fact.path, on=local(fact.at).date(), found_at=now,
        )
        for fact in facts
        for access, windows in by_venue[fact.venue]
        if (access.pk, fact.key) not in known and _is_theirs(fact, access, windows)
    ]  # fmt: skip
    News.objects.bulk_create(made, ignore_conflicts=True)
    _mail_at_once(made)
    return len(made)


def _is_theirs(fact: Fact, access: VenueAccess, windows: Iterable[Window]) -> bool:
    """Of their holder's time, and not from before they came."""
    in_window = any(
        (one.first is None or one.first <= fact.day)
        and (one.last is None or fact.day <= one.last)
        for one in windows
    )
    return in_window and local(fact.at).date() >= access.started_on


def _mail_at_once(made: Iterable[News]) -> None:
    rows = [one for one in made if one.access.mail == MailWish.AT_ONCE]
    write_letters(_letter([one], f"news:{one.access_id}:{one.key}") for one in rows)
    News.objects.filter(pk__in=[one.pk for one in rows]).update(mailed_at=clock.now())


@transaction.atomic
def send_digests() -> int:
    """The morning's letters of those who want one a day; how many."""
    waiting = News.objects.select_for_update(of=("self",)).filter(mailed_at=None)
    rows = list(waiting.select_related("access__user", "access__venue"))
    open_ones = accesses_in_force(clock.today()).filter(
        pk__in={one.access_id for one in rows}
    )
    still = set(open_ones.values_list("pk", flat=True))
    by_access: dict[int, list[News]] = defaultdict(list)
    for one in rows:
        if one.access_id in still:
            by_access[one.access_id].append(one)
    day = clock.today().isoformat()
    write_letters(
        _letter(news, f"digest:{access}:{day}") for access, news in by_access.items()
    )
    News.objects.filter(pk__in=[one.pk for one in rows]).update(mailed_at=clock.now())
    return len(by_access)


def _letter(news: list[News], key: str) -> Draft:
    """No word of what was found: a mail may be read by others."""
    access = news[0].access
    with translation.override(access.user.language):
        one = len(news) == 1
        return compose(
            key=key,
            to=access.user.email,
            subject=_("New for %(venue)s") % {"venue": access.venue.name},
            paragraphs=[
                _("Hello %(name)s,") % {"name": access.user.name},
                *(words_of(row) for row in news),
                _("It stands on your pages; sign in with your e-mail address."),
            ],
            link=address_of(news[0])
            if one
            else f"{settings.PUBLIC_URL}/venue/{access.venue_id}/",
        )
