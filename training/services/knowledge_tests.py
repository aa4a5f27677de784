"""The register of knowledge tests (kunskapsprov): noting one."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from core import clock
from core.errors import Invalid, NotFound
from training.models import KnowledgeTest, Person
from training.permissions import check_organises
from training.rules.knowledge_test import (
    ATTEMPTS,
    knowledge_test_passed,
    knowledge_test_valid_until,
)
from training.rules.written_test import AreaResult
from venues.models import Holder


@transaction.atomic
def note_knowledge_test(
    *,
    user: User,
    municipality: Municipality,
    person: Person,
    matter: str,
    variant: str,
    language: str,
    taken_on: date,
    result: Sequence[AreaResult],
    holder: Holder | None = None,
) -> KnowledgeTest:
    """Note an attempt; whether it is passed follows from the areas. `Invalid` after the
    third attempt of an application, or one that is passed.
    """
    check_organises(user, municipality)
    if person.municipality_id != municipality.pk or person.merged_into_id is not None:
        raise NotFound(_("There is no such person, or they are not yours to see."))
    if holder is not None and holder.municipality_id != municipality.pk:
        raise NotFound(_("There is no such holder, or it is not yours to see."))
    if taken_on > clock.today():
        raise Invalid(_("That day lies ahead."))
    if not result or any(
        one["asked"] < 1 or not 0 <= one["right"] <= one["asked"] for one in result
    ):
        raise Invalid(_("Say for each area how many were right, of how many asked."))
    earlier = KnowledgeTest.objects.filter(person=person, matter=matter)
    if earlier.filter(passed=True).exists():
        raise Invalid(_("The test is passed already."))
    number = earlier.count() + 1
    if number > ATTEMPTS:
        raise Invalid(_("An application allows three attempts; all are used."))
    passed = knowledge_test_passed(result)
    return KnowledgeTest.objects.create(
        municipality=municipality, person=person, holder=holder, variant=variant,
        language=language, matter=matter, attempt=number, taken_on=taken_on,
        result=list(result), passed=passed, noted_by=user, noted_at=clock.now(),
        valid_until=knowledge_test_valid_until(taken_on) if passed else None,
    )  # fmt: skip
