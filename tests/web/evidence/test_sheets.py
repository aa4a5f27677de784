from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import User
from evidence.models import IncidentSheet
from tests.evidence.rules.test_incident_sheet import CHELTENHAM

pytestmark = pytest.mark.django_db


def sent(content: bytes, **said: object) -> dict[str, object]:
    return {
        "template": "uk-kpi-1", "title": "KPI 1", "source": "En publicerad ansökan",
        "file": SimpleUploadedFile("kpi.csv", content), **said,
    }  # fmt: skip


def test_a_published_sheet_is_kept_and_what_does_not_agree_is_said(
    desk: Client,
) -> None:
    made = desk.post(reverse("sheet_list"), sent(CHELTENHAM.encode()))
    row = IncidentSheet.objects.get()
    assert made["Location"] == reverse("sheet_detail", args=[row.pk])
    page = desk.get(made["Location"]).content.decode()
    assert "delarna blir tillsammans 1 248" in page.replace("\u00a0", " ")
    assert "från 0 finns ingen förändring i procent" in page
    assert "1298" in page.replace("\u00a0", "").replace(" ", "")
    assert "20,5 %" in page  # the alcohol-related share of the last period
    file = desk.get(made["Location"], {"export": "csv"}).content.decode("utf-8-sig")
    assert "Bedrägeri" in file


def test_a_file_that_is_no_sheet_is_refused_beside_the_form(desk: Client) -> None:
    for content in (
        b"a;b\n1;2\n",
        b"",
        b"\x00\x01",
        CHELTENHAM.replace("Fraud", "X").encode(),
    ):
        page = desk.post(reverse("sheet_list"), sent(content))
        assert page.status_code == 200
        assert page.context["form"].errors
    assert not IncidentSheet.objects.exists()


def test_the_empty_sheet_filled_in_is_a_sheet(desk: Client) -> None:
    answer = desk.get(reverse("sheet_template", args=["uk-kpi-1"]))
    book = load_workbook(BytesIO(answer.content))
    sheet = book.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        for column in range(2, sheet.max_column + 1):
            sheet.cell(row, column, 0)
    filled = BytesIO()
    book.save(filled)
    desk.post(reverse("sheet_list"), sent(filled.getvalue()))
    row = IncidentSheet.objects.get()
    page = desk.get(reverse("sheet_detail", args=[row.pk])).content.decode()
    assert "Summorna är delarnas summor" in page


def test_only_who_leads_takes_sheets_in(ines: User) -> None:
    client = Client()
    client.force_login(ines)
    answer = client.post(reverse("sheet_list"), sent(CHELTENHAM.encode()))
    assert answer.status_code == 403
    assert not IncidentSheet.objects.exists()
