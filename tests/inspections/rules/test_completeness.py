from typing import Any

import pytest

from inspections.models import VisitKind
from inspections.rules.completeness import Facts, missing_before_seal
from inspections.rules.fold import fold_section
from tests.inspections.rules.vectors import load, log_entry

VECTORS = load("completeness.json")


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_what_is_missing_keeps_its_vectors(vector: dict[str, Any]) -> None:
    gaps = missing_before_seal(
        Facts(
            visit_kind=VisitKind(vector["visit_kind"]),
            agency=vector["agency"],
            section=fold_section(log_entry(row) for row in vector["entries"]),
            common=fold_section(log_entry(row) for row in vector["common"]),
            due_items=frozenset(vector["due_items"]),
            photos_held=frozenset(vector["photos_held"]),
            waived=frozenset(vector["waived"]),
        )
    )

    assert [
        {"code": gap.code.value, "particulars": list(gap.particulars)} for gap in gaps
    ] == vector["missing"]
