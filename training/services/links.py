"""The signed links that open a person's own page: made, renewed, opened, mailed."""

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from core.page_link import read_page, sign_page
from core.post import Draft, compose, write_letters
from training.models import Person

_KIND = "person"


def address_of(person: Person) -> str:
    """The signed part of the person's address."""
    return sign_page(_KIND, person.pk, person.link)


def link_of(person: Person) -> str:
    """The whole address, as it stands in letters."""
    return f"{settings.PUBLIC_URL}/my/{address_of(person)}/"


def person_at(address: str) -> Person:
    """Whose page a signed address opens. `NotFound` when it is none or was renewed; a
    double opens the page of whom it was merged into.
    """
    said = read_page(_KIND, address)
    person = (
        None
        if said is None
        else Person.objects.filter(pk=said[0], link=said[1]).first()
    )
    while person is not None and person.merged_into is not None:
        person = person.merged_into
    if person is None:
        raise NotFound(
            _("This link does not open a page any more. Ask for a new one below.")
        )
    return person


@transaction.atomic
def renew_link(*, person: Person) -> Person:
    """End the links that are out; the next letter bears a new one."""
    Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person)).update(
        link=F("link") + 1
    )
    person.refresh_from_db(fields=["link"])
    return person


@transaction.atomic
def mail_links(*, email: str) -> int:
    """Mail the links of whoever has that address; how many. A person gets one an hour at
    most, and whoever asks is not told whether there is one.
    """
    found = Person.objects.filter(email__iexact=email.strip(), merged_into=None)
    people = list(found.exclude(email="")[:20])
    hour = clock.now().strftime("%Y%m%d%H")
    write_letters(_letter(one, hour) for one in people)
    return len(people)


def _letter(one: Person, hour: str) -> Draft:
    with translation.override(one.language):
        return compose(
            key=f"person-link:{one.pk}:{one.link}:{hour}",
            to=one.email,
            subject=_("Your page in Lykta"),
            paragraphs=[
                _("Hello %(name)s,") % {"name": one.name},
                _(
                    "This link opens your page: certificates, courses you are signed up "
                    "for, and where you are listed as staff. Whoever has the link sees "
                    "them; do not pass it on."
                ),
            ],
            link=link_of(one),
            is_secret=True,
        )
