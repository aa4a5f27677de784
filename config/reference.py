"""Reference pages in Markdown, printed from the tables that the code itself reads."""

from collections.abc import Callable, Iterable, Mapping

from accounts.models import Role
from accounts.rules.capabilities import Capability, capabilities_of
from cases.rules.lifecycle import diagram as case_diagram
from evidence.indicators.indicator import Waiting
from evidence.indicators.registry import REGISTRY
from inspections.queries.held_words import CODES, held_sentence
from inspections.rules.admission import may_be_admitted
from inspections.rules.obligation import diagram as finding_diagram
from situation.rules.measure import diagram as measure_diagram
from tasks.schedule import SCHEDULE
from tasks.sweeps import SWEEPS

_NOTE = "Printed from the code by `make reference`; do not edit."


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [head, ("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def roles() -> str:
    """Which role may do what, in its municipality and agency."""
    names = [role.label for role in Role]
    rows = (
        [
            f"`{capability}`",
            *("yes" if capability in capabilities_of(role) else "" for role in Role),
        ]
        for capability in Capability
    )
    return f"# Roles\n\n{_NOTE}\n\n{_table(['', *map(str, names)], rows)}"


def schedule() -> str:
    """What happens by the clock."""
    rows = (
        [f"`{row.task}`", f"{row.every.total_seconds():.0f} s", row.why]
        for row in SCHEDULE
    )
    sweeps = (
        [
            f"`{work.name}`",
            "each minute"
            if work.at_hour is None
            else f"daily from {work.at_hour:02}:00",
            work.why,
        ]
        for work in SWEEPS
    )
    return (
        f"# Schedule\n\n{_NOTE}\n\n{_table(('Task', 'Every', 'Why'), rows)}\n"
        "## Sweeps\n\nEach looks for facts that nobody has handled yet; local time in "
        "Sweden.\n\n"
        f"{_table(('Sweep', 'When', 'Why'), sweeps)}"
    )


def lifecycles() -> str:
    """What may happen to a finding, in a supervision case, and to a measure, as diagrams."""
    parts = (
        f"## {title}\n\n```mermaid\n{diagram}\n```\n"
        for title, diagram in (
            ("A finding", finding_diagram()),
            ("A supervision case", case_diagram()),
            ("A measure of a safety walk", measure_diagram()),
        )
    )
    return f"# Lifecycles\n\n{_NOTE}\n\n" + "\n".join(parts)


def quarantine() -> str:
    """Why an entry is held, and whether a person may admit it all the same."""
    rows = (
        [f"`{code}`", held_sentence(code), "yes" if may_be_admitted(code) else ""]
        for code in sorted(CODES)
    )
    head = ("Code", "What the sender is told", "May be admitted")
    return f"# Reasons for quarantine\n\n{_NOTE}\n\n{_table(head, rows)}"


def indicators() -> str:
    """Every indicator with its definition; those that wait, and for what."""
    head = (
        "Code", "Indicator", "Counted", "Among", "Attributes", "Periods", "Better",
        "In parts", "Version",
    )  # fmt: skip
    rows = (
        [
            one.code,
            str(one.name),
            str(one.numerator),
            str(one.denominator),
            ", ".join(one.attributes),
            ", ".join(sorted(one.periods)),
            one.direction,
            ", ".join(sorted(one.splits)),
            f"{one.version} ({one.since})",
        ]
        for one in REGISTRY.values()
        if not one.waits
    )
    waiting = (
        [one.code, str(one.name), str(one.measure.facts)]
        for one in REGISTRY.values()
        if isinstance(one.measure, Waiting)
    )
    return (
        f"# Indicators\n\n{_NOTE} Definitions follow the catalogue of 64 in the domain"
        " notes; the letters after a number are further figures of the same.\n\n"
        f"{_table(head, rows)}\n## Waiting for facts\n\n"
        f"{_table(('Code', 'Indicator', 'Waits for'), waiting)}"
    )


PAGES: Mapping[str, Callable[[], str]] = {
    "roles.md": roles,
    "schedule.md": schedule,
    "lifecycles.md": lifecycles,
    "quarantine.md": quarantine,
    "indicators.md": indicators,
}
