"""What was published of a period, and whether it still is what was published."""

from collections.abc import Iterable

from accounts.models import Agency
from core.integrity import canonical_json, sha256
from evidence.models import FrozenFigure, Publication
from evidence.rules.period import Period


def publication_of(agency: Agency, period: Period) -> Publication | None:
    """The last revision of what was published for the period."""
    return Publication.objects.filter(
        agency=agency, kind=period.kind, last=period.last
    ).first()


def fingerprint_of(figures: Iterable[FrozenFigure]) -> str:
    """Hex SHA-256 over the figures, whatever order they are read in."""
    said = [
        [
            one.indicator, one.part, one.version, one.value, one.counted, one.among,
            one.low, one.high, one.unchecked, one.waiting, one.expected,
        ]
        for one in sorted(figures, key=lambda one: (one.indicator, one.part))
    ]  # fmt: skip
    return sha256(canonical_json(said)).hex()


def is_intact(publication: Publication) -> bool:
    """Whether no figure of it was changed, added or taken away since."""
    return fingerprint_of(publication.figures.all()) == publication.fingerprint
