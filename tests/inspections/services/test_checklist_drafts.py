from datetime import date
from uuid import UUID

import pytest

from accounts.models import User
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from demo.tablet import uuid7_at
from inspections.models import ChecklistDraft, ChecklistItem, ChecklistVersion
from inspections.services.checklist_drafts import (
    begin_draft,
    change_draft,
    change_item,
    discard_draft,
    publish_draft,
)
from inspections.services.verification import verify_everything
from tests.conftest import Town
from tests.inspections.story import Story, statuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(karin: User, ostersund: Town, checklist: str) -> ChecklistDraft:
    return begin_draft(
        user=karin, municipality=ostersund.municipality,
        version=ChecklistVersion.objects.get(pk=checklist),
    )  # fmt: skip


def say(user: User, draft: ChecklistDraft, **change: object) -> None:
    known = next(one for one in draft.items if one["code"] == "ALK-03")
    said = {**known, "valid_from": None, "valid_to": None, **change}
    change_item(user=user, draft=draft.pk, item="ALK-03", said=said)


def test_a_draft_is_changed_published_frozen_and_used(
    draft: ChecklistDraft, karin: User, story: Story
) -> None:
    say(karin, draft, severity="minor", text_sv="Nya ord", valid_to=date(2199, 1, 1))
    version = publish_draft(user=karin, draft=draft.pk)

    item = ChecklistItem.objects.get(version=version, code="ALK-03")
    assert (item.severity, item.text_sv, str(item.valid_to)) == (
        "minor", "Nya ord", "2199-01-01",
    )  # fmt: skip
    assert (
        ChecklistItem.objects.get(version="2026-01", code="ALK-03").text_sv != "Nya ord"
    )
    assert not ChecklistDraft.objects.exists()
    assert verify_everything().fault is None

    ChecklistVersion.objects.filter(pk=version.pk).update(valid_from="2026-01-01")
    story.visit = uuid7_at(story.at)
    story.write(
        "started",
        {
            "venue": str(story.venue.pk),
            "visit_kind": "outer",
            "checklist": version.code,
        },
        "common",
    )
    assert statuses(story.send()) == [("stored", "")]


def test_a_version_of_one_town_is_no_checklist_in_another(
    draft: ChecklistDraft, karin: User, sten: User, sundsvall: Town
) -> None:
    from inspections.queries.checklists import (  # noqa: PLC0415
        published_checklist,
        versions_visible_to,
    )

    version = publish_draft(user=karin, draft=draft.pk)
    found = published_checklist(version.code)
    assert found is not None
    assert (found.serves("2380"), found.serves("2281")) == (True, False)
    assert [one.code for one in versions_visible_to(sten)] == ["2026-01"]


def test_a_slip_is_named_and_nothing_is_published(
    draft: ChecklistDraft, karin: User
) -> None:
    say(karin, draft, text_en=" ")
    with pytest.raises(Invalid) as raised:
        publish_draft(user=karin, draft=draft.pk)
    assert str(raised.value.particulars[0]).startswith("ALK-03")
    assert ChecklistVersion.objects.count() == 1


def test_a_code_is_published_once(draft: ChecklistDraft, karin: User) -> None:
    change_draft(
        user=karin, draft=draft.pk, code="2026-01", name_sv="A", name_en="B",
        valid_from=date(2026, 1, 1), valid_to=None,
    )  # fmt: skip
    with pytest.raises(Conflict):
        publish_draft(user=karin, draft=draft.pk)


def test_drafts_are_changed_at_home_only(
    draft: ChecklistDraft, ines: User, sten: User, ostersund: Town
) -> None:
    for stranger in (ines, sten):
        with pytest.raises(NotFound):
            discard_draft(user=stranger, draft=draft.pk)
    with pytest.raises(NotAllowed):
        begin_draft(
            user=sten, municipality=ostersund.municipality,
            version=ChecklistVersion.objects.get(),
        )  # fmt: skip
    with pytest.raises(NotFound):
        change_item(user=sten, draft=UUID(int=1), item="ALK-03", said={})
