import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from venues.models import ColumnMapping, RestaurangnummerPrefix

pytestmark = pytest.mark.django_db
FILE = "Ställe;Nr;Gata\nKrogen Påhittad;23800001;Exempelgatan 1\n".encode("cp1252")


@pytest.fixture
def client(karin: User) -> Client:
    client = Client()
    client.force_login(karin)
    RestaurangnummerPrefix.objects.create(municipality_id="2380", prefix="2380")
    return client


def test_a_file_shows_its_columns_and_the_mapping_reads_it(client: Client) -> None:
    page = client.post(reverse("mapping"), {"file": SimpleUploadedFile("r.csv", FILE)})
    columns = page.context["columns"]
    assert "Ställe" in page.content.decode()

    asked = {"columns": columns, "called": "Egen", "restaurangnummer": "Nr"}
    nameless = client.post(reverse("mapping"), asked)
    assert nameless.context["form"].errors["name"]
    twice = client.post(
        reverse("mapping"), {**asked, "name": "Ställe", "address": "Nr"}
    )
    assert "Nr" in str(twice.context["form"].non_field_errors())
    assert not ColumnMapping.objects.exists()

    answer = client.post(
        reverse("mapping"), {**asked, "name": "Ställe", "address": "Gata"}
    )
    assert answer.status_code == 302
    row = ColumnMapping.objects.get()
    assert (row.name, row.columns) == (
        "Egen", {"restaurangnummer": "Nr", "name": "Ställe", "address": "Gata"},
    )  # fmt: skip


@pytest.mark.parametrize("columns", ["", "{", "3", '{"a":1}', "[" * 5000, "[null, 3]"])
def test_whatever_comes_as_columns_is_no_server_error(
    client: Client, columns: str
) -> None:
    answer = client.post(reverse("mapping"), {"columns": columns, "called": "X"})
    assert answer.status_code == 200
    assert not ColumnMapping.objects.exists()


def test_an_unreadable_file_is_refused_beside_its_field(client: Client) -> None:
    file = SimpleUploadedFile("r.xlsx", b"PK\x03\x04 this is no workbook")
    page = client.post(reverse("mapping"), {"file": file})
    assert page.context["form"].errors["file"]
