from django.utils import translation

from situation.models import Report
from situation.rules.category import known, offered


def test_what_is_offered_has_a_name_in_both_languages_and_fits_its_column() -> None:
    width = Report._meta.get_field("category").max_length
    for code, one in offered().items():
        assert one.name_sv
        assert one.name_en
        assert width is not None
        assert len(code) <= width
    with translation.override("en"):
        assert offered()["BELYSNING"].name == "Dark, broken lighting"


def test_what_was_ever_offered_is_known() -> None:
    assert set(offered()) <= set(known())


def test_good_news_is_told_apart() -> None:
    good = [code for code, one in offered().items() if one.is_good]
    assert good == ["POSITIV_IAKTTAGELSE"]
