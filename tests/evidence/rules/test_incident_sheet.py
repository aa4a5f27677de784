import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from evidence.queries.sheets import template_named
from evidence.rules.change import ChangeKind
from evidence.rules.incident_sheet import (
    Count,
    Doubt,
    Sheet,
    read_sheet,
    remarks,
    trend_of,
)
from venues.rules.table_file import read_table

TEMPLATE = template_named("uk-kpi-1")
# Domain note purple-flag-and-safety 7: Cheltenham's KPI 1, as it was published.
CHELTENHAM = """\
Line;17/18 all;17/18 alcohol;18/19 all;18/19 alcohol;19/20 all;19/20 alcohol;Trend
Anti-social behaviour;338;122;325;126;318;112;-2.15 %
Crime related;396;91;415;77;431;67;+3.85 %
Violence against person;189;67;198;57;202;44;+2.02 %
Sexual offences;10;3;10;1;8;1;-20.0 %
Criminal damage;40;6;44;6;34;7;−22.7 %
Drugs;12;1;17;2;23;0;+35.2 %
Robbery;7;1;5;0;3;0;-40,0 %
Shoplifting;35;0;21;0;33;0;+57.1 %
Other theft;58;0;51;0;47;1;-7.84 %
Theft from vehicle;1;0;6;0;6;0;=
Theft of vehicle;0;0;4;0;1;0;-75.0 %
Burglary;5;0;18;0;9;0;-50.0 %
Fraud;5;1;0;0;4;0;+400 %
Other crime;34;12;41;11;61;14;+48.7 %
Miscellaneous;86;0;69;2;69;6;=
Public safety;367;76;366;56;322;49;-12.0 %
Road related;61;9;67;5;62;12;-7.46 %
Total;1298;298;1242;266;1202;246;-3.22 %
"""


def read(text: str) -> Sheet:
    table = read_table(text.encode())
    return read_sheet(TEMPLATE, table.columns, table.rows)


def test_cheltenham_s_wrong_total_and_its_400_per_cent_are_said_and_nothing_else() -> (
    None
):
    sheet = read(CHELTENHAM)
    found = [
        (one.doubt, one.line, one.period, one.said, one.reckoned, one.of_alcohol)
        for one in remarks(TEMPLATE, sheet)
    ]
    assert found == [
        (Doubt.FROM_NOTHING, "fraud", "19/20", 400.0, None, False),
        (Doubt.TOTAL, "total", "17/18", 1298, 1248, False),
    ]
    # Kept as published, nothing mended.
    assert sheet.counts["total"][0] == Count(1298, 298)
    assert sheet.trends["fraud"] == 400.0
    assert trend_of(sheet.counts["fraud"]).kind is ChangeKind.NEW
    assert trend_of(sheet.counts["crime"]).by == pytest.approx(3.855, abs=0.001)


@pytest.mark.parametrize(
    ("before", "after", "doubt", "line"),
    [
        ("Robbery;7;1;5;0;3;0;-40,0 %", "Robbery;7;1;5;0;3;4;-40,0 %", Doubt.ALCOHOL, "robbery"),
        ("Road related;61;9;67;5;62;12;-7.46 %", "Road related;61;9;67;5;62;12;-9 %",
         Doubt.TREND, "road"),
        ("Crime related;396;", "Crime related;397;", Doubt.TOTAL, "crime"),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_said(
    before: str, after: str, doubt: Doubt, line: str
) -> None:
    assert before in CHELTENHAM
    found = remarks(TEMPLATE, read(CHELTENHAM.replace(before, after)))
    assert (doubt, line) in {(one.doubt, one.line) for one in found}


def test_what_was_not_published_is_none_and_is_held_against_nothing() -> None:
    sheet = read(
        CHELTENHAM.replace("Drugs;12;1;", "Drugs;.;XX;").replace(";+35.2 %", ";")
    )
    assert sheet.counts["drugs"][0] == Count(None, None)
    assert sheet.trends["drugs"] is None
    assert not [
        one for one in remarks(TEMPLATE, sheet) if one.line in {"drugs", "crime"}
    ]


def test_swedish_names_are_understood() -> None:
    swedish = CHELTENHAM.replace("Fraud;", "bedrägeri;").replace(
        "17/18 all", "17/18 alla"
    )
    swedish = swedish.replace("17/18 alcohol", "17/18 alkoholrelaterade")
    assert read(swedish).counts == read(CHELTENHAM).counts


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Fraud;5;", "Fraud;many;"), ("Fraud;", "Bigamy;"), ("Fraud;", "Robbery;"),
        ("Total;1298", "Fraud;0;0;0;0;0;0;\nTotal;1298"),  # twice
        ("17/18 alcohol", "17/18 wine"), ("+400 %", "a lot"), ("Fraud;5;", "Fraud;-5;"),
        ("Total;1298;298;1242;266;1202;246;-3.22 %\n", ""),
    ],
)  # fmt: skip
def test_what_is_no_such_sheet_is_refused_with_a_sentence(
    before: str, after: str
) -> None:
    assert before in CHELTENHAM
    with pytest.raises(Invalid):
        read(CHELTENHAM.replace(before, after))


@given(st.text(max_size=300))
def test_any_text_is_a_sheet_or_refused(text: str) -> None:
    try:
        read(text)
    except Invalid:
        return
    raise AssertionError(text)


@given(st.lists(st.integers(0, 10**6), min_size=17, max_size=17))
def test_a_sheet_that_adds_up_has_no_remark_on_totals(numbers: list[int]) -> None:
    codes = [one.code for one in TEMPLATE.lines]
    counts = dict(zip(codes, numbers, strict=False))
    for whole in ("crime", "total"):
        counts[whole] = sum(
            counts[one.code] for one in TEMPLATE.lines if one.of == whole
        )
    sheet = Sheet(
        ("a", "b", "c"),
        {code: (Count(count, count),) * 3 for code, count in counts.items()},
        dict.fromkeys(counts),
    )
    assert remarks(TEMPLATE, sheet) == []
