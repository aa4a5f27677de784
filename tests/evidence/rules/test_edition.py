import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.rules.edition import public
from evidence.rules.pack import Numbers
from tests.evidence.inputs import inputs, numbers, piece, told

SECRET = "HEMLIGT-9c1f"
_NAMES = ("owner", "author", "approved_by", "id")


def everything_said(of: object) -> str:
    return json.dumps(of, ensure_ascii=False)


def parts(of: dict[str, Numbers]) -> dict[str, bool]:
    """Which parts are hidden; figures of people when they are split by gender."""
    code = "KT4" if any(key.startswith("gender") for key in of) else "KI10"
    found = public(inputs(figures=[told(code, of)]))
    return {
        one["code"]: one["numbers"]["is_hidden"] for one in found["figures"][0]["parts"]
    }


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "is_public": st.booleans(),
                "state": st.sampled_from(
                    ["approved", "offered", "wanted", "draft", "returned"]
                ),
                "number": st.booleans(),
            }
        ),
        max_size=8,
    )
)
@settings(max_examples=60)
def test_nothing_that_is_not_public_gets_through(made: list[dict[str, Any]]) -> None:
    pieces = []
    for one in made:
        may = one["is_public"] and one["state"] == "approved" and not one["number"]
        text = "nr 19800101-1234" if one["number"] else "fritt"
        pieces.append(
            piece(
                "Öppet" if may else SECRET, text=text if may else f"{SECRET} {text}",
                is_public=one["is_public"], state=one["state"],
                **dict.fromkeys(_NAMES, SECRET),
                files=[{"id": "f1", "path": f"files/{SECRET}.jpeg", "name": SECRET,
                        "media_type": "image/jpeg", "sha256": SECRET}] if not may else [],
            )
        )  # fmt: skip
    scores = [{**inputs()["scores"][0], "reason": SECRET, "noted_by": SECRET}]
    venues = [{**one, "name": SECRET} for one in inputs()["venues"]]
    before = inputs(
        pieces=pieces, scores=scores, venues=venues,
        milestones=[{"name": SECRET, "due_on": "", "owner": SECRET, "done_on": ""}],
        publication={"revision": 1, "published_at": "2027-02-01", "fingerprint": SECRET},
    )  # fmt: skip
    assert SECRET in everything_said(before)
    assert SECRET not in everything_said(public(before))


def test_a_public_file_keeps_its_key_and_loses_its_name_and_hash() -> None:
    (found,) = public(inputs())["pieces"]
    first, second = found["files"]
    assert (first["id"], first["path"], first["name"]) == (
        "f1",
        "files/001-01.jpg",
        "1.1",
    )
    assert second["path"] == "files/001-02.pdf"
    assert first["sha256"] == second["sha256"] == ""


def test_three_women_of_43_are_hidden_with_what_would_tell_them() -> None:
    """Domain note purple-flag-and-safety, worked value 28."""
    hidden = parts(
        {"": numbers(43), "gender:woman": numbers(3), "gender:man": numbers(40)}
    )
    assert hidden == {"": False, "gender:woman": True, "gender:man": True}


@pytest.mark.parametrize(
    ("women", "men", "gone"),
    [
        (numbers(5, 10), numbers(20, 30), False),
        (numbers(9, 10), numbers(20, 30), True),  # one woman did not: fewer than five
        (numbers(2, 10), numbers(20, 30), True),
        (numbers(2, 4), numbers(20, 30), True),
    ],
)
def test_of_people_neither_those_who_did_nor_who_did_not_are_told_when_few(
    women: Numbers, men: Numbers, gone: bool
) -> None:
    whole = numbers(
        (women["counted"] or 0) + (men["counted"] or 0),
        (women["among"] or 0) + (men["among"] or 0),
    )
    hidden = parts({"": whole, "gender:woman": women, "gender:man": men})
    assert hidden == {"": False, "gender:woman": gone, "gender:man": gone}


def test_what_is_hidden_in_one_figure_is_hidden_in_all() -> None:
    """The joint visits of a zone are a figure of their own, and the top of another."""
    joint = {"": numbers(26), "zone:17-20": numbers(6), "zone:20-23": numbers(8),
             "zone:23-02": numbers(9), "zone:02-05": numbers(3)}  # fmt: skip
    share = {"": numbers(26, 52), "zone:17-20": numbers(6, 12), "zone:20-23": numbers(8, 13),
             "zone:23-02": numbers(9, 13), "zone:02-05": numbers(3, 14)}  # fmt: skip
    found = public(inputs(figures=[told("KI4", joint), told("KI5", share)]))["figures"]
    hidden = [
        {one["code"] for one in figure["parts"] if one["numbers"]["is_hidden"]}
        for figure in found
    ]
    assert hidden[0] == hidden[1] == {"zone:17-20", "zone:02-05"}


def test_the_rest_by_day_is_not_told_by_the_zones() -> None:
    zones = {"": numbers(5, 25), "zone:17-20": numbers(1, 6), "zone:20-23": numbers(1, 7),
             "zone:23-02": numbers(1, 6), "zone:02-05": numbers(1, 5)}  # fmt: skip
    assert parts(zones)["zone:02-05"]
    whole = {**zones, "": numbers(5, 24)}  # no rest
    assert not any(parts(whole).values())


def test_the_hash_over_hidden_numbers_is_not_let_out() -> None:
    before = inputs(
        publication={
            "revision": 2,
            "published_at": "2027-02-01",
            "fingerprint": "f" * 64,
        }
    )
    found = public(before)["publication"]
    assert found == {"revision": 2, "published_at": "2027-02-01", "fingerprint": ""}


def test_what_the_lot_drew_is_hidden_when_the_rest_would_be_small() -> None:
    assert parts({"": numbers(3, 20), "drawn": numbers(1, 10)}) == {
        "": False,
        "drawn": False,
    }
    assert parts({"": numbers(3, 20), "drawn": numbers(1, 17)})["drawn"]
    assert parts({"": numbers(3, 20), "drawn": numbers(1, 4)})["drawn"]


def test_no_visit_of_a_zone_is_told_alone() -> None:
    zones = {
        "": numbers(3, 20), "zone:17-20": numbers(0, 2), "zone:20-23": numbers(1, 8),
        "zone:23-02": numbers(2, 10), "zone:02-05": numbers(0, 0),
    }  # fmt: skip
    hidden = parts(zones)
    assert hidden["zone:17-20"]
    assert hidden["zone:02-05"]
    assert hidden["zone:20-23"]  # 2 and 0 would be told by the total
    assert not hidden["zone:23-02"]


def test_of_incidents_the_public_sees_the_total_alone_and_no_small_one() -> None:
    found = public(inputs())["incidents"]
    assert found is not None
    assert [one["name"] for one in found["lines"]] == ["Summa"]
    assert found["remarks"] == []
    small = inputs()
    sheet = small["incidents"]
    assert sheet is not None
    sheet["lines"][1]["counts"][2] = [12, 4]
    assert public(small)["incidents"] is None
    assert public({**inputs(), "incidents": None})["incidents"] is None


def test_of_a_baseline_the_public_sees_no_reason_and_nothing_that_looks_personal() -> (
    None
):
    baseline = public(inputs())["figures"][0]["baseline"]
    assert baseline is not None
    assert (baseline["source"], baseline["why"]) == ("årsrapport, prov", "")
    said = {**inputs()["figures"][0]["baseline"], "caveat": "Anna 19800101-1234 sa det"}  # type: ignore[dict-item]
    told_so = public(inputs(figures=[told("KI7", {"": numbers(1)}, baseline=said)]))
    assert told_so["figures"][0]["baseline"] is None
