import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from inspections.models import ChecklistDraft, ChecklistVersion

pytestmark = pytest.mark.django_db
ITEM = {
    "text_sv": "Nya ord <b>här</b>", "text_en": "New words", "lagrum": "AL 8:1",
    "severity": "minor", "follow_ups": ["F2"], "owner": "licensing",
}  # fmt: skip


@pytest.fixture
def client(karin: User, checklist: str) -> Client:
    client = Client()
    client.force_login(karin)
    return client


def begin(client: Client) -> ChecklistDraft:
    client.post(reverse("draft_begin", args=["2026-01"]), {"municipality": "2380"})
    return ChecklistDraft.objects.get()


def test_a_coordinator_copies_changes_compares_and_publishes(client: Client) -> None:
    draft = begin(client)
    item = reverse("checklist_item", args=[draft.pk, "ALK-03"])
    assert "ALK-03" in client.get(item).content.decode()
    client.post(item, ITEM)
    client.post(
        reverse("checklist_draft", args=[draft.pk]),
        {
            "code": "2380-egen",
            "name_sv": "Egen",
            "name_en": "Own",
            "valid_from": "2026-12-01",
        },
    )
    page = client.get(reverse("checklist_draft", args=[draft.pk])).content.decode()
    assert "Nya ord &lt;b&gt;här&lt;/b&gt;" in page

    answer = client.post(reverse("draft_publish", args=[draft.pk]))
    assert answer.url == reverse("checklist", args=["2380-egen"])
    compared = client.get(answer.url, {"against": "2026-01"})
    changed = {str(row[1].text) for row in compared.context["differences"].rows}
    assert {"Svenska", "Engelska", "Lagrum"} <= changed
    assert ChecklistVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text_sv": ""}, "text_sv"),
        ({"follow_ups": []}, "follow_ups"),
        ({"severity": "grave"}, "severity"),
        ({"valid_from": "2026-12-01", "valid_to": "2026-11-01"}, "valid_to"),
        ({"valid_to": "nyss"}, "valid_to"),
    ],
)
def test_a_slip_is_told_beside_its_field(
    client: Client, change: dict[str, object], field: str
) -> None:
    draft = begin(client)
    page = client.post(
        reverse("checklist_item", args=[draft.pk, "ALK-03"]), {**ITEM, **change}
    )
    assert list(page.context["form"].errors) == [field]


def test_a_code_that_is_taken_is_said_and_the_draft_stays(client: Client) -> None:
    draft = begin(client)
    client.post(
        reverse("checklist_draft", args=[draft.pk]),
        {"code": "2026-01", "name_sv": "A", "name_en": "B", "valid_from": "2026-12-01"},
    )
    answer = client.post(reverse("draft_publish", args=[draft.pk]), follow=True)
    assert "redan publicerad" in answer.content.decode()
    assert ChecklistDraft.objects.exists()
