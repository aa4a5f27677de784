"""All indicators there are, in the order of their codes' modules."""

from collections.abc import Mapping

from evidence.indicators import (
    completeness,
    conditions,
    courses,
    findings,
    follow_up,
    promises,
    reporting,
    supervision,
    training,
    waiting,
    walks,
)
from evidence.indicators.indicator import Indicator, Module

_DECLARED = (
    *supervision.INDICATORS,
    *findings.INDICATORS,
    *conditions.INDICATORS,
    *follow_up.INDICATORS,
    *training.INDICATORS,
    *courses.INDICATORS,
    *completeness.INDICATORS,
    *promises.INDICATORS,
    *reporting.INDICATORS,
    *walks.INDICATORS,
    *waiting.INDICATORS,
)


def _place(one: Indicator) -> tuple[int, int, str]:
    """By module, then by the number in the code: KI2 before KI10."""
    digits = "".join(sign for sign in one.code if sign.isdigit())
    return list(Module).index(one.module), int(digits), one.code


REGISTRY: Mapping[str, Indicator] = {
    one.code: one for one in sorted(_DECLARED, key=_place)
}
assert len(REGISTRY) == len(_DECLARED), "two indicators have one code"
