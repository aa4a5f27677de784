"""Reporters: taken on, ended, and their links."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.page_link import read_page, sign_page
from core.post import Draft, compose, write_letters
from core.words import check_says_something
from situation.models import Reporter
from situation.permissions import check_keeps_situation
from situation.queries.cycles import reporters_visible_to

_KIND = "reporter"


def address_of(reporter: Reporter) -> str:
    """The signed part of the reporter's address."""
    return sign_page(_KIND, reporter.pk, reporter.link)


def link_of(reporter: Reporter) -> str:
    """The whole address, as it stands in letters."""
    return f"{settings.PUBLIC_URL}/report/{address_of(reporter)}/"


def reporter_at(address: str) -> Reporter:
    """Whose page a signed address opens. `NotFound` when it is none, was renewed, or the
    reporter reports no more.
    """
    said = read_page(_KIND, address)
    rows = Reporter.objects.select_related("municipality").filter(ended_on=None)
    row = None if said is None else rows.filter(pk=said[0], link=said[1]).first()
    if row is None:
        raise NotFound(
            _("This link opens nothing any more. Ask the coordinator for a new one.")
        )
    return row


@transaction.atomic
def take_on_reporter(
    *,
    user: User,
    municipality: Municipality,
    organisation: str,
    email: str,
    language: str = "sv",
    started_on: date | None = None,
) -> Reporter:
    """Take an organisation on, from today or an earlier day, and mail it its link.

    Raises `NotAllowed`; `Invalid` without a name; `WrongState` where the address reports
    already.
    """
    check_keeps_situation(user, municipality)
    if started_on is not None and started_on > clock.today():
        raise Invalid(_("That day has not come yet."))
    check_says_something(organisation, _("Say which organisation it is."))
    try:
        with transaction.atomic():
            row = Reporter.objects.create(
                municipality=municipality, organisation=organisation.strip(),
                email=email.strip(), language=language, started_on=started_on or clock.today(),
                made_by=user,
            )  # fmt: skip
    except IntegrityError as error:
        raise WrongState(_("That address reports already.")) from error
    write_letters([_letter(row)])
    return row


@transaction.atomic
def renew_reporter_link(*, user: User, reporter: UUID) -> Reporter:
    """End the links that are out, and mail a new one. Raises as `end_reporter`."""
    row = _in_hand(user, reporter)
    row.link += 1
    row.save(update_fields=["link"])
    write_letters([_letter(row)])
    return row


@transaction.atomic
def end_reporter(*, user: User, reporter: UUID) -> Reporter:
    """From today on nothing is awaited, and the link opens nothing; what was told stays.

    Raises `NotFound`, `NotAllowed`; `WrongState` when it has ended.
    """
    row = _in_hand(user, reporter)
    row.ended_on = clock.today()
    row.save(update_fields=["ended_on"])
    return row


def _in_hand(user: User, reporter: UUID) -> Reporter:
    rows = reporters_visible_to(user).select_for_update(of=("self",))
    row = rows.filter(pk=reporter).first()
    if row is None:
        raise NotFound(_("There is no such reporter, or it is not yours to see."))
    check_keeps_situation(user, row.municipality)
    if row.ended_on is not None:
        raise WrongState(_("It reports no more."))
    return row


def _letter(row: Reporter) -> Draft:
    with translation.override(row.language):
        return compose(
            key=f"reporter:{row.pk}:{row.link}",
            to=row.email,
            subject=_("Your link for reports in %(town)s")
            % {"town": row.municipality.name},
            paragraphs=[
                _("Hello %(name)s,") % {"name": row.organisation},
                _(
                    "By this link you tell what you see: a place, a situation, never a "
                    "person. It takes a minute on a phone. That there was nothing to "
                    "report counts as well. Whoever has the link reports in your name."
                ),
            ],
            link=link_of(row),
            is_secret=True,
        )
